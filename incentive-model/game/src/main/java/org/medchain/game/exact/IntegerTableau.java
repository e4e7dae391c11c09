package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The simplex tableau in integers over one common denominator (Edmonds 1967, Bareiss 1968): every
 * division leaves no remainder, and entries grow no longer than the determinants that they are.
 *
 * <p>Columns: the variables, one slack or surplus for each row, one artificial variable for each
 * row, the right side. The identity column of a row (its slack, or its artificial variable) ends as
 * the row's price.
 */
final class IntegerTableau {
  private final int variables;
  private final int rows;
  private final int rightSide;
  private final BigInteger[][] entries;
  private final int[] basis;
  private final int[] identity;
  private BigInteger denominator = BigInteger.ONE;

  IntegerTableau(int variables, int rows) {
    this.variables = variables;
    this.rows = rows;
    this.rightSide = variables + 2 * rows;
    this.entries = new BigInteger[rows + 2][rightSide + 1];
    for (BigInteger[] row : entries) {
      Arrays.fill(row, BigInteger.ZERO);
    }
    this.basis = new int[rows];
    this.identity = new int[rows];
  }

  /** Puts a row, whose bound is not negative. */
  void setRow(int row, BigInteger[] values, LinearProgram.Relation relation, BigInteger bound) {
    System.arraycopy(values, 0, entries[row], 0, variables);
    entries[row][rightSide] = bound;
    int slack = variables + row;
    int artificial = variables + rows + row;
    switch (relation) {
      case AT_MOST -> entries[row][slack] = BigInteger.ONE;
      case AT_LEAST -> entries[row][slack] = BigInteger.ONE.negate();
      case EQUAL -> {}
    }
    identity[row] = relation == LinearProgram.Relation.AT_MOST ? slack : artificial;
    entries[row][identity[row]] = BigInteger.ONE;
    basis[row] = identity[row];
    if (identity[row] == artificial) {
      // Phase one maximises minus the sum of the artificial variables.
      for (int column = 0; column <= rightSide; column++) {
        if (column != artificial) {
          entries[rows][column] = entries[rows][column].subtract(entries[row][column]);
        }
      }
    }
  }

  void setObjective(BigInteger[] values) {
    for (int column = 0; column < variables; column++) {
      entries[rows + 1][column] = values[column].negate();
    }
  }

  /** Phase one: whether all artificial variables can be 0. */
  boolean phaseOne() {
    climb(rows);
    if (entries[rows][rightSide].signum() != 0) {
      return false;
    }
    for (int row = 0; row < rows; row++) {
      if (basis[row] >= variables + rows) {
        expel(row);
      }
    }
    return true;
  }

  /** Phase two: false if the objective has no bound. */
  boolean phaseTwo() {
    return climb(rows + 1);
  }

  BigFraction value(int variable) {
    for (int row = 0; row < rows; row++) {
      if (basis[row] == variable) {
        return new BigFraction(entries[row][rightSide], denominator);
      }
    }
    return BigFraction.ZERO;
  }

  BigFraction dualValue(int row) {
    return new BigFraction(entries[rows + 1][identity[row]], denominator);
  }

  BigFraction objectiveValue() {
    return new BigFraction(entries[rows + 1][rightSide], denominator);
  }

  /**
   * Pivots until no reduced cost is negative. The steepest column enters, unless the objective has
   * stood still for as many steps as there are rows: then the first (Bland 1977), until it moves,
   * so that no basis recurs forever.
   */
  private boolean climb(int goal) {
    int still = 0;
    for (int enter = entering(goal, false); enter >= 0; enter = entering(goal, still > rows)) {
      int leave = leaving(enter);
      if (leave < 0) {
        return false;
      }
      still = entries[leave][rightSide].signum() == 0 ? still + 1 : 0;
      pivot(leave, enter);
    }
    return true;
  }

  private int entering(int goal, boolean first) {
    int best = -1;
    for (int column = 0; column < variables + rows; column++) {
      BigInteger cost = entries[goal][column];
      if (cost.signum() < 0 && (best < 0 || cost.compareTo(entries[goal][best]) < 0)) {
        best = column;
        if (first) {
          break;
        }
      }
    }
    return best;
  }

  private int leaving(int enter) {
    int best = -1;
    for (int row = 0; row < rows; row++) {
      if (entries[row][enter].signum() > 0) {
        int order = best < 0 ? -1 : compareRatios(row, best, enter);
        best = order < 0 || (order == 0 && basis[row] < basis[best]) ? row : best;
      }
    }
    return best;
  }

  private int compareRatios(int row, int other, int enter) {
    BigInteger left = entries[row][rightSide].multiply(entries[other][enter]);
    return left.compareTo(entries[other][rightSide].multiply(entries[row][enter]));
  }

  /** Takes an artificial variable that is 0 out of the basis, unless its row is redundant. */
  private void expel(int row) {
    for (int column = 0; column < variables + rows; column++) {
      if (entries[row][column].signum() != 0) {
        if (entries[row][column].signum() < 0) {
          // The right side is 0, so that the row may change its sign and the pivot be positive.
          Arrays.setAll(entries[row], at -> entries[row][at].negate());
        }
        pivot(row, column);
        return;
      }
    }
  }

  private void pivot(int leave, int enter) {
    BigInteger pivot = entries[leave][enter];
    for (int row = 0; row < entries.length; row++) {
      BigInteger factor = entries[row][enter];
      boolean untouched = factor.signum() == 0 && pivot.equals(denominator);
      if (row != leave && !untouched) {
        for (int column = 0; column <= rightSide; column++) {
          BigInteger kept = entries[row][column].multiply(pivot);
          BigInteger taken = factor.multiply(entries[leave][column]);
          entries[row][column] = kept.subtract(taken).divide(denominator);
        }
      }
    }
    denominator = pivot;
    basis[leave] = enter;
  }
}
