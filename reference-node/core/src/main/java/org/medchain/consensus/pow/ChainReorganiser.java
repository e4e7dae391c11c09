package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.Transaction;

/**
 * Moves the committed chain to the head of the tree (POW-11): a revert to the common ancestor, then
 * commits in order.
 *
 * <p>A block is committed only when the roots in its header are known to be right. On a branch that
 * leaves the committed chain by more than W blocks they become known only by executing its lower
 * blocks, so such a branch is committed piece by piece, and reverted if it turns out to be invalid
 * (decision 0030).
 */
final class ChainReorganiser {
  private final PowState state;

  /** The way to the goal as it was looked for last; committed up to {@link #done}. */
  private List<BlockNode> way = List.of();

  private int done;

  ChainReorganiser(PowState state) {
    this.state = state;
  }

  /** POW-11: moves towards the head as far as the reported executions allow. */
  void followHead() {
    boolean settled = false;
    while (!settled) {
      settled = reorganiseTo(state.tree.head());
    }
  }

  /** False if a block on the path is invalid, which gives the tree another head. */
  private boolean reorganiseTo(BlockNode head) {
    List<BlockNode> path = pathTo(head);
    int ready = 0;
    for (BlockNode next : path) {
      // All that can be checked is checked before anything is reverted for it.
      Optional<String> fault = state.rules.executionFault(next.block, next.parent, state.chain);
      if (fault.isPresent()) {
        state.tree.invalidate(next);
        state.outbox.add(new Output.Reject(next.receivedFrom, describe(next, fault.get())));
        return false;
      }
      if (state.rules.rootsAfter(next.parent).isEmpty()) {
        break;
      }
      ready++;
    }
    if (ready > 0 && isWorthwhile(path, ready)) {
      revertTo(path.get(0).parent);
      path.subList(0, ready).forEach(this::commit);
      done += ready;
    }
    return true;
  }

  /** A long way is walked once, not for each block that is executed on it. */
  private List<BlockNode> pathTo(BlockNode head) {
    boolean isUnderWay =
        done < way.size() && way.getLast() == head && way.get(done).parent == state.chain.tip();
    if (!isUnderWay) {
      way = state.chain.pathTo(head);
      done = 0;
    }
    return way.subList(done, way.size());
  }

  private static String describe(BlockNode node, String fault) {
    return "block " + node.height() + " " + node.hash().brief() + ": " + fault;
  }

  /**
   * Whether to take the first {@code ready} blocks of the path now. Not if that reverts blocks
   * although the rest can be checked from here, once the host has executed what is committed.
   */
  private boolean isWorthwhile(List<BlockNode> path, int ready) {
    boolean leavesBlocks = path.get(0).parent != state.chain.tip();
    return !leavesBlocks
        || ready == path.size()
        || !state.chain.contains(state.rules.executedAncestor(path.get(ready).parent));
  }

  /**
   * POW-12: the transactions of reverted blocks wait again. POW-37: under a state that the host no
   * longer has, the chain is executed again from the genesis block on.
   */
  private void revertTo(BlockNode ancestor) {
    if (ancestor == state.chain.tip()) {
      return;
    }
    // The host has the states under as many blocks as it can undo, and the first.
    int undoable = state.parameters.branchDepth();
    boolean isDeep = state.chain.tip().height() - ancestor.height() > undoable;
    for (BlockNode node : state.chain.truncateAbove(ancestor)) {
      state.tree.addCandidate(node);
      node.block.transactions().forEach(state.pool::add);
    }
    state.outbox.add(new Output.Revert(isDeep ? 0 : ancestor.height()));
    for (long height = 1; isDeep && height <= ancestor.height(); height++) {
      execute(state.chain.at(height));
    }
  }

  private void commit(BlockNode node) {
    state.chain.append(node);
    for (Transaction transaction : node.block.transactions()) {
      state.pool.remove(transaction.request());
    }
    execute(node);
  }

  /** The certificate is the header itself: third parties can check its work. */
  private void execute(BlockNode node) {
    state.outbox.add(
        new Output.Commit(node.block, new WorkCertificate(node.block.header()), List.of()));
  }
}
