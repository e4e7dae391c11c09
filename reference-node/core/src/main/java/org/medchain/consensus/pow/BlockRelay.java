package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * A node's announcements and replies to others (POW-14). The miner of a block sends it to all. No
 * node relays it where all are linked to all; among neighbours (POW-38) each node sends a block
 * that is new to it on to those that are not known to have it. A lost block is noticed by an orphan
 * or by an announced head, and {@link HeaderSync} fetches it.
 *
 * <p>Sending is bounded: in each period one announcement, and to each requesting node {@link
 * #MAX_BLOCKS_PER_PERIOD} blocks and {@link #MAX_HEADERS_PER_PERIOD} messages of headers.
 */
final class BlockRelay {
  /** Blocks sent to one node on request in a period. */
  static final int MAX_BLOCKS_PER_PERIOD = 128;

  /** Messages of headers sent to one node on request in a period. */
  static final int MAX_HEADERS_PER_PERIOD = 16;

  /** Blocks of which it is remembered that a neighbour has them: the last ones. */
  private static final int MAX_KNOWN_BLOCKS = 256;

  private final PowState state;

  /** The other nodes that are linked to this one, beginning with the one after it. */
  private final List<PublicKey> linked = new ArrayList<>();

  /** By neighbour, the last blocks that it sent or was sent; empty where all are linked. */
  private final Map<PublicKey, Set<Hash>> known = new LinkedHashMap<>();

  private final RateLimit blocks = new RateLimit(MAX_BLOCKS_PER_PERIOD);
  private final RateLimit headers = new RateLimit(MAX_HEADERS_PER_PERIOD);

  /** The linked node that gets the next announcement. */
  private int nextAnnounced;

  BlockRelay(PowState state) {
    this.state = state;
    Membership members = state.members;
    Optional<NeighbourGraph> graph = state.parameters.neighbours();
    int own = members.indexOf(state.self);
    for (int i = 1; i < members.size(); i++) {
      int other = (own + i) % members.size();
      if (graph.map(links -> links.isLinked(own, other)).orElse(true)) {
        linked.add(members.key(other));
      }
    }
    if (graph.isPresent()) {
      linked.forEach(neighbour -> known.put(neighbour, new LinkedHashSet<>()));
    }
  }

  void start() {
    state.outbox.add(new Output.StartTimer(PowReplica.RETRANSMIT, state.parameters.retransmitNs()));
  }

  /**
   * POW-14: a period is over. The nodes get announcements in turn, so that n nodes send n
   * announcements, not n².
   */
  void onTimer() {
    blocks.reset();
    headers.reset();
    if (!linked.isEmpty()) {
      announceHead(linked.get(nextAnnounced));
      nextAnnounced = (nextAnnounced + 1) % linked.size();
    }
    start();
  }

  /** Broadcasts a block that this node has found. */
  void broadcastFound(Block block) {
    known.keySet().forEach(neighbour -> knows(neighbour, block.hash()));
    state.outbox.broadcast(CompactBlock.of(block));
  }

  /** POW-38: a neighbour has the block that it sends. */
  void onMessage(PublicKey sender, Message message) {
    if (!known.containsKey(sender)) {
      return;
    }
    switch (message) {
      case NewBlock whole -> knows(sender, whole.block().hash());
      case CompactBlock compact -> knows(sender, compact.header().hash());
      case Announce head -> knows(sender, head.block());
      case Headers above when !above.headers().isEmpty() ->
          knows(sender, above.headers().getLast().hash());
      default -> {}
    }
  }

  /** False if it was known before that this neighbour has the block. */
  private boolean knows(PublicKey neighbour, Hash block) {
    Set<Hash> blocks = known.get(neighbour);
    boolean isNew = blocks.add(block);
    if (blocks.size() > MAX_KNOWN_BLOCKS) {
      blocks.remove(blocks.iterator().next());
    }
    return isNew;
  }

  /** POW-38: a block of another node goes to the neighbours that are not known to have it. */
  void relay(Block block) {
    List<PublicKey> others =
        known.keySet().stream().filter(neighbour -> knows(neighbour, block.hash())).toList();
    if (!others.isEmpty()) {
      state.outbox.send(others, CompactBlock.of(block));
    }
  }

  /** The committed head is announced: unchecked blocks are not. */
  void announceHead(PublicKey node) {
    state.outbox.send(node, new Announce(state.chain.tip().hash(), state.chain.tip().height()));
  }

  /** Another node requests a block: it is sent, if it is here and valid. */
  void onGetBlock(PublicKey sender, GetBlock message) {
    servable(sender, message.block())
        .ifPresent(node -> state.outbox.send(sender, new NewBlock(node.block)));
  }

  private Optional<BlockNode> servable(PublicKey sender, Hash block) {
    return state
        .tree
        .find(block)
        .filter(node -> !node.isInvalid)
        .filter(node -> blocks.tryAcquire(sender));
  }

  /** Another node requests transactions of a compact block. */
  void onGetBlockTransactions(PublicKey sender, GetBlockTransactions message) {
    servable(sender, message.block())
        .ifPresent(node -> state.outbox.send(sender, transactions(node.block, message.indices())));
  }

  /** The existing ones; an index too large has no transaction, and the requester notices. */
  private static BlockTransactions transactions(Block block, List<Integer> indices) {
    List<Transaction> asked =
        indices.stream()
            .filter(index -> index < block.transactions().size())
            .map(block.transactions()::get)
            .toList();
    return new BlockTransactions(block.hash(), asked);
  }

  /**
   * Another node sends its locator: it gets the headers above the highest block of it that is on
   * the committed chain. The genesis block is on all.
   */
  void onGetHeaders(PublicKey sender, GetHeaders message) {
    if (!headers.tryAcquire(sender)) {
      return;
    }
    long common =
        message.locator().stream()
            .flatMap(hash -> state.tree.find(hash).stream())
            .filter(state.chain::contains)
            .mapToLong(BlockNode::height)
            .findFirst()
            .orElse(0);
    List<Header> above = new ArrayList<>();
    long last = Math.min(state.chain.tip().height(), common + Headers.MAX_HEADERS);
    for (long height = common + 1; height <= last; height++) {
      above.add(state.chain.at(height).block.header());
    }
    state.outbox.send(sender, new Headers(above));
  }
}
