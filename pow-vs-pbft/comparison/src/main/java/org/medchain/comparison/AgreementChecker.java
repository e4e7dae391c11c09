package org.medchain.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Watches that no two nodes take different blocks of one height for final, that no final block is
 * undone, that each node's commits form a chain and that one block has one state root (SIM-18,
 * SIM-26).
 *
 * <p>A block is confirmed k times at a node whose head is k − 1 heights above it, and final from
 * then on. Under PBFT a commit is final, so k = 1 and every revert is a violation. Under proof of
 * work violations are counted, never hidden: k accepts a certain rate of them. All nodes watched
 * must be honest; crashed, restarted, silent, slow and cut-off ones are. Blocks that a node took
 * for final stay final when it loses them in a crash. Memory grows with the heights, not with time.
 */
final class AgreementChecker implements SimulationObserver {
  private static final int MAX_DESCRIPTIONS = 20;

  private final int confirmations;
  private final IntPredicate isCounted;
  private final Map<Integer, NodeChain> chains = new TreeMap<>();
  private final Map<Long, Hash> finalBlocks = new TreeMap<>();
  private final Map<Long, ExecutedState> executions = new TreeMap<>();
  private final List<String> descriptions = new ArrayList<>();
  private long violations;

  private record ExecutedState(Hash block, Hash stateRoot) {}

  /** The end of one node's chain. */
  private static final class NodeChain {
    long finalHeight;

    /** Unknown, and {@link Hash#ZERO}, at the genesis block and when a final block was undone. */
    Hash finalBlock = Hash.ZERO;

    /** Hashes above the final height, the oldest first: k − 1 at most. */
    final Deque<Hash> unconfirmed = new ArrayDeque<>();

    long height() {
      return finalHeight + unconfirmed.size();
    }

    /** The chain ends here; blocks below it are not known. */
    void jump(long height, Hash block) {
      unconfirmed.clear();
      finalHeight = height;
      finalBlock = block;
    }

    boolean isHead(Hash block) {
      Hash head = unconfirmed.isEmpty() ? finalBlock : unconfirmed.getLast();
      return head.equals(block) || head.equals(Hash.ZERO);
    }
  }

  /**
   * A checker that has seen nothing.
   *
   * @param confirmations k, 1 or more
   * @param counts whether a node's actions count; an isolated miner need not agree with others, and
   *     a Byzantine node may report anything
   */
  AgreementChecker(int confirmations, IntPredicate counts) {
    this.confirmations = confirmations;
    this.isCounted = counts;
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (!isCounted.test(node)) {
      return;
    }
    NodeChain chain = chain(node);
    if (!certificate.block().equals(block.hash()) || certificate.height() != block.height()) {
      violation(node, atNs, "has a certificate that is not for " + block);
    }
    if (block.height() != chain.height() + 1 || !chain.isHead(block.parent())) {
      violation(node, atNs, "commits " + block + ", which is no child of its head");
      return;
    }
    chain.unconfirmed.addLast(block.hash());
    if (chain.unconfirmed.size() == confirmations) {
      chain.finalHeight++;
      chain.finalBlock = chain.unconfirmed.removeFirst();
      confirm(node, atNs, chain.finalHeight, chain.finalBlock);
    }
  }

  private void confirm(int node, long atNs, long height, Hash block) {
    Hash first = finalBlocks.putIfAbsent(height, block);
    if (first != null && !first.equals(block)) {
      String taken = block.brief() + " for final at height " + height;
      violation(node, atNs, "takes " + taken + ", where it was " + first.brief());
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    if (!isCounted.test(node)) {
      return;
    }
    NodeChain chain = chain(node);
    while (chain.height() > height && !chain.unconfirmed.isEmpty()) {
      chain.unconfirmed.removeLast();
    }
    // Each final block undone is a violation of its own.
    while (chain.finalHeight > height) {
      violation(node, atNs, "undoes a final block at height " + chain.finalHeight);
      chain.finalHeight--;
      chain.finalBlock = Hash.ZERO;
    }
  }

  /** Commits again from the genesis block on: the same blocks are no violation, others are. */
  @Override
  public void restarted(int node, long atNs) {
    chain(node).jump(0, Hash.ZERO);
  }

  /** Takes a block for final without having committed it. */
  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    if (isCounted.test(node)) {
      chain(node).jump(height, block);
      if (height > 0) {
        confirm(node, atNs, height, block);
      }
    }
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    if (!isCounted.test(node)) {
      return;
    }
    ExecutedState mine = new ExecutedState(execution.block(), execution.stateRoot());
    ExecutedState first = executions.putIfAbsent(execution.height(), mine);
    // Another block of that height has another root by right.
    if (first != null
        && first.block().equals(mine.block())
        && !first.stateRoot().equals(mine.stateRoot())) {
      String where = mine.block().brief() + " at height " + execution.height();
      violation(node, atNs, "has another state root after block " + where);
    }
  }

  private NodeChain chain(int node) {
    return chains.computeIfAbsent(node, same -> new NodeChain());
  }

  private void violation(int node, long atNs, String what) {
    violations++;
    if (descriptions.size() < MAX_DESCRIPTIONS) {
      descriptions.add("n" + node + " " + what + " (" + atNs + " ns)");
    }
  }

  /** How many violations there were. */
  long violations() {
    return violations;
  }

  /** The first violations, in words. */
  List<String> descriptions() {
    return List.copyOf(descriptions);
  }

  /** The greatest height at which a node holds a final block; 0 if none does. */
  long finalHeight() {
    return chains.values().stream().mapToLong(chain -> chain.finalHeight).max().orElse(0);
  }

  /** The greatest height that any node has committed; 0 if none has. */
  long height() {
    return chains.values().stream().mapToLong(NodeChain::height).max().orElse(0);
  }
}
