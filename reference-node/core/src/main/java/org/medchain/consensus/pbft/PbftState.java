package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.RequestPool;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** What the parts of one replica share. */
final class PbftState {
  final PbftParameters parameters;
  final Membership members;
  final PublicKey self;
  final Quorum quorum;
  final Outbox outbox = new Outbox();
  final DecidedChain chain;
  final RequestPool pool;
  final ClientTable clients = new ClientTable();

  /** The host's time at this step. */
  long nowNs;

  /** The view that the replica is in, or, while {@link #changing}, wants to enter. */
  long view;

  /** Whether the replica has left a view and not entered the next. */
  boolean changing;

  /** What the current view must propose again; empty in view 0. */
  Optional<NewViewChain> demanded = Optional.empty();

  /** The current view's proposals by height. */
  final TreeMap<Long, Slot> slots = new TreeMap<>();

  final VoteBook prepares = new VoteBook();
  final VoteBook commits = new VoteBook();

  /** By height above the decided chain: the prepared certificate of the highest view. */
  final TreeMap<Long, PreparedCertificate> certificates = new TreeMap<>();

  /** Blocks proposed in any view at heights above the decided chain, by height and hash. */
  final TreeMap<Long, Map<Hash, Block>> bodies = new TreeMap<>();

  PbftState(PbftParameters parameters, Membership members, PublicKey self) {
    this.parameters = parameters;
    this.members = members;
    this.self = self;
    this.quorum = new Quorum(members.size());
    this.chain = new DecidedChain(parameters.chain());
    this.pool = new RequestPool(parameters.poolCapacity());
  }

  int window() {
    return parameters.chain().window();
  }

  PublicKey primary() {
    return Primary.of(members, view);
  }

  boolean isPrimary() {
    return primary().equals(self);
  }

  /**
   * Whether messages about this height are kept: from W under the decided chain to 2 W above it.
   */
  boolean inRange(long height) {
    return height > chain.height() - window() && height <= chain.height() + 2L * window();
  }

  /** Remembers a block that may still be decided, or have to be proposed again. */
  void remember(Block block) {
    if (block.height() > chain.height()) {
      bodies.computeIfAbsent(block.height(), key -> new TreeMap<>()).put(block.hash(), block);
    }
  }

  /** The content of a block at a height, if this replica has it. */
  Optional<Block> body(long height, Hash hash) {
    Optional<Block> decided =
        chain.at(height).map(DecidedBlock::block).filter(block -> block.hash().equals(hash));
    return decided.isPresent()
        ? decided
        : Optional.ofNullable(bodies.getOrDefault(height, Map.of()).get(hash));
  }

  /** The current branch's block at a height: decided, or proposed in this view. */
  Optional<Block> branch(long height) {
    return chain
        .at(height)
        .map(DecidedBlock::block)
        .or(() -> Optional.ofNullable(slots.get(height)).map(Slot::proposal));
  }

  /** The requests in blocks of the current branch under {@code height} not executed yet. */
  NavigableSet<RequestId> underway(long height) {
    NavigableSet<RequestId> requests = new TreeSet<>();
    for (long each = chain.executedHeight() + 1; each < height; each++) {
      List<Transaction> transactions = branch(each).map(Block::transactions).orElse(List.of());
      transactions.forEach(transaction -> requests.add(transaction.request()));
    }
    return requests;
  }

  /**
   * Whether the request stands in the chain already, on a branch with these under way, or is too
   * old to tell. All under the block is judged alike, executed here or not: otherwise replicas that
   * executed more would refuse a block for which others have voted.
   */
  boolean isRepeated(RequestId request, NavigableSet<RequestId> underway) {
    if (underway.contains(request) || clients.isExecuted(request)) {
      return true;
    }
    RequestId highest = underway.floor(new RequestId(request.sender(), Long.MAX_VALUE));
    return highest != null
        && highest.sender().equals(request.sender())
        && request.sequence() <= highest.sequence() - ClientTable.WINDOW;
  }

  /** Forgets what lies too far under the decided chain to be asked for. */
  void prune() {
    long decided = chain.height();
    certificates.headMap(decided, true).clear();
    bodies.headMap(decided, true).clear();
    long low = decided - window() + 1;
    prepares.forgetBelow(low);
    commits.forgetBelow(low);
    slots.headMap(low).clear();
  }
}
