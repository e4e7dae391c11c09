package org.medchain.baseline.witnessed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.log.LogCheckpoint;
import org.medchain.baseline.log.LogTrust;
import org.medchain.baseline.log.LogWitness;
import org.medchain.baseline.log.NoteKey;
import org.medchain.baseline.log.NoteSigner;
import org.medchain.baseline.log.SignedNote;
import org.medchain.baseline.log.TileLog;
import org.medchain.baseline.postgres.AttackScene;
import org.medchain.baseline.postgres.DatabaseSystem;
import org.medchain.baseline.postgres.PostgresServer;
import org.medchain.baseline.postgres.PostgresTemplate;
import org.medchain.baseline.postgres.ReplicatedSystem;
import org.medchain.baseline.witnessed.LoggedRow.LoggedVersion;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;

/**
 * A replicated database whose operator also keeps a log of all that it acknowledges; two witnesses,
 * each another hospital's, must both have cosigned a checkpoint before anybody believes it (BASE-1,
 * BASE-7, BASE-8). What was acknowledged since the last checkpoint, a second at most, is in the
 * operator's hand alone; {@link #prove} waits for the next one.
 */
public final class WitnessedSystem extends DatabaseSystem {
  static final int CHECKPOINT_S = 1;
  private static final String ORIGIN = "log.hospital.example/records";
  final ReplicatedSystem database;
  private final Path folder;
  private final NoteSigner signer;
  private final List<LogWitness> witnesses = new ArrayList<>();
  private final Map<Bytes, Integer> places = new ConcurrentHashMap<>();
  private final Map<String, Bytes> salts = new ConcurrentHashMap<>();
  private final Map<String, Object> corrections = new ConcurrentHashMap<>();

  /** Of this process's threads, for the log. */
  private final LongAdder cpuNs = new LongAdder();

  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("checkpoints").unstarted(work));
  volatile TileLog log;
  LogTrust trust;
  private SignedNote note;

  private WitnessedSystem(ReplicatedSystem database, Path folder) throws IOException {
    this.database = database;
    this.folder = folder;
    signer = NoteSigner.at(folder.resolve("key"), ORIGIN, NoteKey.ED25519);
  }

  /**
   * Starts all of it.
   *
   * @param folder of its own; empty, or to be made
   * @param roundTripMs between the database's two sites
   */
  public static WitnessedSystem start(PostgresTemplate template, Path folder, double roundTripMs)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    WitnessedSystem made =
        new WitnessedSystem(
            ReplicatedSystem.start(template, folder.resolve("database"), roundTripMs), folder);
    return opened(made, made::open);
  }

  private void open() throws IOException {
    log = TileLog.open(folder.resolve("log"), signer);
    witnesses.add(witness(0, true));
    witnesses.add(witness(1, true));
    trust = new LogTrust(signer.key(), witnesses.stream().map(LogWitness::key).toList(), 2);
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            this::checkpointInTime, CHECKPOINT_S, CHECKPOINT_S, TimeUnit.SECONDS);
  }

  private LogWitness witness(int i, boolean honest) throws IOException {
    String name = "hospital" + (i + 2) + ".example/witness";
    return LogWitness.start(folder.resolve("witness" + i), name, signer.key(), honest);
  }

  /** From now on a witness cosigns all that the operator wants. */
  void corrupt(int i) throws IOException {
    witnesses.get(i).close();
    witnesses.set(i, witness(i, false));
  }

  /** The database whose changes the log has. */
  public ReplicatedSystem database() {
    return database;
  }

  @Override
  public SystemKind kind() {
    return SystemKind.WITNESSED;
  }

  @Override
  public void put(RecordEntry record) throws IOException {
    LoggedVersion version = new LoggedVersion(salt(), 1, record);
    database.put(version.stored());
    salts.put(record.id(), version.salt());
    append(version.entry(LoggedRow.tag(record.id(), version.salt())));
  }

  private Bytes salt() {
    byte[] salt = new byte[LoggedRow.SALT_SIZE];
    random.nextBytes(salt);
    return Bytes.of(salt);
  }

  /** Corrections of one record wait for one another: the log has them in the database's order. */
  @Override
  public void correct(String id, Bytes content) throws IOException {
    synchronized (corrections.computeIfAbsent(id, any -> new Object())) {
      database.correct(id, LoggedRow.salted(salt(), content));
      LoggedRow row = row(id);
      append(row.last().entry(row.tag()));
    }
  }

  @Override
  public void grant(String id, String reader) throws IOException {
    database.grant(id, reader);
    logConsent("grant ", id, reader);
  }

  @Override
  public void revoke(String id, String reader) throws IOException {
    database.revoke(id, reader);
    logConsent("revoke ", id, reader);
  }

  /** Who knows the record's first salt can tell whom it was for. */
  private void logConsent(String what, String id, String reader) throws IOException {
    Bytes salt = salts.containsKey(id) ? salts.get(id) : row(id).versions().getFirst().salt();
    String at = " " + System.currentTimeMillis() + " ";
    Hash hidden = Hash.of(Bytes.utf8(salt + at + reader));
    append(Bytes.utf8(what + LoggedRow.tag(id, salt) + at + hidden));
  }

  /** What the database has of a record. */
  LoggedRow row(String id) throws IOException {
    return LoggedRow.of(database.prove(id).record(), database.history(id));
  }

  /** Durable in the log when this returns. */
  void append(Bytes entry) throws IOException {
    long startNs = ownCpuNs();
    places.put(entry, log.append(entry));
    cpuNs.add(ownCpuNs() - startNs);
  }

  private static long ownCpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void checkpointInTime() {
    try {
      var unused = checkpoint();
    } catch (IOException e) {
      System.err.println("checkpoint: " + e.getMessage()); // The next one may be cosigned again.
    }
  }

  /** The cosigned checkpoint over all entries so far. */
  synchronized SignedNote checkpoint() throws IOException {
    if (note == null || LogCheckpoint.parse(note.text()).size() < log.size()) {
      long startNs = ownCpuNs();
      SignedNote made = cosigned(log);
      if (trust.accept(made.toString()).isEmpty()) {
        throw new IOException("not all witnesses cosigned, and nobody would believe it");
      }
      log.publish(made);
      note = made;
      cpuNs.add(ownCpuNs() - startNs);
    }
    return note;
  }

  /** A checkpoint that the operator signs, with the cosignatures that it gets for it. */
  SignedNote cosigned(TileLog any) throws IOException {
    SignedNote own = any.sign(0);
    List<String> lines = new ArrayList<>(own.signatures());
    for (LogWitness each : witnesses) {
      String answer = each.cosign(any, own);
      if (answer.startsWith("200 ")) {
        lines.add(answer.substring(4));
      }
    }
    return new SignedNote(own.text(), lines);
  }

  /** A log that the operator makes up, in a folder of its own. */
  TileLog fork(String name, List<Bytes> entries) throws IOException {
    TileLog made = TileLog.open(folder.resolve(name), signer);
    for (Bytes each : entries) {
      made.append(each);
    }
    return made;
  }

  /** From now on proofs are from another log. */
  synchronized void serve(TileLog other, SignedNote cosigned) throws IOException {
    log.close();
    log = other;
    note = cosigned;
    places.clear();
    List<Bytes> entries = other.entries();
    for (int i = 0; i < entries.size(); i++) {
      places.put(entries.get(i), i);
    }
  }

  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException {
    return database.read(id, reader).map(LoggedRow::unsalted);
  }

  @Override
  public List<RecordVersion> history(String id) throws IOException {
    return database.history(id).stream()
        .map(each -> new RecordVersion(each.sinceMs(), LoggedRow.unsalted(each.content())))
        .toList();
  }

  /** Without evidence if the log has no such version. */
  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    LoggedRow row = row(id);
    LoggedVersion last = row.last();
    Integer place = places.get(last.entry(row.tag()));
    if (place == null) {
      return new ThirdPartyProof(last.record(), Bytes.EMPTY);
    }
    String proven = checkpoint().toString();
    int size = trust.accept(proven).orElseThrow().size();
    InclusionProof inclusion = log.inclusion(place, size);
    return new ThirdPartyProof(
        last.record(),
        new LogEvidence(last.salt(), row.tag(), last.version(), inclusion, proven).encoded());
  }

  /** Both witnesses must have cosigned the checkpoint. */
  @Override
  public boolean verify(ThirdPartyProof proof) {
    return LogEvidence.accepts(proof, trust);
  }

  @Override
  protected AttackScene scene(List<RecordEntry> records, AttackLog told) throws IOException {
    timer.close(); // A request that a witness has gets its answer.
    return new WitnessedScene(this, records, told);
  }

  @Override
  public List<PostgresServer> servers() {
    return database.servers();
  }

  /** The database's, and those of log and witnesses. */
  @Override
  public long diskBytes() throws IOException {
    long sum = super.diskBytes();
    for (String each : List.of("log", "witness0", "witness1")) {
      sum += PostgresServer.bytesIn(folder.resolve(each).toFile());
    }
    return sum;
  }

  @Override
  public double cpuMs() throws IOException {
    long addedNs = cpuNs.sum() + witnesses.stream().mapToLong(LogWitness::cpuNs).sum();
    return super.cpuMs() + addedNs / 1e6;
  }

  @Override
  public void close() throws IOException {
    timer.close();
    witnesses.forEach(LogWitness::close);
    if (log != null) {
      log.close();
    }
    database.close();
  }
}
