package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * A node's announcements and replies to others (POW-14). The miner of a block sends it to all; no
 * node relays it, since all are linked to all. A lost block is noticed by an orphan or by an
 * announced head, and {@link HeaderSync} fetches it.
 *
 * <p>Sending is bounded: in each period one announcement, and to each requesting node {@link
 * #MAX_BLOCKS_PER_PERIOD} blocks and {@link #MAX_HEADERS_PER_PERIOD} messages of headers.
 */
final class BlockRelay {
  static final Timer RETRANSMIT = new Timer("retransmit", 0);

  /** Blocks sent to one node on request in a period. */
  static final int MAX_BLOCKS_PER_PERIOD = 128;

  /** Messages of headers sent to one node on request in a period. */
  static final int MAX_HEADERS_PER_PERIOD = 16;

  private final PowParameters parameters;
  private final Membership members;
  private final PublicKey self;
  private final BlockTree tree;
  private final BestChain chain;
  private final Outbox outbox;
  private final RateLimit blocks = new RateLimit(MAX_BLOCKS_PER_PERIOD);
  private final RateLimit headers = new RateLimit(MAX_HEADERS_PER_PERIOD);

  /**
   * Index of the node that got the last announcement; begins at this one, so the next comes first.
   */
  private int lastAnnounced;

  BlockRelay(
      PowParameters parameters,
      Membership members,
      PublicKey self,
      BlockTree tree,
      BestChain chain,
      Outbox outbox) {
    this.parameters = parameters;
    this.members = members;
    this.self = self;
    this.tree = tree;
    this.chain = chain;
    this.outbox = outbox;
    this.lastAnnounced = members.indexOf(self);
  }

  void start() {
    outbox.add(new Output.StartTimer(RETRANSMIT, parameters.retransmitNs()));
  }

  /**
   * POW-14: a period is over. The nodes get announcements in turn, so that n nodes send n
   * announcements, not n².
   */
  void onTimer() {
    blocks.reset();
    headers.reset();
    lastAnnounced = (lastAnnounced + 1) % members.size();
    if (members.key(lastAnnounced).equals(self)) {
      lastAnnounced = (lastAnnounced + 1) % members.size();
    }
    if (members.size() > 1) {
      announceHead(members.key(lastAnnounced));
    }
    start();
  }

  /** Broadcasts a block that this node has found. */
  void broadcastFound(Block block) {
    outbox.broadcast(CompactBlock.of(block));
  }

  /** The committed head is announced: unchecked blocks are not. */
  void announceHead(PublicKey node) {
    outbox.send(node, new Announce(chain.tip().hash(), chain.tip().height()));
  }

  /** Another node requests a block: it is sent, if it is here and valid. */
  void onGetBlock(PublicKey sender, GetBlock message) {
    servable(sender, message.block())
        .ifPresent(node -> outbox.send(sender, new NewBlock(node.block())));
  }

  private Optional<BlockNode> servable(PublicKey sender, Hash block) {
    return tree.find(block)
        .filter(node -> !node.isInvalid())
        .filter(node -> blocks.tryAcquire(sender));
  }

  /** Another node requests transactions of a compact block. */
  void onGetBlockTransactions(PublicKey sender, GetBlockTransactions message) {
    servable(sender, message.block())
        .ifPresent(node -> outbox.send(sender, transactions(node.block(), message.indices())));
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
            .flatMap(hash -> tree.find(hash).stream())
            .filter(chain::contains)
            .mapToLong(BlockNode::height)
            .findFirst()
            .orElse(0);
    List<Header> above = new ArrayList<>();
    long last = Math.min(chain.tip().height(), common + Headers.MAX_HEADERS);
    for (long height = common + 1; height <= last; height++) {
      above.add(chain.at(height).block().header());
    }
    outbox.send(sender, new Headers(above));
  }
}
