package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.InFlightRequests;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.VoteTable;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Screening;

/** The state that the parts of one replica share, and these parts. */
final class PbftState {
  /** Views before the present one whose COMMITs count: as many as views to come. */
  static final int PAST_VIEWS = 4;

  final PbftParameters parameters;
  final PublicKey self;
  final Outbox outbox = new Outbox();
  final DecidedChain chain;
  final RequestPool pool;
  final RequestAuthenticity requestAuthenticity = new RequestAuthenticity(this);
  final EarlyRequests earlyRequests = new EarlyRequests(this);
  ClientTable clients;

  /** The members that decide each height. */
  Epochs epochs;

  /** The low water mark: height of the last stable checkpoint. */
  long lowWaterMark;

  /** Whether the host's state is being replaced, so that no block may be handed over. */
  boolean restoring;

  /** Whether this replica knows all its earlier votes. */
  VoteMemory voteMemory = VoteMemory.INTACT;

  /** The host's time at this step. */
  long nowNs;

  /** The view that the replica is in, or, while {@link #viewChanging}, tries to enter. */
  long view;

  /** Whether the replica has left a view and not entered the next. */
  boolean viewChanging;

  /** The blocks that the current view must propose again. */
  NewViewChain newViewChain;

  /** The decisions that follow from the start of that chain (PBFT-39). */
  final StartAncestry startAncestry = new StartAncestry(this);

  /** The current view's proposals by height. */
  final TreeMap<Long, Slot> slots = new TreeMap<>();

  final VoteTable prepares = new VoteTable(this::members);
  final VoteTable commits = new VoteTable(this::members);

  /** By height above the decided chain: the prepared certificate of the highest view. */
  final TreeMap<Long, PreparedCertificate> prepared = new TreeMap<>();

  /** By height not handed over yet: the durability token of this replica's own COMMIT. */
  final TreeMap<Long, DurabilityToken> commitTokens = new TreeMap<>();

  final KnownBlocks knownBlocks;

  /** Makes the contexts of checkpoints. */
  ContextMaker contexts = ContextMaker.ALONE;

  // The parts of the replica, each with its own memory.
  final ReadOnlyExecution reads = new ReadOnlyExecution(this);
  final NormalCase normalCase = new NormalCase(this);
  final BufferedPrePrepares bufferedPrePrepares = new BufferedPrePrepares(this);
  final Proposer proposer = new Proposer(this);
  final RequestIntake requests = new RequestIntake(this);
  final ViewTimer timer = new ViewTimer(this);
  final ViewChangeCoordinator viewChanges = new ViewChangeCoordinator(this);
  final CheckpointProtocol checkpoints = new CheckpointProtocol(this);
  final StateTransfer transfer = new StateTransfer(this);
  final LogRecovery log = new LogRecovery(this);
  final VoteInquiry inquiry = new VoteInquiry(this);
  final VoteWitness witness = new VoteWitness(this);
  final CatchUp catchUp = new CatchUp(this);

  /** Height executed when {@link #discardOverdue} last checked all that wait. */
  private long sweptAt;

  PbftState(PbftParameters parameters, Membership members, PublicKey self) {
    this.parameters = parameters;
    this.self = self;
    this.epochs = Epochs.of(parameters.chain().chain(), members);
    this.chain = new DecidedChain(parameters.chain());
    this.clients = new ClientTable(parameters.chain().right());
    this.pool = new RequestPool(parameters.poolCapacity(), parameters.batch().waitingBytes());
    this.newViewChain = NewViewChain.none(parameters.chain().chain());
    this.knownBlocks = new KnownBlocks(this);
  }

  int window() {
    return parameters.chain().window();
  }

  /** The members of the current epoch. */
  Membership members() {
    return epochs.current().members();
  }

  QuorumSizes quorum() {
    return new QuorumSizes(members().size());
  }

  /** Whether this replica votes; others only follow. */
  boolean isMember() {
    return members().contains(self);
  }

  /** Whether it may vote now: a member (PBFT-20), in a view, that knows its votes (PBFT-29). */
  boolean mayVote() {
    return !viewChanging && isMember() && remembersVotes();
  }

  /** PBFT-29: without this it signs nothing that others could count. */
  boolean remembersVotes() {
    return voteMemory == VoteMemory.INTACT;
  }

  /** Whether a message is to be handled; the sender of an unsound one is told so. */
  boolean admits(PublicKey sender, Screening screening) {
    if (screening instanceof Screening.Unsound unsound) {
      outbox.add(new Output.Reject(sender, unsound.kind(), unsound.reason()));
    }
    return screening instanceof Screening.Needed;
  }

  /** The primary of a view of the current epoch. */
  PublicKey primary(long ofView) {
    return ViewNumbers.primary(members(), ofView);
  }

  PublicKey primary() {
    return primary(view);
  }

  boolean isPrimary() {
    return primary().equals(self);
  }

  /**
   * The high water mark (Castro and Liskov 1999, §4.2): two intervals, so that votes continue while
   * a checkpoint becomes stable, and a pipeline beyond.
   */
  long highWaterMark() {
    return lowWaterMark + 2 * parameters.checkpointInterval() + window();
  }

  /**
   * PBFT-2, PBFT-16: whether messages about this height are kept: from W below the decided chain,
   * but above the low water mark, to the high one.
   */
  boolean inRange(long height) {
    return height > lowWaterMark && height > chain.height() - window() && height <= highWaterMark();
  }

  /** PRIV-7: whether the chain takes such requests. */
  boolean allowForm(Block block) {
    return block.transactions().stream()
        .allMatch(each -> parameters.chain().form().fault(each).isEmpty());
  }

  /** The content of a block at a height, if this replica has it. */
  Optional<Block> knownBlock(long height, Hash hash) {
    return chain
        .at(height)
        .map(DecidedBlock::block)
        .filter(block -> block.hash().equals(hash))
        .or(() -> knownBlocks.find(hash).filter(block -> block.height() == height));
  }

  /** The current branch's block at a height: decided, or proposed in this view. */
  Optional<Block> branchBlock(long height) {
    return chain
        .at(height)
        .map(DecidedBlock::block)
        .or(() -> Optional.ofNullable(slots.get(height)).map(slot -> slot.proposal));
  }

  /** The requests in blocks of the current branch under {@code height} not executed yet. */
  InFlightRequests requestsInFlight(long height) {
    InFlightRequests requests = new InFlightRequests();
    for (long each = chain.executedHeight() + 1; each < height; each++) {
      List<Transaction> transactions = branchBlock(each).map(Block::transactions).orElse(List.of());
      transactions.forEach(transaction -> requests.add(transaction.request()));
    }
    return requests;
  }

  /**
   * Whether the request is in the chain already, on a branch with these in flight, or too old to be
   * told from a new one. All heights below the block are treated alike, executed here or not:
   * otherwise replicas that executed more would refuse a block for which others have voted.
   */
  boolean isDuplicate(RequestId request, InFlightRequests underway) {
    return underway.isDuplicate(request) || clients.isExecuted(request);
  }

  /**
   * PBFT-40: a client that had a much higher number executed has made its lower ones too old: no
   * block may hold them any more, so that nobody waits for them.
   */
  void discardOverdue() {
    if (sweptAt < chain.executedHeight()) {
      sweptAt = chain.executedHeight();
      pool.removeIf(clients::isExecuted);
    }
  }

  /** PBFT-5: decided blocks go to the host in order, each when the own COMMIT for it is durable. */
  void deliverDecided() {
    while (!restoring) {
      Optional<DecidedBlock> next = chain.takeNextForExecution();
      if (next.isEmpty()) {
        return;
      }
      DecidedBlock block = next.get();
      long height = block.block().height();
      List<DurabilityToken> tokens = Stream.ofNullable(commitTokens.get(height)).toList();
      commitTokens.headMap(height, true).clear();
      outbox.add(new Output.Commit(block.block(), block.certificate(), tokens));
    }
  }

  /** Discards what is too far below the decided chain to be requested. */
  void discardOld() {
    long decided = chain.height();
    prepared.headMap(decided, true).clear();
    knownBlocks.discardTo(decided);
    long low = decided - window() + 1;
    prepares.discardBelow(low);
    commits.discardBelow(low);
    slots.headMap(low).clear();
  }
}
