package org.medchain.game.exact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Linear equations over the rational numbers, by Gauss–Jordan elimination: the rank and the
 * solution are facts, no row is "nearly" dependent.
 */
public final class LinearSystem {
  private final BigFraction[][] rows;
  private final int unknowns;

  private LinearSystem(BigFraction[][] coefficients, BigFraction[] constants) {
    unknowns = coefficients.length == 0 ? 0 : coefficients[0].length;
    rows =
        Fractions.matrix(
            coefficients.length,
            unknowns + 1,
            (row, at) -> at < unknowns ? coefficients[row][at] : constants[row]);
  }

  /**
   * The only solution of {@code coefficients · x = constants}, if there is exactly one.
   *
   * @param coefficients [equation][unknown]; there may be more equations than unknowns
   */
  public static Optional<List<BigFraction>> solve(
      BigFraction[][] coefficients, BigFraction[] constants) {
    LinearSystem system = new LinearSystem(coefficients, constants);
    int rank = system.eliminate();
    boolean contradiction =
        Arrays.stream(system.rows)
            .skip(rank)
            .anyMatch(row -> row[system.unknowns].compareTo(BigFraction.ZERO) != 0);
    if (rank < system.unknowns || contradiction) {
      return Optional.empty();
    }
    // With full rank the pivots stand on the diagonal, so that row k holds unknown k.
    return Optional.of(
        Arrays.stream(system.rows).limit(rank).map(row -> row[system.unknowns]).toList());
  }

  /**
   * The rows of a game of weights that all pay the same, and the weights add up to one: each row
   * times the weights, less the payoff, is 0. Unknown are the weights and, last, the payoff.
   */
  public static BigFraction[][] equalPayoffs(int rows, int weights, Fractions.MatrixEntry payoff) {
    return Fractions.matrix(
        rows + 1,
        weights + 1,
        (row, column) ->
            column == weights
                ? row < rows ? BigFraction.MINUS_ONE : BigFraction.ZERO
                : row < rows ? payoff.at(row, column) : BigFraction.ONE);
  }

  /** The only x that is {@code constants} and the matrix times x: values of a chain of states. */
  public static List<BigFraction> fixedPoint(BigFraction[][] matrix, BigFraction[] constants) {
    return solve(
            Fractions.matrix(
                matrix.length,
                matrix.length,
                (row, at) -> Fractions.oneIf(row == at).subtract(matrix[row][at])),
            constants)
        .orElseThrow();
  }

  /** The weights that make all rows pay the same, and that payoff, where they are unique. */
  public static Optional<List<BigFraction>> equalising(BigFraction[][] equalPayoffs) {
    int sum = equalPayoffs.length - 1;
    return solve(equalPayoffs, Fractions.vector(sum + 1, row -> Fractions.oneIf(row == sum)));
  }

  /** How many of the rows are linearly independent. */
  public static int rank(BigFraction[][] matrix) {
    BigFraction[] zeros = Fractions.zeros(matrix.length);
    return new LinearSystem(matrix, zeros).eliminate();
  }

  private int eliminate() {
    int rank = 0;
    for (int column = 0; column < unknowns && rank < rows.length; column++) {
      int pivot = rank;
      while (pivot < rows.length && Fractions.sign(rows[pivot][column]) == 0) {
        pivot++;
      }
      if (pivot < rows.length) {
        BigFraction[] swapped = rows[pivot];
        rows[pivot] = rows[rank];
        rows[rank] = swapped;
        clear(rank, column);
        rank++;
      }
    }
    return rank;
  }

  private void clear(int pivot, int column) {
    BigFraction scale = rows[pivot][column].reciprocal();
    for (int at = column; at <= unknowns; at++) {
      rows[pivot][at] = rows[pivot][at].multiply(scale);
    }
    for (int row = 0; row < rows.length; row++) {
      BigFraction factor = rows[row][column];
      if (row != pivot && Fractions.sign(factor) != 0) {
        for (int at = column; at <= unknowns; at++) {
          rows[row][at] = rows[row][at].subtract(factor.multiply(rows[pivot][at]));
        }
      }
    }
  }
}
