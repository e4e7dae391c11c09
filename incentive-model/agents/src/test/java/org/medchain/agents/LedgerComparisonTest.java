package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.repair.IdentityBond;
import org.medchain.incentive.IdentityRules;

/** GAME-15: the ledger pays what the theory says, or the difference is explained. */
class LedgerComparisonTest {
  private static void requireExplained(Scenario scenario) {
    for (LedgerComparison.Row row : LedgerComparison.of(scenario, 2).rows()) {
      assertThat(row.isExplained()).as(row.toString()).isTrue();
      double terms = row.terms().stream().mapToDouble(LedgerComparison.Term::value).sum();
      assertThat(terms + row.residual().mean()).isCloseTo(row.difference(), within(1e-9));
    }
  }

  @Test
  void everyDifferenceIsExplainedUnderTheStandardRules() {
    requireExplained(
        Scenario.of(Populations.smallCommittees(), Populations.everybody(), 1)
            .lasting(12, 4, 8)
            .at(0.999));
  }

  @Test
  void everyDifferenceIsExplainedUnderThePapersRules() {
    requireExplained(
        Scenario.of(CreditParameters.paper(), Populations.everybody(), 1)
            .lasting(16, 4, 8)
            .at(0.999));
  }

  @Test
  @Tag("exhaustive")
  void everyDifferenceIsExplainedUnderOtherRules() {
    CreditParameters p = CreditParameters.standard();
    Map<String, CreditParameters> rules = new TreeMap<>();
    rules.put("standard", p);
    rules.put("paper", CreditParameters.paper());
    rules.put("evaluations", p.with(Parameter.EVALUATION_QUORUM, 1));
    rules.put("bond", new IdentityBond(30).apply(p));
    rules.put("spend-only grant", p.with(p.rules().with(new IdentityRules(0, true))));
    rules.put("fee", p.with(Parameter.FEE_BP, 1000));
    rules.forEach(
        (name, each) ->
            requireExplained(
                Scenario.of(each, Populations.everybody(), 4).lasting(40, 10, 20).at(0.999)));
  }

  @Test
  void strategiesThatChangeHaveNoPayoffToCompare() {
    Scenario scenario =
        Scenario.of(CreditParameters.paper(), Populations.of("honest", 2), 1)
            .with(new Revision(1, 0, 1));
    assertThatThrownBy(() -> LedgerComparison.of(scenario, 1))
        .hasMessageContaining("nobody changes");
  }
}
