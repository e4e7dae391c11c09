package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;

/** GAME-19: which rules answer which question. */
class RuleSetTest {
  /** What is said to change nothing changes no number of any condition, and no game. */
  @Property(seed = "17", tries = 40)
  void idleParametersChangeNothing(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    for (Parameter each : RuleSet.inactiveParameters(p)) {
      CreditParameters other =
          p.withNearest(
              each, each.samplingLow() + 0.5 * (each.samplingHigh() - each.samplingLow()));
      for (Condition condition : Conditions.all()) {
        if (condition.applies(p)) {
          String what = each + " in " + condition.description().label();
          assertThat(condition.applies(other)).as(what).isTrue();
          assertThat(condition.closedForm(other)).as(what).isEqualTo(condition.closedForm(p));
        }
      }
      double balance = p.of(Parameter.BALANCE);
      assertThat(CashPayoffs.honestPayoff(other, balance))
          .isEqualTo(CashPayoffs.honestPayoff(p, balance));
      assertThat(CashPayoffs.fraudPayoff(other, balance))
          .isEqualTo(CashPayoffs.fraudPayoff(p, balance));
    }
  }

  @Example
  void whatOnlyVerifiersHaveIsLeftOutWithoutThem() {
    Map<Parameter, BigFraction> told =
        Map.of(
            Parameter.QUORUM, new BigFraction(6),
            Parameter.FALSE_PENALTY, new BigFraction(7));
    CreditParameters paper = RuleSet.PAPER.with(told);
    assertThat(RuleSet.of(paper)).isEqualTo(RuleSet.PAPER);
    assertThat(paper.of(Parameter.FALSE_PENALTY)).isEqualTo(7);
    assertThat(RuleSet.STANDARD.with(told).of(Parameter.QUORUM)).isEqualTo(6);
    assertThat(RuleSet.byName("paper")).isEqualTo(RuleSet.PAPER);
  }
}
