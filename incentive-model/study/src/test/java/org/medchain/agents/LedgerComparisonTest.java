package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.mechanism.Mechanisms;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.RewardRules;

/** GAME-15: the ledger pays as the theory predicts, or the difference is explained. */
@Tag("statistical")
class LedgerComparisonTest {
  private static void requireExplained(LedgerScenario scenario) {
    for (LedgerComparison.StrategyComparison row : LedgerComparison.of(scenario, 2).rows()) {
      assertThat(row.isExplained()).as(row.toString()).isTrue();
      double terms = row.terms().stream().mapToDouble(LedgerComparison.DifferenceTerm::value).sum();
      assertThat(terms + row.residual().mean()).isCloseTo(row.difference(), within(1e-9));
    }
  }

  @Test
  void everyDifferenceIsExplainedUnderTheStandardRules() {
    requireExplained(
        LedgerScenario.of(SmallPopulations.smallCommittees(), SmallPopulations.everybody(), 1)
            .withDuration(12, 4, 8)
            .withConfidenceLevel(0.999));
  }

  @Test
  void everyDifferenceIsExplainedUnderThePapersRules() {
    requireExplained(
        LedgerScenario.of(CreditParameters.paper(), SmallPopulations.everybody(), 1)
            .withDuration(16, 4, 8)
            .withConfidenceLevel(0.999));
  }

  /** GAME-15, INC-10: first records that another rule pays more for are an effect with a name. */
  @ParameterizedTest
  @CsvSource({"paper, 16", "standard, 24"})
  void everyDifferenceIsExplainedUnderAnotherRewardRule(String name, int rounds) {
    CreditParameters rules =
        name.equals("paper") ? CreditParameters.paper() : SmallPopulations.smallCommittees();
    LedgerScenario scenario =
        LedgerScenario.of(rules.with(RewardRules.byName("halved")), SmallPopulations.everybody(), 1)
            .withDuration(rounds, 4, 8)
            .withConfidenceLevel(0.999);
    requireExplained(scenario);
    int honest = scenario.strategies().indexOf("honest");
    assertThat(FirstRecords.payoff(scenario, honest)).isGreaterThan(0.5);
  }

  @Test
  @Tag("exhaustive")
  void everyDifferenceIsExplainedUnderOtherRules() {
    CreditParameters p = CreditParameters.standard();
    Map<String, CreditParameters> rules = new TreeMap<>();
    rules.put("standard", p);
    rules.put("paper", CreditParameters.paper());
    rules.put("evaluations", p.with(Parameter.EVALUATION_QUORUM, 1));
    rules.put("bond", Mechanisms.identityBond(30).apply(p));
    rules.put("spend-only grant", p.with(p.rules().with(new IdentityRules(0, true))));
    rules.put("fee", p.with(Parameter.FEE_BP, 1000));
    rules.forEach(
        (name, each) ->
            requireExplained(
                LedgerScenario.of(each, SmallPopulations.everybody(), 4)
                    .withDuration(40, 10, 20)
                    .withConfidenceLevel(0.999)));
  }

  @Test
  void strategiesThatChangeHaveNoPayoffToCompare() {
    LedgerScenario scenario =
        LedgerScenario.of(CreditParameters.paper(), SmallPopulations.of("honest", 2), 1)
            .withRevision(new StrategyRevision(1, 0, 1));
    assertThatThrownBy(() -> LedgerComparison.of(scenario, 1))
        .hasMessageContaining("nobody changes");
  }
}
