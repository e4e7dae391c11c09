package org.medchain.credit.analysis;

import org.medchain.credit.Parameter;

/**
 * A parameter that is varied.
 *
 * @param parameter which
 * @param low the first value
 * @param high the last value
 * @param steps how many values, evenly spaced, 2 or more. Of a parameter that counts, the nearest
 *     whole numbers, and no more than there are: a value is the one that is looked at
 */
public record ParameterAxis(Parameter parameter, double low, double high, int steps) {
  public ParameterAxis {
    if (parameter.range().integral()) {
      low = Math.ceil(low);
      high = Math.floor(high);
      steps = (int) Math.min(steps, high - low + 1);
    }
    if (steps < 2 || !(low < high)) {
      throw new IllegalArgumentException(
          "%s: 2 or more %svalues from low to high, not %s from %s to %s"
              .formatted(
                  parameter, parameter.range().integral() ? "whole " : "", steps, low, high));
    }
  }

  /** The value number {@code step}, counted from 0. */
  public double value(int step) {
    double value = step == steps - 1 ? high : low + (high - low) * step / (steps - 1);
    return parameter.range().integral() ? Math.rint(value) : value;
  }
}
