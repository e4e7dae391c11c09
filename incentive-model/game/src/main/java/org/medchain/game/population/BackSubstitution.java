package org.medchain.game.population;

import java.util.Arrays;

/**
 * The second half of the elimination: weights of the states in order, each the flow from those
 * before it. A weight may be larger by far than the first one; so all are kept up to a factor in
 * common, and their logarithms with it.
 */
final class BackSubstitution {
  private static final double LARGE = 0x1p500;

  private final double[] weights;
  private final double[] logs;
  private double scale;
  private double addFlow;

  /** Starts at {@code base}; those before it have no weight. */
  BackSubstitution(int states, int base) {
    weights = new double[states];
    logs = new double[states];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    weights[base] = 1;
    logs[base] = 0;
  }

  /** What {@code from} sends to the state that is settled next. */
  void addFlow(int from, double share) {
    addFlow += weights[from] * share;
  }

  /** Gives {@code state} the weight that has flowed in since the last one was settled. */
  void finish(int state) {
    weights[state] = addFlow;
    logs[state] = StrictMath.log(addFlow) + scale;
    if (addFlow > LARGE) {
      for (int each = 0; each <= state; each++) {
        weights[each] /= addFlow;
      }
      scale += StrictMath.log(addFlow);
    }
    addFlow = 0;
  }

  /** The logarithms of the weights as shares of their sum. */
  double[] logShares() {
    return LogArithmetic.normalised(logs);
  }
}
