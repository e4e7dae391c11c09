package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.Field;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.ArrayFieldVector;
import org.apache.commons.math3.linear.FieldDecompositionSolver;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.FieldVector;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;

/**
 * The equilibria of a two-player game in which both players use as many actions, one linear system
 * for each pair of supports (Dickhaut and Kaplan 1991), exactly. In a nondegenerate game these are
 * all; in a degenerate one they are some, and {@link NashSolver} finds the others.
 */
final class SupportEnumeration {
  private static final Field<BigFraction> FIELD = BigFractionField.getInstance();

  private SupportEnumeration() {}

  /** The equilibria, small supports first; component 0: not known. */
  static List<NashEquilibrium> of(Game game) {
    List<NashEquilibrium> found = new ArrayList<>();
    for (int size = 1; size <= Math.min(game.actionCount(0), game.actionCount(1)); size++) {
      for (int[] rows : subsets(game.actionCount(0), size)) {
        for (int[] columns : subsets(game.actionCount(1), size)) {
          // What makes one player indifferent is the other's strategy.
          List<BigFraction> second = mix(game, 0, rows, columns);
          List<BigFraction> first = second.isEmpty() ? second : mix(game, 1, columns, rows);
          if (!first.isEmpty()) {
            found.add(NashEquilibrium.of(game, List.of(first, second), 0));
          }
        }
      }
    }
    return found;
  }

  private static List<int[]> subsets(int count, int size) {
    return IntStream.range(0, 1 << count)
        .filter(mask -> Integer.bitCount(mask) == size)
        .mapToObj(mask -> IntStream.range(0, count).filter(at -> (mask >> at & 1) == 1).toArray())
        .toList();
  }

  /**
   * The opponent's strategy on {@code others} against which the actions {@code own} of a player are
   * best; empty if there is none or more than one.
   */
  private static List<BigFraction> mix(Game game, int player, int[] own, int[] others) {
    int size = own.length;
    FieldMatrix<BigFraction> system = new Array2DRowFieldMatrix<>(FIELD, size + 1, size + 1);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        system.setEntry(row, column, payoff(game, player, own[row], others[column]));
      }
      system.setEntry(row, size, BigFraction.MINUS_ONE);
      system.setEntry(size, row, BigFraction.ONE);
    }
    FieldDecompositionSolver<BigFraction> solver = new FieldLUDecomposition<>(system).getSolver();
    if (!solver.isNonSingular()) {
      return List.of();
    }
    FieldVector<BigFraction> right = new ArrayFieldVector<>(FIELD, size + 1);
    right.setEntry(size, BigFraction.ONE);
    FieldVector<BigFraction> solution = solver.solve(right);
    List<BigFraction> strategy =
        new ArrayList<>(Collections.nCopies(game.actionCount(1 - player), BigFraction.ZERO));
    for (int at = 0; at < size; at++) {
      if (solution.getEntry(at).getNumerator().signum() <= 0) {
        return List.of();
      }
      strategy.set(others[at], solution.getEntry(at));
    }
    BigFraction yield = solution.getEntry(size);
    boolean best =
        IntStream.range(0, game.actionCount(player))
            .allMatch(action -> yield.compareTo(expected(game, player, action, strategy)) >= 0);
    return best ? strategy : List.of();
  }

  private static BigFraction expected(
      Game game, int player, int action, List<BigFraction> strategy) {
    List<BigFraction> payoffs =
        IntStream.range(0, strategy.size())
            .mapToObj(other -> payoff(game, player, action, other))
            .toList();
    return Fractions.dot(payoffs, strategy);
  }

  private static BigFraction payoff(Game game, int player, int own, int other) {
    return player == 0 ? game.exactPayoff(0, own, other) : game.exactPayoff(1, other, own);
  }
}
