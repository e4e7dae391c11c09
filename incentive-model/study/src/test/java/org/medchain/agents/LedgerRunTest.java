package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

@Tag("statistical")
class LedgerRunTest {
  private static final LedgerScenario EVERYBODY =
      LedgerScenario.of(
              SmallPopulations.smallCommittees().with(Parameter.EVALUATION_QUORUM, 1),
              SmallPopulations.everybody(),
              3)
          .withDuration(4, 2, 3);

  @Test
  void pointSupplyIsConserved() {
    for (LedgerResult.LedgerReplicate run : LedgerRun.of(EVERYBODY, 2).runs()) {
      // The start, two epochs, and after the last settlement.
      assertThat(run.supply()).hasSize(4).allMatch(LedgerResult.SupplyPoint::isConserved); // INC-3
      assertThat(run.supply().get(3).redeemed()).isPositive();
      assertThat(run.supply().get(3).burnt()).isPositive();
    }
  }

  @Test
  void theSameForAnyNumberOfThreads() {
    LedgerResult one = LedgerRun.of(EVERYBODY, 1);
    assertThat(LedgerRun.of(EVERYBODY, 3)).isEqualTo(one); // GAME-17
    assertThat(one.runs().get(0)).isNotEqualTo(one.runs().get(1));
  }

  @Test
  void nothingIsRefusedButVotesAndEvaluationsThatComeTooLate() {
    for (LedgerResult.LedgerReplicate run : LedgerRun.of(EVERYBODY, 2).runs()) {
      assertThat(run.refused().keySet()).isSubsetOf("NO_VERDICT_DUE", "RECORD_FALSE");
    }
  }

  /** GAME-1: two cannot be the three who have to agree. */
  @Test
  void whereTooFewVerifyNothingComesIn() {
    LedgerScenario scenario =
        LedgerScenario.of(SmallPopulations.smallCommittees(), SmallPopulations.of("honest", 2), 1)
            .withDuration(4, 2, 1);
    LedgerResult.LedgerReplicate run = LedgerRun.of(scenario, 1).runs().get(0);
    assertThat(run.accepted()).isZero();
    assertThat(run.refused()).containsOnlyKeys("TOO_FEW_VERIFIERS");
  }

  @Test
  void whatMembersEarnIsWhatTheLedgerPaidThemLessWhatItCost() {
    // One patient, one verdict a round that is always valid, no queries: all is known exactly.
    CreditParameters p =
        SmallPopulations.unpaidVotes().with(Parameter.FALSE_ALARM, 0).with(Parameter.QUERIES, 0);
    LedgerScenario scenario =
        LedgerScenario.of(p, SmallPopulations.of("honest", 6), 1).withDuration(5, 5, 2);
    LedgerResult result = LedgerRun.of(scenario, 1);
    // R = 6 points, c_H + c_P = 2.
    assertThat(result.payoff("honest").mean()).isEqualTo(4.0);
    assertThat(result.runs().get(0).accepted()).isEqualTo(30);
    // Endowed with 30 points and redeemed down to it: 5 rounds of 6 points for 6 members.
    assertThat(result.runs().get(0).supply().get(1).redeemed()).isEqualTo(180);
    assertThat(result.runs().get(0).members())
        .hasSize(6)
        .containsOnly(new LedgerResult.MemberResult("honest", 4.0, 30, 5));
  }

  @Test
  void aPenaltyThatComesAfterTheSettlementIsUncollected() {
    CreditParameters p =
        CreditParameters.paper()
            .with(Parameter.CENTER_DETECTION, 1)
            .with(Parameter.LATE_BLOCKS, 20);
    Map<String, Integer> members = SmallPopulations.of("honest", 2, "hit-and-run", 2);
    LedgerScenario atOnce = LedgerScenario.of(p, members, 1).withDuration(5, 5, 1);
    LedgerScenario locked = atOnce.withParameters(p.with(Parameter.EXIT_LOCK_BLOCKS, 400));
    assertThat(LedgerRun.of(atOnce, 1).runs().get(0).uncollected()).isPositive();
    // The lock is twenty times as long as a finding takes on average.
    assertThat(LedgerRun.of(locked, 1).runs().get(0).uncollected()).isZero();
  }

  @Test
  void scenariosThatCannotBeActedOutAreRefused() {
    CreditParameters p = CreditParameters.standard();
    Map<String, Integer> pair = SmallPopulations.of("honest", 2);
    assertThatThrownBy(() -> LedgerScenario.of(p, SmallPopulations.of("saint", 2), 1))
        .hasMessageContaining("no agent is called 'saint'");
    assertThatThrownBy(() -> LedgerScenario.of(p.with(Parameter.TRAP_SHARE, 0.1), pair, 1))
        .hasMessageContaining("no traps");
    assertThatThrownBy(() -> LedgerScenario.of(p, SmallPopulations.of("honest", 1), 1))
        .hasMessageContaining("two members");
    assertThatThrownBy(() -> LedgerScenario.of(p, pair, 1).withDuration(5, 2, 1))
        .hasMessageContaining("whole number of epochs");
    assertThat(Strategies.all().stream().map(Strategy::name)).containsAll(List.of("honest"));
  }
}
