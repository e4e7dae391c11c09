package org.medchain.game.population;

import java.util.Arrays;

/** What arguments must satisfy, each refused with one line. */
final class PopulationChecks {
  private PopulationChecks() {}

  static void selection(double selection) {
    if (!(selection >= 0 && selection < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "selection " + selection + " is not a finite number, zero or more");
    }
  }

  /** {@code scaled}, which is selection times {@code payoff}. */
  static double finite(double scaled, double payoff) {
    if (!Double.isFinite(scaled)) {
      throw new IllegalArgumentException(
          "payoff " + payoff + " times the selection is not a finite number");
    }
    return scaled;
  }

  static void probability(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " " + value + " is not in [0, 1]");
    }
  }

  static void strategy(int strategy, int strategies) {
    if (strategy < 0 || strategy >= strategies) {
      throw new IllegalArgumentException(
          "strategy " + strategy + " is not one of 0 to " + (strategies - 1));
    }
  }

  static void counts(int[] counts, int strategies, int size) {
    if (counts.length != strategies
        || Arrays.stream(counts).anyMatch(each -> each < 0)
        || Arrays.stream(counts).asLongStream().sum() != size) {
      throw new IllegalArgumentException(
          "counts %s are not those of %s who play %s strategies"
              .formatted(Arrays.toString(counts), size, strategies));
    }
  }
}
