package org.medchain.incentive;

/** The ranges that all parameters of the rules keep to (INC-1). */
final class RuleRanges {
  private RuleRanges() {}

  static void points(String name, long points) {
    if (points < 0 || points > PointRules.MAX_POINTS) {
      throw new IllegalArgumentException(
          name + ": 0 to " + PointRules.MAX_POINTS + " points, not " + points);
    }
  }

  static void basisPoints(String name, int share) {
    if (share < 0 || share > PointRules.WHOLE_BP) {
      throw new IllegalArgumentException(
          name + ": 0 to " + PointRules.WHOLE_BP + " basis points, not " + share);
    }
  }

  static void number(String name, int number, int most) {
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(name + ": 0 to " + most + ", not " + number);
    }
  }
}
