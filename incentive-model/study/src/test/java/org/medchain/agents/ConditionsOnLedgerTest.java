package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.mechanism.Mechanisms;
import org.medchain.game.random.IntervalEstimate;

/** The theory's predictions for single strategies, on the ledger (GAME-14, GAME-15). */
@Tag("statistical")
class ConditionsOnLedgerTest {
  private static final double LEVEL = 0.99;

  @Test
  void honestAndFalseSharingPayWhatTheTheorySaysWhereItsAssumptionsHold() {
    LedgerScenario scenario =
        LedgerScenario.of(
                SmallPopulations.unpaidVotes(), SmallPopulations.of("honest", 9, "false", 3), 5)
            .withDuration(20, 10, 8)
            .withEndowment(LedgerScenario.AMPLE_ENDOWMENT)
            .withConfidenceLevel(LEVEL);
    LedgerComparison comparison = LedgerComparison.of(scenario, 2);
    for (LedgerComparison.StrategyComparison row : comparison.rows()) {
      assertThat(row.withinInterval()).as(row.toString()).isTrue();
    }
    assertThat(comparison.rows().get(0).theory()).isPositive();
    assertThat(comparison.rows().get(1).theory()).isNegative();
  }

  @Test
  void limitedLiabilityIsWorthMoreToFalseSharersThanTheTheorysBalanceSays() {
    LedgerScenario scenario =
        LedgerScenario.of(
                SmallPopulations.unpaidVotes(), SmallPopulations.of("honest", 9, "false", 3), 5)
            .withDuration(20, 10, 6)
            .withConfidenceLevel(LEVEL);
    LedgerComparison.StrategyComparison row = LedgerComparison.of(scenario, 2).rows().get(1);
    // An account that is empty after two convictions has nothing left to lose (decision 0020).
    assertThat(row.withinInterval()).isFalse();
    assertThat(row.term("LIMITED_LIABILITY")).isGreaterThan(5);
    assertThat(row.isExplained()).as(row.toString()).isTrue();
  }

  /** Condition T8: κ E0 against F + M = 8 + 5. */
  @ParameterizedTest
  @CsvSource({"12, -1", "13, 0", "14, 1", "40, 27"})
  void aFreshIdentityPaysIffItsPointsAreWorthMoreThanItCosts(double initial, double margin) {
    CreditParameters p =
        SmallPopulations.unpaidVotes()
            .with(Parameter.INITIAL_POINTS, initial)
            .with(Parameter.FALSE_ALARM, 0);
    assertThat(gainOfChanging(p)).isBetween(margin - 0.3, margin + 0.3);
  }

  @Test
  void aBondInsteadOfInitialPointsTakesTheGainAway() {
    CreditParameters p =
        SmallPopulations.unpaidVotes()
            .with(Parameter.INITIAL_POINTS, 40)
            .with(Parameter.FALSE_ALARM, 0);
    assertThat(gainOfChanging(Mechanisms.identityBond(40).apply(p))).isBetween(-13.3, -12.7);
  }

  /** What members gain who change their identity in each round, on those who do not. */
  private static double gainOfChanging(CreditParameters p) {
    // No one buys, so nothing depends on chance.
    LedgerScenario scenario =
        LedgerScenario.of(
                p.with(Parameter.QUERIES, 0),
                SmallPopulations.of("honest", 6, "identity changer", 3),
                7)
            .withDuration(5, 5, 2);
    LedgerResult result = LedgerRun.of(scenario, 1);
    return result.payoff("identity changer").mean() - result.payoff("honest").mean();
  }

  @Test
  void colludingRingNeedsTheQuorum() {
    // All are on every committee: 5 keys, of whom 3 decide (T5).
    CreditParameters p = SmallPopulations.unpaidVotes().with(Parameter.MISS, 0);
    LedgerResult.LedgerReplicate quorum = ring(p, 2, 3);
    assertThat(quorum.falseAccepted()).isEqualTo(3 * 10);
    LedgerResult.LedgerReplicate minority = ring(p, 3, 2);
    assertThat(minority.falseAccepted()).isZero();
    assertThat(minority.convicted()).isGreaterThanOrEqualTo(2 * 10);
  }

  private static LedgerResult.LedgerReplicate ring(CreditParameters p, int honest, int ring) {
    LedgerScenario scenario =
        LedgerScenario.of(p, SmallPopulations.of("honest", honest, "colluder", ring), 2)
            .withDuration(10, 10, 1);
    return LedgerRun.of(scenario, 1).runs().get(0);
  }

  @Test
  void freeRidersAreProfitable() {
    LedgerScenario scenario =
        LedgerScenario.of(
                SmallPopulations.smallCommittees(),
                SmallPopulations.of("honest", 9, "free rider", 3, "rubber stamper", 2),
                4)
            .withDuration(12, 4, 8)
            .withConfidenceLevel(LEVEL);
    LedgerComparison comparison = LedgerComparison.of(scenario, 2);
    LedgerComparison.StrategyComparison rider = comparison.rows().get(1);
    assertThat(rider.isExplained()).as(rider.toString()).isTrue();
    // Votes after the verdict are not paid: what the theory says is too much.
    assertThat(rider.term("EARLY_VERDICT")).isNegative();
    assertThat(rider.measured().low()).isPositive();
    // T14: without traps, passing unread is no worse than looking.
    IntervalEstimate stamper = comparison.rows().get(2).measured();
    assertThat(stamper.high()).isGreaterThan(comparison.rows().get(0).measured().low());
  }
}
