package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.application.HeaderChain;
import org.medchain.application.RecordIndex;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.InMemoryLocationIndex;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;

/**
 * A chain of the dataset's synthetic records as a node keeps it: executed by the contract, and
 * decided by four members, whose certificates have real signatures. For one thread.
 */
final class RecordLedger implements LedgerView {
  /** In which everybody signs. */
  static final SignatureScheme SCHEME = new Ed25519();

  private static final int MEMBERS = 4;
  private static final int WINDOW = 2;

  /** States under the last: proofs need those W below. */
  private static final int RETAINED_STATES = 8;

  private static final long BLOCK_INTERVAL_MS = 1_000;
  private static final long CLOCK_TOLERANCE_MS = 5_000;

  /** Enough to start with for all queries of an experiment: points are not what it is about. */
  private static final PointRules RULES = new PointRules(1_000_000, 10, 25, 7, 8_000);

  private final ChainParticipants participants;
  private final DatasetRecords records;
  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<CertifiedBlock> decided = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final InMemoryLocationIndex locations = new InMemoryLocationIndex();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();
  private int uploaded;

  /**
   * A ledger without blocks.
   *
   * @param seed of all keys
   * @param institutions number of readers
   * @param more registered besides the dataset's patients, doctors, and the institutions
   */
  RecordLedger(SyntheticRecords dataset, long seed, int institutions, List<Participant> more) {
    participants = new ChainParticipants(SCHEME, dataset, seed, MEMBERS, institutions);
    records = new DatasetRecords(dataset, participants);
    List<Participant> registered = new ArrayList<>(participants.registered());
    registered.addAll(more);
    Genesis.Terms terms =
        new Genesis.Terms(
            dataset.records().getLast().timestampMs(),
            participants.nodes().stream().map(KeyPair::publicKey).toList(),
            WINDOW,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            participants.center().publicKey(),
            RULES);
    genesis = new Genesis(terms, registered);
    contract = new MedicalContract(genesis, RETAINED_STATES);
  }

  /** Everybody with a key. */
  ChainParticipants participants() {
    return participants;
  }

  /** The records by their numbers. */
  DatasetRecords records() {
    return records;
  }

  /** The sender's next request. */
  Transaction next(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(SCHEME, genesis.chain(), sender).sign(sequence, operation);
  }

  /** The upload of the record of this number. */
  Transaction upload(int number) {
    return next(records.patient(number), new UploadRecord(records.onChain(number)));
  }

  /** The upload of the first record that was not uploaded so far. */
  Transaction uploadNext() {
    return upload(uploaded++);
  }

  /** How many records {@link #uploadNext} has given. */
  int uploaded() {
    return uploaded;
  }

  /** Appends blocks with this number of uploads each. */
  void grow(int blocks, int uploadsEach) {
    for (int block = 0; block < blocks; block++) {
      List<Transaction> uploads = new ArrayList<>();
      for (int i = 0; i < uploadsEach; i++) {
        uploads.add(uploadNext());
      }
      append(uploads);
    }
  }

  /** Decides and executes the next block. */
  ExecutionResult append(List<Transaction> transactions) {
    Block block = Block.under(root -> header(root, transactions.size()), transactions);
    ExecutionResult execution = contract.apply(block);
    decided.add(new CertifiedBlock(block, certificate(block)));
    executions.add(execution);
    locations.executed(block, execution);
    return execution;
  }

  private Header header(Hash root, int transactions) {
    Header parent = head();
    long height = parent.height() + 1;
    int rooted = (int) height - WINDOW - 1;
    Header first = genesis.block().header();
    return new Header(
        Header.VERSION,
        decided.isEmpty() ? genesis.chain() : decided.getLast().block().hash(),
        parent.timestampMs() + BLOCK_INTERVAL_MS,
        root,
        transactions,
        height,
        rooted < 0 ? first.stateRoot() : executions.get(rooted).stateRoot(),
        rooted < 0 ? first.receiptsRoot() : executions.get(rooted).receiptsRoot(),
        Difficulty.NONE,
        RandomString.ZERO);
  }

  /** The header of the last block. */
  Header head() {
    return decided.isEmpty() ? genesis.block().header() : decided.getLast().block().header();
  }

  private QuorumCertificate certificate(Block block) {
    Bytes statement = QuorumCertificate.statement(0, block.height(), block.hash());
    List<SignedVote> votes = new ArrayList<>();
    for (KeyPair member : participants.nodes().subList(0, new Quorum(MEMBERS).size())) {
      Bytes signing =
          Attestation.signingBytes(
              QuorumCertificate.DOMAIN, genesis.chain(), member.publicKey(), statement);
      votes.add(new SignedVote(member.publicKey(), SCHEME.sign(member.secretKey(), signing)));
    }
    return new QuorumCertificate(0, block.height(), block.hash(), votes);
  }

  /** What a request would be answered if it were read now; changes nothing. */
  Receipt read(Transaction request) {
    return contract.read(request);
  }

  /** The index that a node has of this ledger. */
  RecordIndex index() {
    RecordIndex index = new RecordIndex(genesis.chainParameters());
    for (int i = 0; i < decided.size(); i++) {
      index.append(decided.get(i).block(), executions.get(i));
    }
    return index;
  }

  /** All that a third party needs to trust: the headers up to the last. */
  HeaderChain headers() {
    List<Header> headers = new ArrayList<>(List.of(genesis.block().header()));
    decided.forEach(each -> headers.add(each.block().header()));
    return HeaderChain.of(headers, head().hash());
  }

  /** Who decides: the members of the genesis block, as long as nobody changes them. */
  MembershipHistory members() {
    return MembershipHistory.of(genesis.chainParameters(), genesis.membership());
  }

  /** What a node answers about this ledger. */
  LedgerRpcServices services() {
    return new LedgerRpcServices(this, locations, this::members);
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return decided.size();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return height < 1 || height > decided.size()
        ? Optional.empty()
        : Optional.of(decided.get((int) height - 1));
  }

  @Override
  public Optional<ChainState> stateAt(long height) {
    return contract.stateAt(height);
  }

  @Override
  public Optional<ExecutionResult> executionAt(long height) {
    return height < 1 || height > executions.size()
        ? Optional.empty()
        : Optional.of(executions.get((int) height - 1));
  }
}
