package org.medchain.claims.majority;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Compares the ledgers of the correct nodes: heights at which two of them have different blocks or
 * states, and blocks that one of them had stored and lost again.
 */
public final class LedgerDifferenceObserver implements SimulationObserver {
  private final Set<Integer> correct;

  /** Of each correct node, the blocks by height; a crash leaves them. */
  private final Map<Integer, NavigableMap<Long, Hash>> ledgers = new TreeMap<>();

  private final Map<Long, Hash> firstBlocks = new TreeMap<>();
  private final Map<Hash, Hash> firstRoots = new LinkedHashMap<>();
  private final Set<Long> differing = new TreeSet<>();
  private long replaced;

  LedgerDifferenceObserver(Collection<Integer> correct) {
    this.correct = new TreeSet<>(correct);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    store(node, block.height(), block.hash());
  }

  /** The node's ledger ends with this block from now on, and what it had there is gone. */
  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    if (height > 0) {
      store(node, height, block);
    }
  }

  private void store(int node, long height, Hash block) {
    if (!correct.contains(node)) {
      return;
    }
    Hash before = ledger(node).put(height, block);
    replaced += before == null || before.equals(block) ? 0 : 1;
    Hash first = firstBlocks.putIfAbsent(height, block);
    if (first != null && !first.equals(block)) {
      differing.add(height);
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    if (correct.contains(node)) {
      NavigableMap<Long, Hash> undone = ledger(node).tailMap(height, false);
      replaced += undone.size();
      undone.clear();
    }
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    if (correct.contains(node)) {
      Hash first = firstRoots.putIfAbsent(execution.block(), execution.stateRoot());
      if (first != null && !first.equals(execution.stateRoot())) {
        differing.add(execution.height());
      }
    }
  }

  private NavigableMap<Long, Hash> ledger(int node) {
    return ledgers.computeIfAbsent(node, same -> new TreeMap<>());
  }

  /** Heights at which two correct nodes have different blocks, or one block with two states. */
  long differingHeights() {
    return differing.size();
  }

  /** Blocks that a correct node stored, and that it no longer has, or has another for. */
  public long replacedBlocks() {
    return replaced;
  }

  /** Heights at which a correct node has a block. */
  public long heights() {
    return firstBlocks.size();
  }
}
