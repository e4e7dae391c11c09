package org.medchain.measurements;

import java.util.Arrays;

/**
 * An assignment of each row to a column of its own with the greatest sum of weights, by shortest
 * augmenting paths (Kuhn 1955; Jonker and Volgenant 1987): no other assignment has a greater sum,
 * up to rounding.
 */
final class MaximumAssignment {
  private static final int NONE = -1;

  /** Negative weights: the less, the better. */
  private final double[][] costs;

  private final int columns;
  private final double[] ofRow;
  private final double[] ofColumn;
  private final int[] rowOf;

  private MaximumAssignment(double[][] weights) {
    columns = weights.length == 0 ? 0 : weights[0].length;
    if (weights.length > columns) {
      throw new IllegalArgumentException(
          weights.length + " rows, and " + columns + " columns for them");
    }
    costs = new double[weights.length][columns];
    for (int row = 0; row < weights.length; row++) {
      for (int column = 0; column < columns; column++) {
        costs[row][column] = -weights[row][column];
      }
    }
    ofRow = new double[weights.length];
    ofColumn = new double[columns];
    rowOf = new int[columns];
    Arrays.fill(rowOf, NONE);
  }

  /**
   * The column of each row.
   *
   * @param weights finite, by row and column; no more rows than columns
   * @throws IllegalArgumentException if there are more rows than columns
   */
  static int[] of(double[][] weights) {
    MaximumAssignment assignment = new MaximumAssignment(weights);
    for (int row = 0; row < weights.length; row++) {
      assignment.add(row);
    }
    int[] columnOf = new int[weights.length];
    for (int column = 0; column < assignment.columns; column++) {
      if (assignment.rowOf[column] != NONE) {
        columnOf[assignment.rowOf[column]] = column;
      }
    }
    return columnOf;
  }

  /** Gives one more row a column: those before it may change theirs along the cheapest path. */
  private void add(int added) {
    double[] distance = new double[columns];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] before = new int[columns];
    boolean[] reached = new boolean[columns];
    int row = added;
    int last = NONE;
    while (row != NONE) {
      int nearest = relax(row, last, distance, before, reached);
      shift(added, distance[nearest], distance, reached);
      reached[nearest] = true;
      last = nearest;
      row = rowOf[nearest];
    }
    while (last != NONE) {
      int previous = before[last];
      rowOf[last] = previous == NONE ? added : rowOf[previous];
      last = previous;
    }
  }

  /** The nearest column that is not reached, with the row's edges taken into account. */
  private int relax(int row, int from, double[] distance, int[] before, boolean[] reached) {
    int nearest = NONE;
    for (int column = 0; column < columns; column++) {
      if (reached[column]) {
        continue;
      }
      double own = costs[row][column] - ofRow[row] - ofColumn[column];
      if (own < distance[column]) {
        distance[column] = own;
        before[column] = from;
      }
      if (nearest == NONE || distance[column] < distance[nearest]) {
        nearest = column;
      }
    }
    return nearest;
  }

  /** Prices change so that the nearest column costs nothing more. */
  private void shift(int added, double by, double[] distance, boolean[] reached) {
    ofRow[added] += by;
    for (int column = 0; column < columns; column++) {
      if (reached[column]) {
        ofRow[rowOf[column]] += by;
        ofColumn[column] -= by;
      } else {
        distance[column] -= by;
      }
    }
  }
}
