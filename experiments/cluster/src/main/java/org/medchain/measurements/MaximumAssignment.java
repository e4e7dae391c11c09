package org.medchain.measurements;

import java.util.Arrays;

/**
 * An assignment of each row to a column of its own with the greatest sum of weights, by shortest
 * augmenting paths (Kuhn 1955; Jonker and Volgenant 1987): no other assignment has a greater sum,
 * up to rounding.
 */
final class MaximumAssignment {
  private MaximumAssignment() {}

  /**
   * The column of each row.
   *
   * @param weights finite, by row and column; no more rows than columns
   * @throws IllegalArgumentException if there are more rows than columns
   */
  static int[] of(double[][] weights) {
    int rows = weights.length;
    int columns = rows == 0 ? 0 : weights[0].length;
    if (rows > columns) {
      throw new IllegalArgumentException(rows + " rows, and " + columns + " columns for them");
    }
    // Rows and columns count from 1; column 0 stands for the row that is added.
    double[] ofRow = new double[rows + 1];
    double[] ofColumn = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    for (int added = 1; added <= rows; added++) {
      rowOf[0] = added;
      add(weights, ofRow, ofColumn, rowOf);
    }
    int[] columnOf = new int[rows];
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] > 0) {
        columnOf[rowOf[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }

  /** Gives one more row a column: those before it may change theirs along the cheapest path. */
  private static void add(double[][] weights, double[] ofRow, double[] ofColumn, int[] rowOf) {
    double[] distance = new double[rowOf.length];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] before = new int[rowOf.length];
    boolean[] reached = new boolean[rowOf.length];
    int last = 0;
    while (rowOf[last] > 0) {
      reached[last] = true;
      int row = rowOf[last];
      int nearest = 0;
      for (int column = 1; column < rowOf.length; column++) {
        // Negative weights: the less, the better.
        double own = -weights[row - 1][column - 1] - ofRow[row] - ofColumn[column];
        if (!reached[column] && own < distance[column]) {
          distance[column] = own;
          before[column] = last;
        }
        if (!reached[column] && (nearest == 0 || distance[column] < distance[nearest])) {
          nearest = column;
        }
      }
      // Prices change so that the nearest column costs nothing more.
      double by = distance[nearest];
      for (int column = 0; column < rowOf.length; column++) {
        if (reached[column]) {
          ofRow[rowOf[column]] += by;
          ofColumn[column] -= by;
        } else {
          distance[column] -= by;
        }
      }
      last = nearest;
    }
    while (last > 0) {
      rowOf[last] = rowOf[before[last]];
      last = before[last];
    }
  }
}
