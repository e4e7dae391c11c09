package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.HONEST_COST;

import net.jqwik.api.Example;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;

/** GAME-12, GAME-14: T1 to T4 and T7 to T13 at their limits and against known values. */
class UploadConditionsTest {
  private static final CreditParameters PAPER = CreditParameters.paper();

  /** T2 by hand: D = 2 − 0.5 + 4, a_H = a_F = 1, so P* = 5.5 / 0.29, and 19 in whole points. */
  @Example
  void leastPenaltyOfThePaper() {
    assertThat(UploadQuantities.minimumPenalty(PAPER)).isCloseTo(5.5 / 0.29, within(1e-12));
    assertThat(UploadQuantities.roundUp(UploadQuantities.minimumPenalty(PAPER))).isEqualTo(19);
    assertThat(CashPayoffs.honestPayoff(PAPER.with(FALSE_PENALTY, 18), 100))
        .isLessThan(CashPayoffs.fraudPayoff(PAPER.with(FALSE_PENALTY, 18), 100));
    assertThat(CashPayoffs.honestPayoff(PAPER.with(FALSE_PENALTY, 19), 100))
        .isGreaterThan(CashPayoffs.fraudPayoff(PAPER.with(FALSE_PENALTY, 19), 100));
  }

  /** A threshold that is whole is not rounded up by rounding errors: 5.6 / 0.28 is 20. */
  @Example
  void wholeThresholdsStayWhole() {
    CreditParameters p =
        PAPER.with(CENTER_ALARM, 0.02).with(FALSE_GAIN, 4.1).with(CENTER_DETECTION, 0.3);
    assertThat(UploadQuantities.roundUp(UploadQuantities.minimumPenalty(p))).isEqualTo(20);
    assertThat(CheckedCondition.of("T2", p, 1).methodsAgree()).isTrue();
  }

  /** T3: with false alarms often enough the window of the penalty closes. */
  @Example
  void penaltyWindowMayBeEmpty() {
    CreditParameters p = PAPER.with(CENTER_ALARM, 0.29);
    assertThat(Conditions.byId("T3").closedForm(p).note()).endsWith("empty");
    assertThat(Conditions.byId("T3").closedForm(PAPER).note()).endsWith("[19.0, 400.0]");
    CreditParameters sure = PAPER.with(CENTER_ALARM, 0);
    assertThat(Conditions.byId("T3").closedForm(sure).threshold()).isInfinite();
    CreditParameters dear = sure.with(HONEST_COST, 50);
    assertThat(Conditions.byId("T3").closedForm(dear).holds()).isFalse();
  }

  /** T12: false alarms in proportion to the temptation leave no sufficient discount factor. */
  @Example
  void noDiscountFactorDeters() {
    CreditParameters p = PAPER.with(CENTER_ALARM, 0.15);
    assertThat(UploadQuantities.honestPayoffWithoutPenalty(p) * 0.3)
        .isLessThan(UploadQuantities.falsePayoffWithoutPenalty(p) * 0.15);
    CheckedCondition finding = CheckedCondition.of("T12", p, 1);
    assertThat(finding.closedForm().threshold()).isInfinite();
    assertThat(finding.methodsAgree()).isTrue();
  }
}
