package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.simulation.observe.SimulationObserver;

/** Commits form a chain, final blocks are one and stay, and a block has one state root. */
final class OneChain implements SimulationObserver {
  final List<String> violations = new ArrayList<>();
  private final int confirmations;
  private final Map<Integer, TreeMap<Long, Hash>> chains = new TreeMap<>();
  private final TreeMap<Long, Hash> finalBlocks = new TreeMap<>();
  private final Map<Hash, Hash> stateRoots = new TreeMap<>();

  /** A block is final where {@code confirmations} blocks from it on are committed. */
  OneChain(int confirmations) {
    this.confirmations = confirmations;
  }

  private TreeMap<Long, Hash> chain(int node) {
    return chains.computeIfAbsent(node, same -> new TreeMap<>());
  }

  private static long head(TreeMap<Long, Hash> chain) {
    return chain.isEmpty() ? 0 : chain.lastKey();
  }

  long finalHeight() {
    return finalBlocks.isEmpty() ? 0 : finalBlocks.lastKey();
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    TreeMap<Long, Hash> chain = chain(node);
    boolean isCertified =
        certificate.block().equals(block.hash()) && certificate.height() == block.height();
    require(isCertified, "certificate", node, block.height());
    require(head(chain) + 1 == block.height(), "gap", node, block.height());
    Hash below = chain.getOrDefault(block.height() - 1, block.parent());
    require(below.equals(block.parent()), "parent", node, block.height());
    chain.put(block.height(), block.hash());
    takeFinal(node, block.height() - confirmations + 1);
  }

  private void takeFinal(int node, long height) {
    Hash block = chain(node).get(height);
    if (block != null) {
      Hash first = finalBlocks.computeIfAbsent(height, same -> block);
      require(first.equals(block), "final block", node, height);
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    TreeMap<Long, Hash> chain = chain(node);
    require(head(chain) - confirmations < height, "undone", node, height);
    chain.tailMap(height, false).clear();
  }

  @Override
  public void restarted(int node, long atNs) {
    chain(node).clear();
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    chain(node).clear();
    if (height > 0) {
      chain(node).put(height, block);
      takeFinal(node, height);
    }
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    Hash first = stateRoots.computeIfAbsent(execution.block(), same -> execution.stateRoot());
    require(first.equals(execution.stateRoot()), "state root", node, execution.height());
  }

  private void require(boolean holds, String what, int node, long height) {
    if (!holds) {
      violations.add(what + " of n" + node + " at height " + height);
    }
  }
}
