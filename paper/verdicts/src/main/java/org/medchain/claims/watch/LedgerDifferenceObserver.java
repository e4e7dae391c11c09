package org.medchain.claims.watch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.comparison.TrialResult;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Compares the ledgers of the correct nodes: heights at which two of them have different blocks or
 * states, and blocks that one of them had stored and lost again.
 */
final class LedgerDifferenceObserver implements TrialWatch {
  private record LedgerDifference(
      boolean disagrees, boolean altered, long replacedBlocks, int heights, long committedBlocks) {}

  private final Set<Integer> correct;

  /** Of each correct node, the blocks by height; a crash leaves them. */
  private final Map<Integer, NavigableMap<Long, Hash>> ledgers = new TreeMap<>();

  private final Map<Long, Hash> firstBlocks = new TreeMap<>();
  private final Map<Hash, Hash> firstRoots = new LinkedHashMap<>();
  private final Set<Long> differing = new TreeSet<>();
  private long committed;
  private long replaced;

  LedgerDifferenceObserver(Collection<Integer> correct) {
    this.correct = new TreeSet<>(correct);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    committed += correct.contains(node) ? 1 : 0;
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

  @Override
  public List<? extends Record> rows(Optional<TrialResult> result) {
    boolean disagrees = result.map(each -> each.chain().agreementViolations() > 0).orElse(true);
    boolean altered = disagrees || !differing.isEmpty() || replaced > 0;
    return List.of(
        new LedgerDifference(disagrees, altered, replaced, firstBlocks.size(), committed));
  }

  /** The simulator stops where a correct node would execute blocks of two histories. */
  @Override
  public boolean explainsFailure() {
    return !differing.isEmpty();
  }
}
