package org.medchain.node.files;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;

/** A ledger that executes what it is given, with audits every five blocks. */
final class FileLedger implements LedgerView {
  static final KeyPair PATIENT = SampleFiles.keys(1);
  static final KeyPair READER = SampleFiles.keys(2);
  static final KeyPair BUYER = SampleFiles.keys(3);
  static final KeyPair DOCTOR = SampleFiles.keys(4);
  static final KeyPair CENTER = SampleFiles.keys(5);

  private final Genesis genesis = new Genesis(terms(), participants());
  private final MedicalContract contract = new MedicalContract(genesis);
  private final Map<PublicKey, Long> sequences = new HashMap<>();
  private Block last = genesis.block();
  private final Map<Long, Block> blocks = new HashMap<>();
  private final Map<Long, ExecutionResult> executions = new HashMap<>();

  private static Genesis.Terms terms() {
    IncentiveRules rules =
        IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)).with(new AuditRules(5, 3, 2, 9));
    List<PublicKey> nodes = List.of(SampleFiles.keys(6).publicKey());
    return new Genesis.Terms(0, nodes, 1, Difficulty.NONE, 0, CENTER.publicKey(), rules);
  }

  private static List<Participant> participants() {
    Stream<Participant> holders =
        IntStream.range(10, 16)
            .mapToObj(n -> new Participant(SampleFiles.keys(n).publicKey(), Role.HOSPITAL));
    return Stream.concat(
            holders,
            Stream.of(
                new Participant(PATIENT.publicKey(), Role.PATIENT),
                new Participant(READER.publicKey(), Role.RESEARCH),
                new Participant(BUYER.publicKey(), Role.RESEARCH),
                Participant.of(DOCTOR.publicKey(), Role.DOCTOR, SampleFiles.keys(15).publicKey())))
        .toList();
  }

  MedicalRecord record(FileManifest file) {
    PublicKey doctor = DOCTOR.publicKey();
    return new MedicalRecord(
        PATIENT.publicKey(),
        file.metadata(doctor),
        new MedicalRecord.DigestBlock(1_600_000_000_000L, doctor, "synthetic scan", "Image"));
  }

  /** A block with one transaction of {@code keys}. */
  FileLedger order(KeyPair keys, Operation operation) {
    long sequence = sequences.merge(keys.publicKey(), 1L, Long::sum);
    Operations operations = new Operations(new Ed25519(), genesis.chain(), keys);
    return append(List.of(operations.sign(sequence, operation)));
  }

  /** The center revokes keys (CON-23), as the first of this chain. */
  FileLedger revoke(KeyPair... keys) {
    List<RevocationEntry> entries =
        IntStream.range(0, keys.length)
            .mapToObj(
                each ->
                    new RevocationEntry(
                        BigInteger.valueOf(1 + each),
                        keys[each].publicKey(),
                        RevocationReason.KEY_COMPROMISE,
                        true))
            .toList();
    return order(CENTER, new RevokeCertificates(1, Hash.ZERO, entries));
  }

  /** Empty blocks up to a height. */
  FileLedger growTo(long height) {
    while (contract.height() < height) {
      append(List.of());
    }
    return this;
  }

  private FileLedger append(List<Transaction> transactions) {
    Header header =
        new Header(
            Header.VERSION,
            last.hash(),
            contract.height() + 1,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            contract.height() + 1,
            Hash.ZERO,
            Hash.ZERO,
            Difficulty.NONE,
            RandomString.ZERO);
    last = Block.of(header, transactions);
    blocks.put(last.height(), last);
    executions.put(last.height(), contract.apply(last));
    return this;
  }

  /** The receipt of the last block's transaction. */
  Receipt receipt() {
    return executions.get(last.height()).receipts().get(0);
  }

  WorldState state() {
    return contract.state();
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return contract.height();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return Optional.ofNullable(blocks.get(height))
        .map(
            block ->
                new CertifiedBlock(
                    block, new QuorumCertificate(0, block.height(), block.hash(), List.of())));
  }

  @Override
  public Optional<Header> header(long height) {
    return height == contract.height() ? Optional.of(last.header()) : Optional.empty();
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return contract.stateAt(height);
  }

  @Override
  public Optional<List<Receipt>> receiptsAt(long height) {
    return Optional.ofNullable(executions.get(height)).map(ExecutionResult::receipts);
  }
}
