package org.medchain.consensus.pow;

import java.util.Optional;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * Lets nodes that missed blocks catch up (POW-14). Who finds a block sends it to all; nobody passes
 * it on, as all are linked to all. What gets lost is noticed by an orphan or by an announced head,
 * and asked for, block after block down to one that is known.
 *
 * <p>What is sent is bounded: in each period one announcement, one question for each sender of
 * orphans, and {@link #BLOCKS_PER_PERIOD} blocks to each node that asks.
 */
final class Relay {
  static final Timer RETRANSMIT = new Timer("retransmit", 0);

  /** Blocks sent to one node on request in a period. */
  static final int BLOCKS_PER_PERIOD = 128;

  private final PowParameters parameters;
  private final Membership members;
  private final PublicKey self;
  private final BlockTree tree;
  private final BestChain chain;
  private final Orphans orphans;
  private final Outbox outbox;
  private final Allowance blocks = new Allowance(BLOCKS_PER_PERIOD);

  /**
   * Index of the node that was told of the head last; begins at this one, so the next comes first.
   */
  private int lastTold;

  Relay(
      PowParameters parameters,
      Membership members,
      PublicKey self,
      BlockTree tree,
      BestChain chain,
      Orphans orphans,
      Outbox outbox) {
    this.parameters = parameters;
    this.members = members;
    this.self = self;
    this.tree = tree;
    this.chain = chain;
    this.orphans = orphans;
    this.outbox = outbox;
    this.lastTold = members.indexOf(self);
  }

  void start() {
    outbox.add(new Output.StartTimer(RETRANSMIT, parameters.retransmitNs()));
  }

  /** A period is over. The nodes are told in turn, so that n nodes send n announcements, not n². */
  void onTimer() {
    blocks.renew();
    lastTold = (lastTold + 1) % members.size();
    if (members.key(lastTold).equals(self)) {
      lastTold = (lastTold + 1) % members.size();
    }
    if (members.size() > 1) {
      tellHead(members.key(lastTold));
    }
    orphans.missing().forEach(this::ask);
    start();
  }

  /** Broadcasts a block that this node has found. */
  void found(Block block) {
    outbox.broadcast(new NewBlock(block));
  }

  /** A block came whose parent is unknown. */
  void keep(PublicKey sender, Block block) {
    orphans.add(new Orphans.Orphan(block, sender));
    boolean kept = orphans.contains(block.hash());
    ask(sender, kept ? orphans.missingUnder(block.hash()) : orphans.missingOf(sender));
  }

  private void ask(PublicKey holder, Hash block) {
    outbox.send(holder, new GetBlock(block));
  }

  /**
   * The head that is told is the one committed: what is not checked yet is not passed on as good.
   */
  private void tellHead(PublicKey node) {
    outbox.send(node, new Announce(chain.tip().hash(), chain.tip().height()));
  }

  /** Somebody lacks a block: it is sent, if it is here and valid. */
  void onGetBlock(PublicKey sender, GetBlock message) {
    tree.find(message.block())
        .filter(node -> !node.isInvalid())
        .filter(node -> blocks.take(sender))
        .ifPresent(node -> outbox.send(sender, new NewBlock(node.block())));
  }

  /** Somebody's head: asked for if it may be better, answered with this node's if it is behind. */
  void onAnnounce(PublicKey sender, Announce message) {
    Optional<BlockNode> known = tree.find(message.block());
    if (known.isPresent()) {
      if (known.get().work().compareTo(chain.tip().work()) < 0) {
        tellHead(sender);
      }
    } else if (orphans.contains(message.block())) {
      ask(sender, orphans.missingUnder(message.block()));
    } else if (message.height() >= chain.tip().height()) {
      // Under one difficulty for all blocks, height orders branches as their work does.
      ask(sender, message.block());
    } else {
      tellHead(sender);
    }
  }
}
