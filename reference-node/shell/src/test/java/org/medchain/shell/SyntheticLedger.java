package org.medchain.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;

/** A ledger that grows on demand, with W = 1 and a synthetic patient; there are no votes on it. */
final class SyntheticLedger implements LedgerView {
  private static final Ed25519 SCHEME = new Ed25519();

  private final KeyPair patient = keys("patient");
  private final KeyPair doctor = keys("doctor");
  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<Block> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();

  SyntheticLedger() {
    genesis =
        new Genesis(
            new Genesis.Terms(
                1_000_000,
                List.of(keys("a").publicKey(), keys("b").publicKey(), keys("c").publicKey()),
                1,
                Difficulty.NONE,
                1000,
                keys("center").publicKey(),
                new PointRules(100, 10, 150, 7, 8_000)),
            List.of(
                new Participant(patient.publicKey(), Role.PATIENT),
                Participant.of(doctor.publicKey(), Role.DOCTOR, keys("clinic").publicKey()),
                new Participant(keys("clinic").publicKey(), Role.HOSPITAL)));
    contract = new MedicalContract(genesis);
    blocks.add(genesis.block());
  }

  private static KeyPair keys(String seed) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(seed)).toBytes());
  }

  /** The patient's request. */
  Operations operations() {
    return new Operations(SCHEME, genesis.chain(), patient);
  }

  MedicalRecord record(String description) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor.publicKey(), "synthetic/" + description, Hash.of(Bytes.utf8(description))),
        new MedicalRecord.DigestBlock(1000, doctor.publicKey(), description, "x-ray"));
  }

  /** Appends a block with these transactions. */
  synchronized ExecutionResult append(List<Transaction> transactions) {
    Block last = blocks.get(blocks.size() - 1);
    Hash receiptsRoot =
        executions.isEmpty()
            ? MerkleTree.EMPTY_ROOT
            : executions.get(executions.size() - 1).receiptsRoot();
    Header header =
        new Header(
            Header.VERSION,
            last.hash(),
            last.header().timestampMs() + 1,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            last.height() + 1,
            contract.stateRoot(),
            receiptsRoot,
            Difficulty.NONE,
            RandomString.ZERO);
    Block block = Block.of(header, transactions);
    ExecutionResult execution = contract.apply(block);
    blocks.add(block);
    executions.add(execution);
    return execution;
  }

  /** Executes one transaction in a separate block. */
  Receipt execute(Transaction transaction) {
    return append(List.of(transaction)).receipts().get(0);
  }

  synchronized List<Header> headers() {
    return blocks.stream().map(Block::header).toList();
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public synchronized long height() {
    return blocks.size() - 1L;
  }

  @Override
  public synchronized Optional<CertifiedBlock> blockAt(long height) {
    if (height < 0 || height >= blocks.size()) {
      return Optional.empty();
    }
    Block block = blocks.get((int) height);
    return Optional.of(
        new CertifiedBlock(block, new QuorumCertificate(0, height, block.hash(), List.of())));
  }

  @Override
  public synchronized Optional<WorldState> stateAt(long height) {
    return contract.stateAt(height);
  }

  @Override
  public synchronized Optional<List<Receipt>> receiptsAt(long height) {
    return height >= 1 && height < blocks.size()
        ? Optional.of(executions.get((int) height - 1).receipts())
        : Optional.empty();
  }
}
