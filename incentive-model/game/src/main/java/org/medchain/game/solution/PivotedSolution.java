package org.medchain.game.solution;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The solution of linear equations, in which rows are scaled to the same size first.
 *
 * @param solution not finite if the matrix is singular
 * @param sign of the determinant
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are arrays in all numerics; not compared
record PivotedSolution(double[] solution, int sign) {
  /**
   * Solves the equations.
   *
   * @param matrix rows with as many entries as there are rows; what they have more is not read
   */
  static PivotedSolution of(double[][] matrix, double[] right) {
    int size = right.length;
    double[][] rows = new double[size][];
    double[] scaled = right.clone();
    for (int row = 0; row < size; row++) {
      rows[row] = Arrays.copyOf(matrix[row], size);
      double largest = Arrays.stream(rows[row]).map(Math::abs).max().orElse(0);
      double scale = largest > 0 ? largest : 1;
      rows[row] = Arrays.stream(rows[row]).map(each -> each / scale).toArray();
      scaled[row] /= scale;
    }
    LUDecomposition decomposition = new LUDecomposition(new Array2DRowRealMatrix(rows, false), 0);
    double[] solution =
        decomposition.getSolver().solve(new ArrayRealVector(scaled, false)).toArray();
    return new PivotedSolution(solution, (int) Math.signum(decomposition.getDeterminant()));
  }
}
