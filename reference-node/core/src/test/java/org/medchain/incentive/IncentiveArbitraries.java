package org.medchain.incentive;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values of the incentive layer, for properties of any layer. */
public final class IncentiveArbitraries {
  private IncentiveArbitraries() {}

  /** Rules over the whole range. */
  public static Arbitrary<PointRules> rules() {
    Arbitrary<Long> points = Arbitraries.longs().between(0, PointRules.MAX_POINTS);
    return Combinators.combine(
            points, points, points, points, Arbitraries.integers().between(0, PointRules.WHOLE_BP))
        .as(PointRules::new);
  }
}
