package org.medchain.incentive;

import org.medchain.data.Argument;

/** The ranges that all parameters of the rules keep to (INC-1). */
final class RuleRanges {
  private RuleRanges() {}

  static void points(String name, long points) {
    Argument.refuseIf(
        points < 0 || points > PointRules.MAX_POINTS,
        "%s: 0 to %s points, not %s",
        name,
        PointRules.MAX_POINTS,
        points);
  }

  static void basisPoints(String name, int share) {
    Argument.refuseIf(
        share < 0 || share > PointRules.WHOLE_BP,
        "%s: 0 to %s basis points, not %s",
        name,
        PointRules.WHOLE_BP,
        share);
  }

  static void number(String name, int number, int most) {
    Argument.refuseIf(number < 0 || number > most, "%s: 0 to %s, not %s", name, most, number);
  }
}
