package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.InMemoryLocationIndex;
import org.medchain.node.ledger.LedgerView;

/**
 * A ledger of four members whose blocks are executed and certified as they are made, without
 * replicas: for claims on what the contract lets in and on what a ledger proves to others. All keys
 * follow from its seed.
 */
final class CertifiedChain implements LedgerView {
  /** W of its headers. */
  static final int WINDOW = 2;

  /** When it begins, in ms of Unix time. */
  static final long GENESIS_MS = 1_600_000_000_000L;

  private static final int MEMBERS = 4;
  private static final long BLOCK_MS = 1_000;
  private static final long CLOCK_TOLERANCE_MS = 5_000;
  private static final PointRules POINTS = new PointRules(1_000, 10, 25, 7, 8_000);

  private final SignatureScheme scheme = new Ed25519();
  private final long seed;
  private final Genesis genesis;
  private final MedicalContract contract;
  private final InMemoryLocationIndex locations = new InMemoryLocationIndex();
  private final List<CertifiedBlock> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new LinkedHashMap<>();

  /** A chain at its genesis block, with one participant of each role. */
  CertifiedChain(long seed) {
    this.seed = seed;
    List<PublicKey> members = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(member(i).publicKey());
    }
    List<Participant> participants = new ArrayList<>();
    for (Role role : Role.values()) {
      if (role != Role.REGULATORY_CENTER) {
        participants.add(new Participant(holder(role).publicKey(), role));
      }
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                GENESIS_MS,
                members,
                WINDOW,
                Difficulty.NONE,
                CLOCK_TOLERANCE_MS,
                holder(Role.REGULATORY_CENTER).publicKey(),
                POINTS),
            participants);
    contract = new MedicalContract(genesis);
  }

  /** How all sign. */
  SignatureScheme scheme() {
    return scheme;
  }

  /** The keys of this name. */
  KeyPair keys(String name) {
    Encoder identity = new Encoder().text("medchain/claim").int64(seed).text(name);
    return scheme.keyPair(Hash.of(identity.toBytes()).toBytes());
  }

  /** The keys of a consensus node. */
  KeyPair member(int number) {
    return keys("member " + number);
  }

  /** The keys of the participant with this role. */
  KeyPair holder(Role role) {
    return keys(role.name());
  }

  /** A patient's record with this number. */
  MedicalRecord record(KeyPair patient, int number) {
    PublicKey doctor = holder(Role.DOCTOR).publicKey();
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor, "synthetic/" + number, Hash.of(Bytes.utf8("synthetic file " + number))),
        new MedicalRecord.DigestBlock(GENESIS_MS, doctor, "synthetic record " + number, "image"));
  }

  /** The sender's next request. */
  Transaction order(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(scheme, genesis.chain(), sender).sign(sequence, operation);
  }

  /** The block that would come next, not executed. */
  Block next(List<Transaction> transactions) {
    Header parent = height() == 0 ? genesis.block().header() : blocks.getLast().block().header();
    Header first = genesis.block().header();
    // Execution i is that of height i + 1.
    int rooted = Math.toIntExact(height()) - WINDOW;
    return Block.of(
        new Header(
            Header.VERSION,
            parent.hash(),
            parent.timestampMs() + BLOCK_MS,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            parent.height() + 1,
            rooted < 0 ? first.stateRoot() : executions.get(rooted).stateRoot(),
            rooted < 0 ? first.receiptsRoot() : executions.get(rooted).receiptsRoot(),
            Difficulty.NONE,
            RandomString.ZERO),
        transactions);
  }

  /** Makes, executes and certifies the next block. */
  ExecutionResult append(List<Transaction> transactions) {
    Block block = next(transactions);
    ExecutionResult execution = contract.apply(block);
    blocks.add(new CertifiedBlock(block, certificate(block)));
    executions.add(execution);
    locations.executed(block, execution);
    return execution;
  }

  private QuorumCertificate certificate(Block block) {
    Bytes statement = QuorumCertificate.statement(0, block.height(), block.hash());
    List<SignedVote> votes = new ArrayList<>();
    for (int i = 0; i < new Quorum(MEMBERS).size(); i++) {
      KeyPair keys = member(i);
      Bytes signing =
          Attestation.signingBytes(
              QuorumCertificate.DOMAIN, genesis.chain(), keys.publicKey(), statement);
      votes.add(new SignedVote(keys.publicKey(), scheme.sign(keys.secretKey(), signing)));
    }
    return new QuorumCertificate(0, block.height(), block.hash(), votes);
  }

  /** The blocks from height 1 on. */
  List<CertifiedBlock> blocks() {
    return List.copyOf(blocks);
  }

  /** What executing them gave. */
  List<ExecutionResult> executions() {
    return List.copyOf(executions);
  }

  /** Where transactions and records stand. */
  InMemoryLocationIndex locations() {
    return locations;
  }

  /** The state now. */
  ChainState state() {
    return contract.state();
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return blocks.size();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return height < 1 || height > height()
        ? Optional.empty()
        : Optional.of(blocks.get((int) height - 1));
  }

  @Override
  public Optional<ChainState> stateAt(long height) {
    return contract.stateAt(height);
  }

  @Override
  public Optional<ExecutionResult> executionAt(long height) {
    return height < 1 || height > height()
        ? Optional.empty()
        : Optional.of(executions.get((int) height - 1));
  }
}
