package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.game.exact.SimplexDictionary;

/**
 * All vertices of the polytope {z ≥ 0, M·z ≤ 1}: a walk over the edges of the lexicographically
 * perturbed polytope, which is simple and has these vertices as limits. With d variables and n
 * inequalities it visits no more bases than the upper bound theorem allows (McMullen 1970: 4004 for
 * a 10 by 10 game), however degenerate the game is.
 */
final class VertexEnumeration {
  /** What to remember one basis costs, in words: without it large games would fill the memory. */
  private static final long WORK_PER_BASIS = 1_000;

  private final SimplexDictionary dictionary;
  private final int firstLabel;
  private final int labels;
  private final long workLimit;
  private final Map<BitSet, PolytopeVertex> byLabels = new LinkedHashMap<>();
  private final Set<BitSet> bases = new HashSet<>();
  private boolean isComplete = true;

  /**
   * Searches.
   *
   * @param matrix M, one row for each action of the opponent, one column for each own action
   * @param firstLabel of the own actions; the opponent's labels are the others
   * @param workLimit in words written and kept, after which the search stops
   */
  VertexEnumeration(BigInteger[][] matrix, int firstLabel, long workLimit) {
    BigInteger[] ones = new BigInteger[matrix.length];
    Arrays.fill(ones, BigInteger.ONE);
    this.dictionary = new SimplexDictionary(matrix, ones);
    this.firstLabel = firstLabel;
    this.labels = matrix.length + matrix[0].length;
    this.workLimit = workLimit;
    walk();
  }

  /** The vertices other than the origin, in the order of the walk. */
  List<PolytopeVertex> vertices() {
    // The walk starts at the origin, which is no strategy.
    return byLabels.values().stream().skip(1).toList();
  }

  /** How many bases were visited. */
  int bases() {
    return bases.size();
  }

  /** Whether there was nothing left to visit. */
  boolean isComplete() {
    return isComplete;
  }

  private record PivotStep(int row, int column) {}

  /** Depth first, taking pivots back: one dictionary is enough, and no basis is entered twice. */
  private void walk() {
    Deque<PivotStep> path = new ArrayDeque<>();
    record(dictionary.cobasis());
    int column = 0;
    while (true) {
      if (column == dictionary.dimension()) {
        if (path.isEmpty()) {
          return;
        }
        PivotStep back = path.pop();
        dictionary.pivot(back.row(), back.column());
        column = back.column() + 1;
      } else if (dictionary.work() + WORK_PER_BASIS * bases.size() > workLimit) {
        isComplete = false;
        return;
      } else {
        PivotStep step = new PivotStep(dictionary.leavingRow(column), column);
        BitSet next = dictionary.cobasis();
        next.clear(dictionary.nonbasic(column));
        next.set(dictionary.basic(step.row()));
        if (bases.contains(next)) {
          column++;
        } else {
          dictionary.pivot(step.row(), step.column());
          record(next);
          path.push(step);
          column = 0;
        }
      }
    }
  }

  private void record(BitSet cobasis) {
    BitSet zeros = toLabels(dictionary.zeros());
    byLabels.computeIfAbsent(
        zeros, labelled -> new PolytopeVertex(labelled, List.of(dictionary.point())));
    bases.add(cobasis);
  }

  /** The variable z of an own action carries that action's label, a slack the opponent's. */
  private BitSet toLabels(BitSet variables) {
    if (firstLabel == 0) {
      return variables;
    }
    int own = labels - firstLabel;
    BitSet turned = new BitSet(labels);
    variables.stream().forEach(each -> turned.set(each < own ? each + firstLabel : each - own));
    return turned;
  }
}
