package org.medchain.incentive;

import org.medchain.data.Argument;

/** The ranges that all parameters of the rules keep to (INC-1). */
final class RuleRanges {
  private RuleRanges() {}

  static void points(String name, long points) {
    Argument.refuseOutside(0, PointRules.MAX_POINTS, points, name + ": %s to %s points, not %s");
  }

  static void basisPoints(String name, int share) {
    Argument.refuseOutside(0, PointRules.WHOLE_BP, share, name + ": %s to %s basis points, not %s");
  }

  static void number(String name, int number, int most) {
    Argument.refuseOutside(0, most, number, name + ": %s to %s, not %s");
  }
}
