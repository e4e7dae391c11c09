package org.medchain.game.solution;

/**
 * Gaussian elimination with scaled partial pivoting, which also tells the determinant's sign. The
 * decomposition of commons-math3 calls a matrix singular below an absolute size of a pivot, which
 * the rows of nearly impossible actions reach.
 */
final class GaussianElimination {
  /** The solution; not numbers if the matrix is singular. */
  final double[] solution;

  /** The determinant's. */
  final int sign;

  private GaussianElimination(double[] solution, int sign) {
    this.solution = solution;
    this.sign = sign;
  }

  /** Solves {@code matrix · x = right}. */
  static GaussianElimination solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[][] rows = new double[size][size + 1];
    for (int row = 0; row < size; row++) {
      System.arraycopy(matrix[row], 0, rows[row], 0, size);
      rows[row][size] = right[row];
      scale(rows[row], size);
    }
    int sign = 1;
    for (int column = 0; column < size; column++) {
      int pivot = largest(rows, column);
      if (pivot != column) {
        double[] swapped = rows[pivot];
        rows[pivot] = rows[column];
        rows[column] = swapped;
        sign = -sign;
      }
      sign *= (int) Math.signum(rows[column][column]);
      for (int row = column + 1; row < size; row++) {
        subtract(rows[row], rows[column], column);
      }
    }
    return new GaussianElimination(back(rows, size), sign);
  }

  private static void scale(double[] row, int size) {
    double largest = 0;
    for (int column = 0; column < size; column++) {
      largest = Math.max(largest, Math.abs(row[column]));
    }
    for (int column = 0; largest > 0 && column <= size; column++) {
      row[column] /= largest;
    }
  }

  private static int largest(double[][] rows, int column) {
    int pivot = column;
    for (int row = column + 1; row < rows.length; row++) {
      pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
    }
    return pivot;
  }

  private static void subtract(double[] row, double[] pivot, int column) {
    double factor = row[column] / pivot[column];
    for (int at = column; factor != 0 && at < row.length; at++) {
      row[at] -= factor * pivot[at];
    }
  }

  private static double[] back(double[][] rows, int size) {
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = rows[row][size];
      for (int column = row + 1; column < size; column++) {
        rest -= rows[row][column] * solution[column];
      }
      solution[row] = rest / rows[row][row];
    }
    return solution;
  }
}
