package org.medchain.study.figure;

import java.util.List;

/** What data must be like before it is drawn; everything else is refused in one line. */
final class FigureChecks {
  private static final double TOLERANCE = 1e-6;

  private FigureChecks() {}

  static List<String> requireThree(List<String> strategies) {
    if (strategies.size() != 3) {
      throw new IllegalArgumentException(
          "strategies: " + strategies.size() + ", a simplex figure has 3");
    }
    return List.copyOf(strategies);
  }

  static void requireShare(String what, double value) {
    if (!(value >= -TOLERANCE && value <= 1 + TOLERANCE)) {
      throw new IllegalArgumentException(what + ": " + value + ", allowed: 0 to 1");
    }
  }

  static List<Double> requireFinite(String what, List<Double> values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + ": " + value + ", allowed: finite numbers");
      }
    }
    return List.copyOf(values);
  }

  static List<Double> requireAscending(String what, List<Double> values) {
    for (int i = 1; i < values.size(); i++) {
      // Written so that NaN fails too.
      if (!(values.get(i) > values.get(i - 1))) {
        throw new IllegalArgumentException(
            what + ": " + values.get(i) + " after " + values.get(i - 1) + ", allowed: ascending");
      }
    }
    return requireFinite(what, values);
  }

  static List<Double> requireDensity(String what, List<Double> masses) {
    double sum = 0;
    for (double mass : requireFinite(what, masses)) {
      if (mass < 0) {
        throw new IllegalArgumentException(what + ": probability " + mass);
      }
      sum += mass;
    }
    if (!masses.isEmpty() && Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(what + ": probabilities add up to " + sum + ", not to 1");
    }
    return List.copyOf(masses);
  }

  /** Parts of a velocity add up to 0, within what rounding leaves of the fastest. */
  static void requireTangent(List<SimplexFigure.SimplexVelocity> flow) {
    double fastest =
        flow.stream().mapToDouble(SimplexFigure.SimplexVelocity::speed).max().orElse(0);
    for (SimplexFigure.SimplexVelocity at : flow) {
      // Relative, because payoffs have any scale; to the fastest, because rest points have none.
      if (Math.abs(at.first() + at.second() + at.third()) > TOLERANCE * fastest) {
        throw new IllegalArgumentException(
            "velocity at " + at.point() + " leaves the simplex: its parts do not add up to 0");
      }
    }
  }

  static void requireInterval(String what, double value, double low, double high) {
    if (!Double.isNaN(value) && !(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          what + ": interval " + low + " to " + high + " does not hold the value " + value);
    }
  }

  static void requireAtMost(String what, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(
          what + ": " + count + ", at most " + most + " can be told apart");
    }
  }

  static <T> List<List<T>> requireGrid(String what, List<List<T>> rows, int columns, int height) {
    if (rows.size() != height || rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          what + ": allowed are " + height + " rows of " + columns + ", one for each of ys and xs");
    }
    return rows.stream().map(List::copyOf).toList();
  }
}
