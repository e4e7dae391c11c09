package org.medchain.credit.analysis;

import org.medchain.credit.Parameter;

/**
 * A parameter that is varied.
 *
 * @param parameter which
 * @param low the first value
 * @param high the last value
 * @param steps how many values, evenly spaced, 2 or more
 */
public record ParameterAxis(Parameter parameter, double low, double high, int steps) {
  /** Checks the range. */
  public ParameterAxis {
    if (steps < 2 || !(low < high)) {
      throw new IllegalArgumentException(
          "%s: 2 or more values from low to high, not %s from %s to %s"
              .formatted(parameter, steps, low, high));
    }
  }

  /** The value number {@code step}, counted from 0. */
  public double value(int step) {
    return low + (high - low) * step / (steps - 1);
  }
}
