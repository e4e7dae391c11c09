package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.List;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestPool;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** The state that the parts of one replica share. */
final class PowState {
  final PowParameters parameters;
  final Membership members;
  final PublicKey self;
  final Outbox outbox = new Outbox();
  final BlockValidity rules;

  /** All blocks known; its head is the goal of this node. */
  final BlockTree tree;

  /** The branch committed; its tip is where this node is. */
  final BestChain chain;

  final OrphanPool orphans = new OrphanPool();

  /** Unbounded itself: the transactions of reverted blocks must not be lost (POW-12, POW-23). */
  final RequestPool pool = new RequestPool(Integer.MAX_VALUE, Long.MAX_VALUE);

  /** The host's time at this step. */
  long nowNs;

  PowState(PowParameters parameters, Membership members, PublicKey self) {
    this.parameters = parameters;
    this.members = members;
    this.self = self;
    this.rules = new BlockValidity(parameters);
    BlockNode genesis = genesis(parameters.chain().genesis(), self);
    this.tree = new BlockTree(genesis);
    this.chain = new BestChain(genesis, parameters.chain().right());
  }

  /** The genesis state's roots are in its own header, and in all headers up to height W. */
  private static BlockNode genesis(Block block, PublicKey self) {
    Header header = block.header();
    ExecutionResult execution =
        new ExecutionResult(0, block.hash(), header.stateRoot(), header.receiptsRoot(), List.of());
    return BlockNode.ofGenesis(block, execution, self);
  }

  /** Whether the committed chain has reached the head. */
  boolean isAtHead() {
    return chain.tip() == tree.head();
  }

  /** The work that a branch must have: the head's minus that of branchDepth blocks like it. */
  BigInteger leastWork() {
    BlockNode head = tree.head();
    BigInteger each = head.block.header().difficulty().work();
    return head.work.subtract(each.multiply(BigInteger.valueOf(parameters.branchDepth())));
  }

  void reject(PublicKey sender, String reason) {
    outbox.add(new Output.Reject(sender, reason));
  }
}
