package org.medchain.baseline.chain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.client.record.KeySharing;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.files.keys.KeyDeposit;
import org.medchain.node.files.keys.KeyShare;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * The chain with proof of work (BASE-1), simulated: its times are the virtual clock's. A record is
 * put when its upload has {@link PowNetwork#CONFIRMATIONS} confirmations. Each of the four miners
 * keeps all encrypted files, and a share of each key.
 */
public final class PowRecords implements RecordSystem {
  private static final long FOREVER_MS = 32_000_000_000_000L;

  final PowNetwork network;
  final PowHost host;
  private final Map<String, List<RecordEntry>> versions = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();
  private final Map<String, long[]> sequences = new ConcurrentHashMap<>();

  /** By miner, what it holds of each record. */
  final List<Map<Hash, HeldFile>> holdings =
      Stream.generate(() -> (Map<Hash, HeldFile>) new ConcurrentHashMap<Hash, HeldFile>())
          .limit(PowNetwork.NODES)
          .toList();

  /** An encrypted file, and a miner's share of its key. */
  record HeldFile(KeyDeposit deposit, KeyShare share, Bytes sealed) {}

  private PowRecords(PowNetwork network, long seed) {
    this.network = network;
    host = new PowHost(network, seed);
  }

  /** Starts one; its chain begins now. */
  public static PowRecords start(long seed) {
    return new PowRecords(PowNetwork.create(System.currentTimeMillis()), seed);
  }

  @Override
  public SystemKind kind() {
    return SystemKind.POW;
  }

  /** Has a person's operation ordered; the person is registered first. */
  Output.Accepted order(String name, Role role, Operation operation)
      throws IOException, InterruptedException {
    long[] last = sequences.computeIfAbsent(name, each -> new long[1]);
    synchronized (last) {
      if (last[0] == 0 && role != Role.REGULATORY_CENTER) {
        var unused = order("center", Role.REGULATORY_CENTER, new Register(participant(name, role)));
      }
      return host.order(network.signer(name).sign(++last[0], operation));
    }
  }

  private static Participant participant(String name, Role role) {
    PublicKey key = PowNetwork.keys(name).publicKey();
    return role == Role.DOCTOR
        ? Participant.of(key, role, PowNetwork.keys("node-0").publicKey())
        : new Participant(key, role);
  }

  private Output.Accepted require(String name, Role role, Operation operation)
      throws IOException, InterruptedException {
    Output.Accepted told = order(name, role, operation);
    if (!told.receipt().succeeded()) {
      throw new IOException(
          operation.type().name()
              + ": "
              + org.medchain.contract.engine.Outcome.of(told.receipt()).words());
    }
    return told;
  }

  /** A record as it stands on the chain. */
  static MedicalRecord onChain(RecordEntry entry) {
    PublicKey doctor = PowNetwork.keys(entry.author()).publicKey();
    return new MedicalRecord(
        PowNetwork.keys(entry.patient()).publicKey(),
        new MedicalRecord.MetadataBlock(doctor, "miners:" + entry.id(), Hash.of(entry.content())),
        new MedicalRecord.DigestBlock(
            entry.timestampMs(), doctor, entry.description(), entry.type()));
  }

  @Override
  public void put(RecordEntry record) throws IOException, InterruptedException {
    upload(record);
    if (versions.putIfAbsent(record.id(), new ArrayList<>(List.of(record))) != null) {
      throw new IOException("record " + record.id() + " is there already");
    }
  }

  private void upload(RecordEntry record) throws IOException, InterruptedException {
    known(record.author());
    MedicalRecord made = onChain(record);
    var unused = require(record.patient(), Role.PATIENT, new UploadRecord(made));
    hold(made, record);
  }

  /** Sealed, with a share of the key at each miner, of which two open it. */
  private void hold(MedicalRecord made, RecordEntry record) throws IOException {
    SecureRandom random = new SecureRandom();
    FileKey key = FileKey.random(random);
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    FileCipher.seal(
        new ByteArrayInputStream(record.content().toArray()), key, 1 << 12, random, sealed);
    SplitKey split =
        SplitKey.of(
            new OpenedDeposit(made, key),
            PowNetwork.keys(record.patient()),
            2,
            PowNetwork.NODES,
            random);
    for (int i = 0; i < PowNetwork.NODES; i++) {
      HeldFile held =
          new HeldFile(split.deposit(), split.shares().get(i), Bytes.of(sealed.toByteArray()));
      holdings.get(i).put(made.id(), held);
    }
  }

  /** What this many miners that have it open together; nothing if that is not enough. */
  Optional<Bytes> open(Hash record, int miners) throws IOException {
    List<HeldFile> held =
        holdings.stream()
            .map(each -> each.get(record))
            .filter(Objects::nonNull)
            .limit(miners)
            .toList();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    try {
      OpenedDeposit opened =
          SplitKey.open(
              held.getFirst().deposit(),
              held.stream().map(HeldFile::share).toList(),
              SplitKey.KeyLink.SAME);
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      FileCipher.open(
          new ByteArrayInputStream(held.getFirst().sealed().toArray()), opened.key(), plain);
      return Optional.of(Bytes.of(plain.toByteArray()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** A key that the ledger knows by another order than its registration. */
  void admit(String name) {
    sequences.put(name, new long[] {1});
  }

  /** A doctor is registered before a record names it. */
  private PublicKey known(String doctor) throws IOException, InterruptedException {
    long[] last = sequences.computeIfAbsent(doctor, each -> new long[1]);
    synchronized (last) {
      if (last[0] == 0) {
        var unused =
            require(
                "center", Role.REGULATORY_CENTER, new Register(participant(doctor, Role.DOCTOR)));
        last[0] = 1; // its first number is left out
      }
    }
    return PowNetwork.keys(doctor).publicKey();
  }

  @Override
  public void correct(String id, Bytes content) throws IOException, InterruptedException {
    List<RecordEntry> all = all(id);
    RecordEntry old = all.getFirst();
    RecordEntry next =
        new RecordEntry(
            id + "#" + (all.size() + 1),
            old.patient(),
            old.author(),
            old.type(),
            "corrects " + onChain(old).id().toHex() + ": " + old.description(),
            old.timestampMs(),
            content);
    upload(next);
    for (String reader : readers.getOrDefault(id, Set.of())) {
      permit(next, reader);
    }
    synchronized (all) {
      all.add(next);
    }
  }

  private List<RecordEntry> all(String id) throws IOException {
    List<RecordEntry> all = versions.get(id);
    if (all == null) {
      throw new IOException("there is no record " + id);
    }
    return all;
  }

  RecordEntry newest(String id) throws IOException {
    List<RecordEntry> all = all(id);
    synchronized (all) {
      return all.getLast();
    }
  }

  private DirectiveTerms terms(RecordEntry version, String reader)
      throws IOException, InterruptedException {
    return new DirectiveTerms(
        PowNetwork.keys(version.patient()).publicKey(),
        new DirectiveScope.OneRecord(onChain(version).id()),
        new Grantee.Party(known(reader)),
        Purpose.TREAT);
  }

  private void permit(RecordEntry version, String reader) throws IOException, InterruptedException {
    var unused =
        require(
            version.patient(),
            Role.PATIENT,
            new IssueDirective(terms(version, reader), FOREVER_MS));
  }

  @Override
  public void grant(String id, String reader) throws IOException, InterruptedException {
    readers.computeIfAbsent(id, each -> ConcurrentHashMap.newKeySet()).add(reader);
    permit(newest(id), reader);
  }

  @Override
  public void revoke(String id, String reader) throws IOException, InterruptedException {
    readers.getOrDefault(id, Set.of()).remove(reader);
    for (RecordEntry each : List.copyOf(all(id))) {
      // A version from before the grant, or after it ended, has none.
      var unused =
          order(each.patient(), Role.PATIENT, new RevokeDirective(terms(each, reader).id()));
    }
  }

  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException, InterruptedException {
    RecordEntry version = newest(id);
    boolean own = reader.equals(version.patient());
    if (!own) {
      PublicKey unused = known(reader);
    }
    return read(
        onChain(version).id(),
        reader,
        own ? Role.PATIENT : Role.DOCTOR,
        own ? Purpose.PATRQT : Purpose.TREAT);
  }

  Optional<Bytes> read(Hash record, String reader, Role role, Purpose purpose)
      throws IOException, InterruptedException {
    try {
      long unusedPrice =
          KeySharing.price(order(reader, role, new ReadRecord(record, purpose)).receipt());
      return open(record, PowNetwork.NODES);
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<RecordVersion> history(String id) throws IOException {
    List<RecordVersion> history = new ArrayList<>();
    for (RecordEntry each : List.copyOf(all(id))) {
      Hash record = onChain(each).id();
      Block block =
          host.blocks().stream()
              .filter(it -> PowEvidence.uploads(it, record))
              .findFirst()
              .orElseThrow(() -> new IOException("record " + id + " is on no confirmed block"));
      Bytes content = open(record, PowNetwork.NODES).orElseThrow();
      history.add(new RecordVersion(block.header().timestampMs(), content));
    }
    return history;
  }

  @Override
  public ThirdPartyProof prove(String id) throws IOException {
    return new ThirdPartyProof(newest(id), PowEvidence.of(host.blocks()));
  }

  /** By the genesis block, and nothing else. */
  @Override
  public boolean verify(ThirdPartyProof proof) {
    return PowEvidence.flaw(network.genesis(), proof.record(), proof.evidence()).isEmpty();
  }

  @Override
  public AttackOutcome suffer(AttackKind attack, List<RecordEntry> records, AttackLog log)
      throws IOException, InterruptedException {
    return new PowAttacks(this, records, log).carryOut(attack);
  }

  /** What the miners would keep: each all blocks and files. */
  @Override
  public long diskBytes() {
    long chain = host.blocks().stream().mapToLong(each -> each.encoded().size()).sum();
    return PowNetwork.NODES * chain
        + holdings.stream()
            .flatMap(each -> each.values().stream())
            .mapToLong(each -> each.sealed().size() + each.deposit().encoded().size())
            .sum();
  }

  /** The virtual clock, in ns: it stands still while nobody waits for an answer. */
  public long virtualNs() {
    return host.nowNs();
  }

  /** Of the simulation; the miners' hashes are virtual. */
  @Override
  public double cpuMs() {
    return host.cpuMs();
  }

  @Override
  public void close() {
    host.close();
  }
}
