package org.medchain.baseline.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.postgres.HashIndex.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;

/**
 * Each hospital with its own database, and one shared index of hashes that a party of its own
 * operates (BASE-1). A read fetches from the keeping hospital and compares with the index. A third
 * party trusts the index operator's key for hashes, and each hospital's for its records.
 */
public final class FederatedSystem implements RecordSystem {
  /** Hospitals, if nothing else is said. */
  public static final int USUAL = 4;

  private final HashIndex index;
  private final List<HospitalSystem> hospitals;

  /**
   * Starts all.
   *
   * @param folder of its own; empty, or to be made
   * @param count of hospitals, at least one
   */
  public static FederatedSystem start(PostgresTemplate template, Path folder, int count)
      throws IOException, InterruptedException {
    FederatedSystem made =
        new FederatedSystem(HashIndex.start(template, folder.resolve("index"), count));
    try {
      for (int i = 0; i < count; i++) {
        made.hospitals.add(HospitalSystem.start(template, folder.resolve(HashIndex.name(i))));
      }
      return made;
    } catch (IOException | InterruptedException e) {
      made.close();
      throw e;
    }
  }

  private FederatedSystem(HashIndex index) {
    this.index = index;
    this.hospitals = new ArrayList<>();
  }

  @Override
  public SystemKind kind() {
    return SystemKind.FEDERATED;
  }

  HashIndex index() {
    return index;
  }

  public List<HospitalSystem> hospitals() {
    return hospitals;
  }

  /** The hospital of a doctor. */
  int home(String author) {
    return Math.floorMod(author.hashCode(), hospitals.size());
  }

  private Optional<HospitalSystem> keeper(List<IndexEntry> entries) {
    return hospitals.stream()
        .filter(each -> !entries.isEmpty())
        .filter(each -> HashIndex.name(hospitals.indexOf(each)).equals(entries.getFirst().keeper()))
        .findFirst();
  }

  private HospitalSystem keeper(String id) throws IOException {
    return keeper(index.entries(id))
        .orElseThrow(() -> new IOException("the index has no record " + id));
  }

  @Override
  public void put(RecordEntry record) throws IOException {
    int home = home(record.author());
    hospitals.get(home).put(record);
    index.add(home, record);
  }

  @Override
  public void correct(String id, Bytes content) throws IOException {
    HospitalSystem keeper = keeper(id);
    keeper.correct(id, content);
    RecordEntry record = keeper.records().entry(id).orElseThrow();
    index.add(hospitals.indexOf(keeper), record);
  }

  @Override
  public void grant(String id, String reader) throws IOException {
    keeper(id).grant(id, reader);
  }

  @Override
  public void revoke(String id, String reader) throws IOException {
    keeper(id).revoke(id, reader);
  }

  /**
   * Compares with the index.
   *
   * @throws IOException if they differ, too
   */
  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException {
    List<IndexEntry> entries = index.entries(id);
    Optional<HospitalSystem> keeper = keeper(entries);
    if (keeper.isEmpty()) {
      return Optional.empty();
    }
    Optional<RecordEntry> record = keeper.get().records().entry(id, reader);
    if (record.isPresent() && !HashIndex.digest(record.get()).equals(entries.getLast().digest())) {
      throw new IOException("the keeping hospital's record has not the hash of the index");
    }
    return record.map(RecordEntry::content);
  }

  /** Each version's hash is the index's. */
  @Override
  public List<RecordVersion> history(String id) throws IOException {
    List<IndexEntry> entries = index.entries(id);
    HospitalSystem keeper = keeper(id);
    List<RecordVersion> versions = keeper.history(id);
    RecordEntry record =
        keeper.records().entry(id).orElseThrow(() -> new IOException("its keeper has it no more"));
    List<Bytes> digests = new ArrayList<>();
    for (RecordVersion each : versions) {
      digests.add(HashIndex.digest(HospitalAttacks.withContent(record, each.content())));
    }
    if (!digests.equals(entries.stream().map(IndexEntry::digest).toList())) {
      throw new IOException("the keeping hospital's history has not the hashes of the index");
    }
    return versions;
  }

  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    return withExtract(keeper(id).prove(id));
  }

  private ThirdPartyProof withExtract(ThirdPartyProof proof) throws IOException {
    Bytes extract = index.extract(proof.record().id());
    return new ThirdPartyProof(
        proof.record(), new Encoder().bytes(proof.evidence()).raw(extract).toBytes());
  }

  /** The keeper says so, and the index had its hash as the last one: each signed its part. */
  @Override
  public boolean verify(ThirdPartyProof proof) {
    List<Bytes> parts =
        SignedExport.decoded(
            proof.evidence(),
            in -> List.of(in.bytes(), in.raw(in.remaining())),
            List.of(Bytes.EMPTY, Bytes.EMPTY));
    List<IndexEntry> entries = index.signed(proof.record().id(), parts.getLast());
    Optional<HospitalSystem> keeper = keeper(entries);
    return keeper.isPresent()
        && keeper.get().verify(new ThirdPartyProof(proof.record(), parts.getFirst()))
        && HashIndex.digest(proof.record()).equals(entries.getLast().digest());
  }

  @Override
  public AttackOutcome suffer(AttackKind attack, List<RecordEntry> all, AttackLog log)
      throws IOException, InterruptedException {
    RecordEntry middle = all.get(all.size() / 2);
    int home = home(middle.author());
    List<RecordEntry> kept = all.stream().filter(each -> home(each.author()) == home).toList();
    RecordEntry victim = kept.get(kept.size() / 2);
    ThirdPartyProof honest = prove(victim.id());
    HospitalSystem keeper = hospitals.get(home);
    Deed deed = new FederatedAttacks(this, home, log).carryOut(attack, victim, kept);
    ThirdPartyProof lie = withExtract(keeper.forge(deed.shown()));
    return Aftermath.judge(this, deed, all, () -> first(deed, keeper, log), honest, lie, log);
  }

  /** The reader's compare, then the keeper's own checks. */
  private Notice first(Deed deed, HospitalSystem keeper, AttackLog log)
      throws IOException, InterruptedException {
    Notice notice = compare(deed.shown().id(), deed.shown().author(), log);
    return notice.equals(Notice.NOBODY) ? keeper.checks().first(deed.shown().id(), log) : notice;
  }

  /** Its author fetches a record, with its history. */
  Notice compare(String id, String author, AttackLog log) {
    long startNs = System.nanoTime();
    try {
      var unused = read(id, author);
      unused = history(id).isEmpty() ? Optional.empty() : unused;
      log.line("reader: the record and its history have the hashes of the index");
      return Notice.NOBODY;
    } catch (IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      log.line("reader: " + first.replaceAll("\\d+", "N"));
      return new Notice("reader", 0, (System.nanoTime() - startNs) / 1e6);
    }
  }

  @Override
  public long diskBytes() throws IOException {
    long sum = index.server().diskBytes();
    for (HospitalSystem each : hospitals) {
      sum += each.diskBytes();
    }
    return sum;
  }

  @Override
  public double cpuMs() throws IOException {
    double sum = index.server().cpuMs();
    for (HospitalSystem each : hospitals) {
      sum += each.cpuMs();
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    for (HospitalSystem each : hospitals) {
      each.close();
    }
    index.close();
  }
}
