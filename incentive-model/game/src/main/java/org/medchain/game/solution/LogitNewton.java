package org.medchain.game.solution;

import java.util.Optional;

/** Newton's method for the logit equilibrium at a fixed λ, with steps that stay short. */
final class LogitNewton {
  private static final int ROUNDS_MOST = 200;

  /** Probabilities change by a factor e at most in one step. */
  private static final double STEP_MOST = 1;

  private static final double SOLVED = 1e-9;

  private LogitNewton() {}

  /** The solution that is found from here; empty if there is no such one. */
  static Optional<double[]> solve(LogitSystem system, double[] start) {
    int size = system.size();
    double[] at = start.clone();
    for (int round = 0; round < ROUNDS_MOST; round++) {
      LogitSystem.LogitResidual values = system.values(at);
      double[] right = new double[size];
      for (int row = 0; row < size; row++) {
        right[row] = -values.residual[row];
      }
      double[] delta = GaussianElimination.solve(values.jacobian, right).solution;
      double longest = 0;
      for (double each : delta) {
        longest = Double.isNaN(each) ? Double.NaN : Math.max(longest, Math.abs(each));
      }
      // Written so that not-a-number is a failure too.
      if (!(longest < 1e6)) {
        return Optional.empty();
      }
      double part = Math.min(1, STEP_MOST / longest);
      for (int row = 0; row < size; row++) {
        at[row] += part * delta[row];
      }
      if (longest < 1e-12 * (1 + at[size])) {
        break;
      }
    }
    return system.residual(at) < SOLVED ? Optional.of(at) : Optional.empty();
  }
}
