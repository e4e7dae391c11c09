package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.WorkCertificate;
import org.medchain.data.Transaction;

/**
 * Moves the committed chain to the head of the tree (POW-11): a revert to the common ancestor, then
 * commits in order.
 *
 * <p>A block is committed only when the roots in its header are known to be right. On a branch that
 * leaves the committed chain by more than W blocks they become known only by executing its lower
 * blocks, so such a branch is committed piece by piece, and reverted if it turns out to be invalid
 * (decision 0031).
 */
final class ChainReorganiser {
  private final BlockTree tree;
  private final BestChain chain;
  private final BlockValidity rules;
  private final RequestPool pool;
  private final Outbox outbox;
  private final int stateDepth;

  /** The way to the goal as it was looked for last; committed up to {@link #done}. */
  private List<BlockNode> way = List.of();

  private int done;

  /**
   * Of a node at the genesis block.
   *
   * @param stateDepth blocks that the host can undo: it has the states under these, and the first
   */
  ChainReorganiser(
      BlockTree tree,
      BestChain chain,
      BlockValidity rules,
      RequestPool pool,
      Outbox outbox,
      int stateDepth) {
    this.stateDepth = stateDepth;
    this.tree = tree;
    this.chain = chain;
    this.rules = rules;
    this.pool = pool;
    this.outbox = outbox;
  }

  /** POW-11: moves towards the head as far as the reported executions allow. */
  void followHead() {
    boolean settled = false;
    while (!settled) {
      settled = reorganiseTo(tree.head());
    }
  }

  /** False if a block on the path is invalid, which gives the tree another head. */
  private boolean reorganiseTo(BlockNode head) {
    List<BlockNode> path = pathTo(head);
    int ready = 0;
    for (BlockNode next : path) {
      // All that can be checked is checked before anything is reverted for it.
      Optional<String> fault = rules.executionFault(next.block(), next.parent(), chain);
      if (fault.isPresent()) {
        tree.invalidate(next);
        outbox.add(new Output.Reject(next.receivedFrom(), describe(next, fault.get())));
        return false;
      }
      if (rules.rootsAfter(next.parent()).isEmpty()) {
        break;
      }
      ready++;
    }
    if (ready > 0 && isWorthwhile(path, ready)) {
      revertTo(path.get(0).parent());
      path.subList(0, ready).forEach(this::commit);
      done += ready;
    }
    return true;
  }

  /** A long way is walked once, not for each block that is executed on it. */
  private List<BlockNode> pathTo(BlockNode head) {
    boolean isUnderWay =
        done < way.size() && way.getLast() == head && way.get(done).parent() == chain.tip();
    if (!isUnderWay) {
      way = chain.pathTo(head);
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
    boolean leavesBlocks = path.get(0).parent() != chain.tip();
    return !leavesBlocks
        || ready == path.size()
        || !chain.contains(rules.executedAncestor(path.get(ready).parent()));
  }

  /**
   * POW-12: the transactions of reverted blocks wait again. POW-37: under a state that the host no
   * longer has, the chain is executed again from the genesis block on.
   */
  private void revertTo(BlockNode ancestor) {
    if (ancestor == chain.tip()) {
      return;
    }
    boolean isDeep = chain.tip().height() - ancestor.height() > stateDepth;
    for (BlockNode node : chain.truncateAbove(ancestor)) {
      tree.addCandidate(node);
      node.block().transactions().forEach(pool::add);
    }
    outbox.add(new Output.Revert(isDeep ? 0 : ancestor.height()));
    for (long height = 1; isDeep && height <= ancestor.height(); height++) {
      execute(chain.at(height));
    }
  }

  private void commit(BlockNode node) {
    chain.append(node);
    for (Transaction transaction : node.block().transactions()) {
      pool.remove(transaction.request());
    }
    execute(node);
  }

  /** The certificate is the header itself: third parties can check its work. */
  private void execute(BlockNode node) {
    outbox.add(
        new Output.Commit(node.block(), new WorkCertificate(node.block().header()), List.of()));
  }
}
