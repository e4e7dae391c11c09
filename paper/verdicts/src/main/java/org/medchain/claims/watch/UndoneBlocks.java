package org.medchain.claims.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Counts the blocks that correct nodes committed, and those of them that the same node undid: by a
 * revert, or by a snapshot of another block. For one trial.
 */
final class UndoneBlocks implements TrialWatch {
  /** The committed hashes of each correct node, from height 1; {@link Hash#ZERO} where unknown. */
  private final Map<Integer, List<Hash>> chains = new TreeMap<>();

  private long committed;
  private long undone;

  UndoneBlocks(List<Integer> correctNodes) {
    correctNodes.forEach(node -> chains.put(node, new ArrayList<>()));
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    List<Hash> chain = chains.get(node);
    if (chain != null) {
      committed++;
      chain.add(block.hash());
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    List<Hash> chain = chains.get(node);
    while (chain != null && chain.size() > height) {
      undone++;
      chain.removeLast();
    }
  }

  /** A node that forgot its blocks in a crash commits them again; that undoes nothing. */
  @Override
  public void restarted(int node, long atNs) {
    if (chains.containsKey(node)) {
      chains.get(node).clear();
    }
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    List<Hash> chain = chains.get(node);
    if (chain == null || height == 0) {
      return;
    }
    int at = (int) height - 1;
    Hash before = at < chain.size() ? chain.get(at) : Hash.ZERO;
    boolean other = !before.equals(Hash.ZERO) && !before.equals(block);
    reverted(node, atNs, other ? height - 1 : height);
    while (chain.size() <= at) {
      chain.add(Hash.ZERO);
    }
    chain.set(at, block);
  }

  @Override
  public Map<String, Object> columns(Optional<TrialResult> result) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("committed_blocks", committed);
    columns.put("undone_blocks", undone);
    return columns;
  }
}
