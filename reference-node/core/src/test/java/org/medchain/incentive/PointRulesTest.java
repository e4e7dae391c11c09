package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PointRulesTest {
  private static final long MAX = PointRules.MAX_POINTS;

  /** INC-5. */
  @Property(seed = "1")
  void aPenaltyTakesWhatItCanAndReportsTheRest(
      @ForAll @LongRange(min = 0, max = MAX) long penalty,
      @ForAll @LongRange(min = 0) long balance) {
    PointRules.Penalty due = new PointRules(0, 0, penalty, 0, 0).penaltyOn(balance);
    assertThat(due.taken()).isBetween(0L, balance);
    assertThat(due.shortfall()).isNotNegative();
    assertThat(due.taken() + due.shortfall()).isEqualTo(penalty);
    // Only an empty account owes nothing more.
    assertThat(due.shortfall() == 0 || due.taken() == balance).isTrue();
  }

  /** INC-6. */
  @Property(seed = "2")
  void sharesOfAPriceAddUpToIt(
      @ForAll @LongRange(min = 0, max = MAX) long price,
      @ForAll @IntRange(min = 0, max = PointRules.WHOLE_BP) int shareBp) {
    PointRules.PriceShare share = new PointRules(0, 0, 0, 0, shareBp).shareOf(price);
    assertThat(share.owner()).isBetween(0L, price);
    assertThat(share.owner() + share.rest()).isEqualTo(price);
    // Rounded down, by less than a point.
    assertThat(price * shareBp - share.owner() * PointRules.WHOLE_BP)
        .isBetween(0L, PointRules.WHOLE_BP - 1L);
  }

  /** INC-1. */
  @Example
  void parametersOutOfRangeAreRefused() {
    new PointRules(MAX, MAX, MAX, MAX, PointRules.WHOLE_BP);
    refused(MAX + 1, 0, 0, 0, 0);
    refused(0, -1, 0, 0, 0);
    refused(0, 0, Long.MAX_VALUE, 0, 0);
    refused(0, 0, 0, -1, 0);
    refused(0, 0, 0, 0, PointRules.WHOLE_BP + 1);
    refused(0, 0, 0, 0, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PointRules(0, 0, 0, 0, 1).shareOf(MAX + 1));
  }

  private static void refused(long initial, long reward, long penalty, long price, int shareBp) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PointRules(initial, reward, penalty, price, shareBp));
  }
}
