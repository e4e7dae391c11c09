package org.medchain.credit.conditions;

import java.util.function.DoubleUnaryOperator;

/** Values of Markov decision problems of one state, by applying Bellman's operator (1957). */
final class ValueIteration {
  private static final int MOST_STEPS = 1_000_000;

  private ValueIteration() {}

  /** The fixed point of a contraction, from 0. */
  static double fixedPoint(DoubleUnaryOperator bellman) {
    double value = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double next = bellman.applyAsDouble(value);
      if (Math.abs(next - value) <= 1e-14 * Math.max(1, Math.abs(next))) {
        return next;
      }
      value = next;
    }
    return value;
  }
}
