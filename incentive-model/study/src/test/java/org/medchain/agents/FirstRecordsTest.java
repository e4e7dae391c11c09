package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.strategy.IdentityPolicy;

/** GAME-15: the first records, paid at another rate than those that the theory counts. */
class FirstRecordsTest {
  /** 3 more for each of the first ten. */
  private static double halved(long number) {
    return number <= 10 ? 3 : 0;
  }

  private static double points(IdentityPolicy policy, int rounds, FirstRecords.Upload... uploads) {
    return new FirstRecords(List.of(uploads), rounds, policy).points(FirstRecordsTest::halved);
  }

  private static FirstRecords.Upload upload(double chance, double accepted, double convicted) {
    return new FirstRecords.Upload(chance, new OutcomeProbabilities(accepted, convicted, 0));
  }

  @Test
  void recordsThatAreAlwaysAcceptedAreCounted() {
    FirstRecords.Upload sure = upload(1, 1, 0);
    assertThat(points(IdentityPolicy.KEEP, 20, sure)).isCloseTo(30 / 20.0, within(1e-12));
    assertThat(points(IdentityPolicy.KEEP, 4, sure)).isCloseTo(3, within(1e-12));
    assertThat(points(IdentityPolicy.KEEP, 20, sure, sure)).isCloseTo(1.5, within(1e-12));
    assertThat(points(IdentityPolicy.REPLACE_EVERY_ROUND, 20, sure)).isCloseTo(3, within(1e-12));
    assertThat(points(IdentityPolicy.KEEP, 7, upload(1, 0, 1))).isZero();
  }

  /** Chance acceptances, findings and fresh keys, against drawn runs. */
  @ParameterizedTest
  @EnumSource(IdentityPolicy.class)
  void theMeanOfDrawnRunsIsTheSame(IdentityPolicy policy) {
    SplittableRandom random = new SplittableRandom(5);
    int runs = 40_000;
    double sum = 0;
    for (int run = 0; run < runs; run++) {
      int accepted = 0;
      for (int round = 0; round < 25; round++) {
        boolean convicted = false;
        for (double chance : new double[] {1, 0.6}) {
          boolean comes = random.nextDouble() < chance;
          if (comes && random.nextDouble() < 0.7) {
            sum += halved(++accepted);
          }
          convicted |= comes && random.nextDouble() < 0.2;
        }
        boolean left =
            switch (policy) {
              case KEEP, ADD_EVERY_ROUND -> false;
              case REJOIN_AFTER_CONVICTION -> convicted;
              case REPLACE_EVERY_ROUND, HIT_AND_RUN -> true;
            };
        accepted = left ? 0 : accepted;
      }
    }
    assertThat(points(policy, 25, upload(1, 0.7, 0.2), upload(0.6, 0.7, 0.2)))
        .isCloseTo(sum / runs / 25, within(0.02));
  }

  /** The rule of the paper pays every record the same: no such term. */
  @Test
  void aConstantRewardLeavesNothing() {
    LedgerScenario scenario =
        LedgerScenario.of(CreditParameters.paper(), Map.of("honest", 3, "false", 2), 1);
    assertThat(FirstRecords.payoff(scenario, 0)).isZero();
    assertThat(FirstRecords.payoff(scenario, 1)).isZero();
  }
}
