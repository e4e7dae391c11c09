package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** INC-8, INC-10: the rule in force. */
class RewardRuleTest {
  @Property(tries = 100)
  void everyRecordPaysTheSame(
      @ForAll @LongRange(min = 0, max = PointRules.MAX_POINTS) long reward,
      @ForAll @LongRange(min = 1) long number) {
    PointRules rules = new PointRules(100, reward, 25, 7, 8_000);
    assertThat(rules.rewardOf(number)).isEqualTo(reward);
    assertThat(rules.firstReward()).isEqualTo(reward);
    assertThat(rules.lastingReward()).isEqualTo(reward);
    assertThat(RewardRule.IN_FORCE.countsRecords()).isFalse();
  }
}
