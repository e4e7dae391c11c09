package org.medchain.game.equilibrium;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * A dictionary of the system M·z + s = 1, z ≥ 0, s ≥ 0 with a positive integer matrix M: the basic
 * variables in terms of the others, in integers over one common denominator, by integer pivoting
 * (Edmonds 1967; Bareiss 1968), so that nothing is ever rounded.
 *
 * <p>Variables are numbered: z first, then the slacks s. Ties in the ratio test are broken
 * lexicographically, as if the right sides were 1 + ε, 1 + ε², … for a vanishing ε: the polytope
 * that the pivots see is simple even where the game is degenerate (von Stengel 2002, section 2).
 */
final class SimplexDictionary {
  private final int dimension;
  private final BigInteger[][] entries;
  private final int[] basic;
  private final int[] nonbasic;
  // Where a variable stands: its column if it is nonbasic, else -1 minus its row.
  private final int[] position;
  private BigInteger denominator = BigInteger.ONE;
  private long work;

  SimplexDictionary(BigInteger[][] matrix) {
    int rows = matrix.length;
    this.dimension = matrix[0].length;
    this.entries = new BigInteger[rows][dimension + 1];
    this.basic = new int[rows];
    this.nonbasic = new int[dimension];
    this.position = new int[dimension + rows];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix[row], 0, entries[row], 0, dimension);
      entries[row][dimension] = BigInteger.ONE;
      basic[row] = dimension + row;
      position[dimension + row] = -1 - row;
    }
    for (int column = 0; column < dimension; column++) {
      nonbasic[column] = column;
      position[column] = column;
    }
  }

  /** How many variables are nonbasic, as many as z has entries. */
  int dimension() {
    return dimension;
  }

  /** The variable that stands in a row. */
  int basic(int row) {
    return basic[row];
  }

  /** The variable that stands in a column. */
  int nonbasic(int column) {
    return nonbasic[column];
  }

  /** The column of a variable that is nonbasic. */
  int column(int variable) {
    return position[variable];
  }

  /** The nonbasic variables: which basis this is. */
  BitSet cobasis() {
    BitSet variables = new BitSet(position.length);
    for (int variable : nonbasic) {
      variables.set(variable);
    }
    return variables;
  }

  /**
   * The variables that are zero here: the nonbasic ones, and more where the vertex is degenerate.
   */
  BitSet zeros() {
    BitSet variables = cobasis();
    for (int row = 0; row < basic.length; row++) {
      if (entries[row][dimension].signum() == 0) {
        variables.set(basic[row]);
      }
    }
    return variables;
  }

  /** The values of z, all multiplied by one positive number. */
  BigInteger[] point() {
    BigInteger[] point = new BigInteger[dimension];
    for (int variable = 0; variable < dimension; variable++) {
      point[variable] =
          position[variable] >= 0 ? BigInteger.ZERO : entries[-1 - position[variable]][dimension];
    }
    return point;
  }

  /** How fast the sum of the variables grows when a nonbasic one enters. */
  BigInteger reducedCost(int column) {
    BigInteger gain = nonbasic[column] < dimension ? denominator : BigInteger.ZERO;
    for (int row = 0; row < basic.length; row++) {
      if (basic[row] < dimension) {
        gain = gain.subtract(entries[row][column]);
      }
    }
    return gain;
  }

  /** Number of machine words written so far, about; it measures effort without a clock. */
  long work() {
    return work;
  }

  /** Which row's variable leaves the basis when that of {@code column} enters. */
  int leavingRow(int column) {
    int best = -1;
    for (int row = 0; row < entries.length; row++) {
      if (entries[row][column].signum() > 0 && (best < 0 || compareRatios(row, best, column) < 0)) {
        best = row;
      }
    }
    if (best < 0) {
      throw new IllegalStateException("a best-response polytope is bounded");
    }
    return best;
  }

  private int compareRatios(int row, int other, int column) {
    BigInteger own = entries[other][column];
    BigInteger its = entries[row][column];
    int order = compareProducts(entries[row][dimension], own, entries[other][dimension], its);
    // The powers of ε come in with the columns that the slacks have in the basis inverse.
    for (int slack = dimension; order == 0 && slack < position.length; slack++) {
      order = compareProducts(coefficient(row, slack), own, coefficient(other, slack), its);
    }
    return order;
  }

  private static int compareProducts(BigInteger a, BigInteger b, BigInteger c, BigInteger d) {
    if (a.signum() * b.signum() != c.signum() * d.signum()) {
      return Integer.compare(a.signum() * b.signum(), c.signum() * d.signum());
    }
    if (a.signum() == 0 || b.signum() == 0) {
      return 0;
    }
    // Bit lengths settle most comparisons without a product.
    int left = a.abs().bitLength() + b.abs().bitLength();
    int right = c.abs().bitLength() + d.abs().bitLength();
    if (Math.abs(left - right) > 1) {
      return (left < right ? -1 : 1) * a.signum() * b.signum();
    }
    return a.multiply(b).compareTo(c.multiply(d));
  }

  private BigInteger coefficient(int row, int variable) {
    int at = position[variable];
    if (at >= 0) {
      return entries[row][at];
    }
    return at == -1 - row ? denominator : BigInteger.ZERO;
  }

  /**
   * Exchanges the variables of a row and a column whose entry is positive. The same call again
   * takes it back.
   */
  void pivot(int row, int column) {
    BigInteger pivot = entries[row][column];
    BigInteger[] pivotRow = entries[row];
    for (int other = 0; other < entries.length; other++) {
      if (other != row) {
        eliminate(entries[other], pivotRow, pivot, column);
      }
    }
    pivotRow[column] = denominator;
    denominator = pivot;
    work += (long) entries.length * (dimension + 1) * (1 + pivot.bitLength() / 64);
    int entering = nonbasic[column];
    int leaving = basic[row];
    nonbasic[column] = leaving;
    basic[row] = entering;
    position[leaving] = column;
    position[entering] = -1 - row;
  }

  private void eliminate(BigInteger[] line, BigInteger[] pivotRow, BigInteger pivot, int column) {
    BigInteger factor = line[column];
    for (int at = 0; at <= dimension; at++) {
      if (at == column) {
        continue;
      }
      BigInteger value = line[at].signum() == 0 ? BigInteger.ZERO : line[at].multiply(pivot);
      if (factor.signum() != 0 && pivotRow[at].signum() != 0) {
        value = value.subtract(factor.multiply(pivotRow[at]));
      }
      // By Sylvester's identity the division leaves no remainder.
      line[at] = value.signum() == 0 ? BigInteger.ZERO : value.divide(denominator);
    }
    line[column] = factor.negate();
  }
}
