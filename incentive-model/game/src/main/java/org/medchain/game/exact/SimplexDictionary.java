package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A dictionary of the system M·z + s = b, z ≥ 0, s ≥ 0: the basic variables and linear forms of z
 * in terms of the others, in integers over one common denominator, by integer pivoting (Edmonds
 * 1967; Bareiss 1968), so that nothing is ever rounded.
 *
 * <p>Variables are numbered: z first, then the slacks s. Ties in the ratio test are broken
 * lexicographically, as if the right sides were b + (ε, ε², …) for a vanishing ε: the polytope that
 * the pivots see is simple even where it is degenerate (von Stengel 2002, section 2), and no basis
 * comes back while a form grows.
 */
public final class SimplexDictionary {
  private final int dimension;
  private final BigInteger[][] entries;
  private final int[] basic;
  private final int[] nonbasic;
  // Where a variable stands: its column if it is nonbasic, else -1 minus its row.
  private final int[] position;
  private BigInteger denominator = BigInteger.ONE;
  private long work;

  /**
   * The first dictionary, in which all slacks are basic.
   *
   * @param forms coefficients of z in each form
   */
  public SimplexDictionary(BigInteger[][] matrix, BigInteger[] bounds, BigInteger[]... forms) {
    int rows = matrix.length;
    this.dimension = matrix[0].length;
    this.entries = new BigInteger[rows + forms.length][dimension + 1];
    this.basic = new int[rows];
    this.nonbasic = new int[dimension];
    this.position = new int[dimension + rows];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix[row], 0, entries[row], 0, dimension);
      entries[row][dimension] = bounds[row];
      basic[row] = dimension + row;
      position[dimension + row] = -1 - row;
    }
    for (int column = 0; column < dimension; column++) {
      for (int form = 0; form < forms.length; form++) {
        entries[rows + form][column] = forms[form][column].negate();
        entries[rows + form][dimension] = BigInteger.ZERO;
      }
      nonbasic[column] = column;
      position[column] = column;
    }
  }

  /** How many variables are nonbasic, as many as z has entries. */
  public int dimension() {
    return dimension;
  }

  /** The variable that stands in a row. */
  public int basic(int row) {
    return basic[row];
  }

  /** The variable that stands in a column. */
  public int nonbasic(int column) {
    return nonbasic[column];
  }

  /** The nonbasic variables: which basis this is. */
  public BitSet cobasis() {
    BitSet variables = new BitSet(position.length);
    for (int variable : nonbasic) {
      variables.set(variable);
    }
    return variables;
  }

  /**
   * The variables that are zero here: the nonbasic ones, and more where the vertex is degenerate.
   */
  public BitSet zeros() {
    BitSet variables = cobasis();
    for (int row = 0; row < basic.length; row++) {
      if (entries[row][dimension].signum() == 0) {
        variables.set(basic[row]);
      }
    }
    return variables;
  }

  /** The values of z, all multiplied by one positive number. */
  public BigInteger[] point() {
    BigInteger[] point = new BigInteger[dimension];
    Arrays.setAll(
        point,
        each -> position[each] >= 0 ? BigInteger.ZERO : entries[-1 - position[each]][dimension]);
    return point;
  }

  /** What the values of z are multiplied by. */
  BigInteger denominator() {
    return denominator;
  }

  /** The value of a form. */
  BigFraction value(int form) {
    return new BigFraction(entries[basic.length + form][dimension], denominator);
  }

  /** What one more unit of the bound of a row is worth to a form. */
  BigFraction price(int form, int row) {
    int at = position[dimension + row];
    return at < 0
        ? BigFraction.ZERO
        : new BigFraction(entries[basic.length + form][at], denominator);
  }

  /** Number of machine words written so far, about; it measures effort without a clock. */
  public long work() {
    return work;
  }

  /**
   * Pivots until a form is as large as it can be, from bounds that are not negative; the steepest
   * column enters.
   *
   * @return false if the form grows without end
   */
  boolean maximise(int form) {
    while (true) {
      BigInteger[] costs = entries[basic.length + form];
      int enter = 0;
      for (int column = 1; column < dimension; column++) {
        enter = costs[column].compareTo(costs[enter]) < 0 ? column : enter;
      }
      if (costs[enter].signum() >= 0) {
        return true;
      }
      int leave = leavingRow(enter);
      if (leave < 0) {
        return false;
      }
      pivot(leave, enter);
    }
  }

  /** Takes a nonbasic variable out: it stays 0. */
  void remove(int variable) {
    for (BigInteger[] row : entries) {
      row[position[variable]] = BigInteger.ZERO;
    }
  }

  /** Which row's variable leaves the basis when that of {@code column} enters; -1 if none does. */
  public int leavingRow(int column) {
    int best = -1;
    for (int row = 0; row < basic.length; row++) {
      if (entries[row][column].signum() > 0 && (best < 0 || compareRatios(row, best, column) < 0)) {
        best = row;
      }
    }
    return best;
  }

  private int compareRatios(int row, int other, int column) {
    BigInteger own = entries[other][column];
    BigInteger its = entries[row][column];
    int order =
        entries[row][dimension].multiply(own).compareTo(entries[other][dimension].multiply(its));
    // The powers of ε come in with the columns that the slacks have in the basis inverse.
    for (int slack = dimension; order == 0 && slack < position.length; slack++) {
      order =
          coefficient(row, slack).multiply(own).compareTo(coefficient(other, slack).multiply(its));
    }
    return order;
  }

  private BigInteger coefficient(int row, int variable) {
    int at = position[variable];
    if (at >= 0) {
      return entries[row][at];
    }
    return at == -1 - row ? denominator : BigInteger.ZERO;
  }

  /**
   * Exchanges the variables of a row and a column whose entry is not 0. The same call again takes
   * it back.
   */
  public void pivot(int row, int column) {
    BigInteger pivot = entries[row][column];
    BigInteger[] pivotRow = entries[row];
    for (int other = 0; other < entries.length; other++) {
      if (other != row) {
        eliminate(entries[other], pivotRow, pivot, column);
      }
    }
    pivotRow[column] = denominator;
    denominator = pivot;
    if (pivot.signum() < 0) {
      denominator = pivot.negate();
      for (BigInteger[] line : entries) {
        Arrays.setAll(line, at -> line[at].negate());
      }
    }
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
