package org.medchain.baseline.chain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.medchain.application.RecordVerifier;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.SystemKind;
import org.medchain.client.record.KeySharing;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.MedicalRecord.MetadataBlock;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.keys.DepositedShare;
import org.medchain.node.files.keys.KeyShare;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * The chain with proof of work (BASE-1), simulated: its times are the virtual clock's. A record is
 * put when its upload has {@link PowNetwork#CONFIRMATIONS} confirmations. Each of the four miners
 * keeps all encrypted files, and a share of each key, of which two open it. The proof of a record
 * are the blocks from the first one on, which a third party with the genesis block checks and
 * executes itself. It cannot know whether a longer chain exists.
 */
public final class PowRecords extends ChainRecords {
  final PowNetwork network;
  final Genesis genesis;
  final PowHost host;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

  /** By record, what each miner holds of it. */
  final Map<Hash, Map<Integer, HeldFile>> held = new ConcurrentHashMap<>();

  /** An encrypted file, and a miner's share of its key. */
  record HeldFile(DepositedShare share, Bytes sealed) {}

  private PowRecords(PowNetwork network) {
    super(SystemKind.POW);
    this.network = network;
    genesis = network.genesis();
    host = new PowHost(network);
  }

  /** Starts one; its chain begins now. */
  public static PowRecords start(long seed) {
    return new PowRecords(PowNetwork.create(System.currentTimeMillis(), seed));
  }

  /** The last number of who orders; 0 for who is not registered. */
  AtomicLong number(String person) {
    return numbers.computeIfAbsent(person, each -> new AtomicLong());
  }

  @Override
  PublicKey key(String person, Role role) throws IOException, InterruptedException {
    PublicKey key = network.keys(person).publicKey();
    synchronized (number(person)) {
      if (number(person).get() == 0 && role != Role.REGULATORY_CENTER) {
        Optional<PublicKey> practice = network.practice().filter(each -> role == Role.DOCTOR);
        Register known = new Register(new Participant(key, role, practice));
        require("center", Role.REGULATORY_CENTER, known);
        number(person).set(1); // which is left out
      }
    }
    return key;
  }

  @Override
  Receipt order(String person, Role role, Operation operation)
      throws IOException, InterruptedException {
    PublicKey unused = key(person, role);
    Operations signer = new Operations(PowNetwork.SCHEME, genesis.chain(), network.keys(person));
    return host.order(signer.sign(number(person).incrementAndGet(), operation));
  }

  @Override
  KeptVersion upload(RecordEntry entry) throws IOException, InterruptedException {
    PublicKey doctor = key(entry.author(), Role.DOCTOR);
    FileKey opening = FileKey.random(random);
    ByteArrayInputStream plain = new ByteArrayInputStream(entry.content().toArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileCipher.seal(plain, opening, 1 << 12, random, out);
    Bytes sealed = Bytes.of(out.toByteArray());
    MedicalRecord record =
        new MedicalRecord(
            key(entry.patient(), Role.PATIENT),
            new MetadataBlock(doctor, "miners:" + entry.id(), Hash.of(sealed)),
            new DigestBlock(entry.timestampMs(), doctor, entry.description(), entry.type()));
    require(entry.patient(), Role.PATIENT, new UploadRecord(record));
    OpenedDeposit opened = new OpenedDeposit(record, opening);
    SplitKey split =
        SplitKey.of(opened, network.keys(entry.patient()), 2, PowNetwork.NODES, random);
    Map<Integer, HeldFile> files = new ConcurrentHashMap<>();
    for (KeyShare each : split.shares()) {
      files.put(each.number(), new HeldFile(new DepositedShare(split.deposit(), each), sealed));
    }
    held.put(record.id(), files);
    return new KeptVersion(entry, opened, sealed);
  }

  /** What this many miners that have it open together; nothing if that is not enough. */
  Optional<Bytes> open(KeptVersion version, int miners) throws IOException {
    List<HeldFile> files =
        held.getOrDefault(version.id(), Map.of()).values().stream().limit(miners).toList();
    List<DepositedShare> shares = files.stream().map(HeldFile::share).toList();
    return files.isEmpty() ? Optional.empty() : plain(files.getFirst().sealed(), shares);
  }

  @Override
  Optional<Bytes> read(KeptVersion version, String reader, Role role, Purpose purpose)
      throws IOException, InterruptedException {
    Receipt told = order(reader, role, new ReadRecord(version.id(), purpose));
    try {
      long unusedPrice = KeySharing.price(told);
      return open(version, PowNetwork.NODES);
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  @Override
  Bytes fetch(KeptVersion version) throws IOException {
    return open(version, PowNetwork.NODES)
        .orElseThrow(() -> new IOException("no miner has " + version.entry().id()));
  }

  /** The uploads in some blocks. */
  static Stream<MedicalRecord> uploads(List<Block> blocks) {
    return blocks.stream()
        .flatMap(each -> each.transactions().stream())
        .map(RecordVerifier::record)
        .flatMap(Optional::stream);
  }

  /** The block that has a record. */
  Block block(KeptVersion version) throws IOException {
    return host.blocks().stream()
        .filter(each -> uploads(List.of(each)).anyMatch(version.opened().record()::equals))
        .findFirst()
        .orElseThrow(() -> new IOException(version.entry().id() + " is in no confirmed block"));
  }

  @Override
  long sinceMs(KeptVersion version) throws IOException {
    return block(version).header().timestampMs();
  }

  @Override
  Bytes proof(KeptVersion version) {
    return new Encoder().list(host.blocks()).toBytes();
  }

  @Override
  Optional<MedicalRecord> proved(RecordEntry claimed, RecordEvidence evidence) {
    List<Block> blocks =
        Decoder.decode(evidence.proof(), in -> in.list(Header.SIZE + 1, Block::decode));
    MedicalContract contract = new MedicalContract(genesis);
    if (isChain(blocks)) {
      for (Block each : blocks) {
        var unused = contract.apply(each);
      }
    }
    PublicKey patient = network.keys(claimed.patient()).publicKey();
    return uploads(blocks)
        .filter(each -> each.metadata().hash().equals(Hash.of(evidence.sealed())))
        .filter(each -> each.patient().equals(patient))
        .filter(each -> Records.find(contract.state(), each.id()).isPresent())
        .findFirst();
  }

  /** Whether blocks are linked from the first one on, and have their work and signatures. */
  boolean isChain(List<Block> blocks) {
    Hash parent = genesis.chain();
    for (Block each : blocks) {
      Difficulty difficulty = each.header().difficulty();
      if (!each.parent().equals(parent)
          || !difficulty.equals(genesis.terms().difficulty())
          || !difficulty.isMetBy(each.hash())
          || !each.transactions().stream()
              .allMatch(it -> it.attestation().holds(PowNetwork.SCHEME, genesis.chain()))) {
        return false;
      }
      parent = each.hash();
    }
    return true;
  }

  @Override
  ChainAttacks attacks(List<RecordEntry> records, AttackLog log) {
    return new PowAttacks(this, records, log);
  }

  /** What the miners would keep: each all blocks and files. */
  @Override
  public long diskBytes() {
    long chain = new Encoder().list(host.blocks()).toBytes().size();
    return PowNetwork.NODES * chain
        + held.values().stream()
            .flatMap(each -> each.values().stream())
            .mapToLong(each -> (long) each.sealed().size() + each.share().encoded().size())
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
