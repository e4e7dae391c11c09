package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Keeps the chain of each node as it stands, and when each block was first committed anywhere. A
 * block that a node never committed, because it was given a state instead, is not in its chain.
 */
final class LedgerCopies implements SimulationObserver {
  private final Map<Integer, NavigableMap<Long, Hash>> chains = new TreeMap<>();
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();
  private final Map<Hash, Long> firstNs = new LinkedHashMap<>();

  private NavigableMap<Long, Hash> chain(int node) {
    return chains.computeIfAbsent(node, same -> new TreeMap<>());
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    chain(node).put(block.height(), block.hash());
    blocks.putIfAbsent(block.hash(), block);
    firstNs.putIfAbsent(block.hash(), atNs);
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    chain(node).tailMap(height, false).clear();
  }

  @Override
  public void restarted(int node, long atNs) {
    chain(node).clear();
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    chain(node).tailMap(height, false).clear();
  }

  /** The chain with the highest head from height 1 on; of several the one of the first node. */
  List<Block> highest() {
    NavigableMap<Long, Hash> highest = new TreeMap<>();
    for (NavigableMap<Long, Hash> each : chains.values()) {
      highest = height(each) > height(highest) ? each : highest;
    }
    return highest.values().stream().map(blocks::get).toList();
  }

  private static long height(NavigableMap<Long, Hash> chain) {
    return chain.isEmpty() ? 0 : chain.lastKey();
  }

  /** When the first node committed the block, in ns of virtual time. */
  long firstNs(Block block) {
    return firstNs.get(block.hash());
  }

  /** Whether this block is in the node's chain. */
  boolean has(int node, Block block) {
    return block.hash().equals(chain(node).get(block.height()));
  }

  /** Height of the node's chain. */
  long height(int node) {
    return height(chain(node));
  }
}
