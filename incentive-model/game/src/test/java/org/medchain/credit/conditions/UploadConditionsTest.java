package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.BOND;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.HONEST_COST;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.INITIAL_POINTS;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.UPLOAD_REWARD;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.RandomCreditParameters;

/** GAME-12, GAME-14: T1 to T4 and T7 to T13 at their limits and against known values. */
class UploadConditionsTest {
  private static final CreditParameters PAPER = CreditParameters.paper();
  private static final CreditParameters STANDARD = CreditParameters.standard();

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

  /** T2: where honest and false are convicted alike, no penalty is enough. */
  @Example
  void noPenaltyTellsWhatVerifiersCannot() {
    CreditParameters blind = PAPER.with(CENTER_ALARM, 0.1).with(CENTER_DETECTION, 0.1);
    assertThat(Conditions.byId("T2").closedForm(blind).threshold()).isInfinite();
    assertThat(Conditions.byId("T2").closedForm(blind).holds()).isFalse();
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

  /** T4: the beta-binomial with both parameters 1 is uniform: P(X >= k) = (n + 1 - k)/(n + 1). */
  @Example
  void uniformAccuracy() {
    CreditParameters p = STANDARD.with(MISS, 0.5).with(CORRELATION, 1.0 / 3);
    assertThat(CommitteeConditions.correlatedDetection(p, 7, 5)).isCloseTo(3 / 8.0, within(1e-12));
    assertThat(CommitteeConditions.asymptoticDetection(p)).isCloseTo(2 / 7.0, within(1e-12));
  }

  /** T4: as the correlation goes, the beta-binomial becomes the binomial of T1. */
  @Example
  void withoutCorrelation() {
    CreditParameters p = STANDARD.with(CORRELATION, 1e-7);
    double binomial = OutcomeProbabilities.fraud(p).convicted();
    assertThat(CommitteeConditions.correlatedDetection(p, 7, 5)).isCloseTo(binomial, within(1e-5));
    assertThat(CommitteeConditions.asymptoticDetection(p)).isCloseTo(1, within(1e-9));
  }

  /** T7: where shortfalls are owed a conviction costs more, or as much. */
  @Property(seed = "51", tries = 200)
  void lossesWithAndWithoutDebts(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    CheckedCondition finding = CheckedCondition.of("T7", p, number);
    assertThat(finding.methodsAgree()).isTrue();
    assertThat(finding.closedForm().number("loss"))
        .isLessThanOrEqualTo(finding.closedForm().number("loss_with_debts") + 1e-9);
  }

  /** T7: on the ledger a high penalty on a small account is no more than the account. */
  @Example
  void aPenaltyOnASmallAccount() {
    CreditParameters p = PAPER.with(BALANCE, 5).with(FALSE_PENALTY, 1_000_000);
    assertThat(Conditions.byId("T2").closedForm(p).holds()).isTrue();
    assertThat(Conditions.byId("T7").closedForm(p).holds()).isFalse();
    assertThat(UploadConditions.lossWithDebt(p)).isEqualTo(8);
    CreditParameters bonded = p.with(BOND, 14);
    assertThat(Conditions.byId("T7").closedForm(bonded).holds()).isTrue();
  }

  /** T9: on arrival the reward is at stake too, which the table's bound leaves out. */
  @Example
  void theRewardIsAtStakeToo() {
    CreditParameters p = PAPER.with(INITIAL_POINTS, 13);
    CheckedCondition finding = CheckedCondition.of("T9", p, 1);
    assertThat(found(finding)).isEqualTo(19);
    assertThat(finding.closedForm().threshold()).isEqualTo(19);
    assertThat(finding.methodsAgree()).isTrue();
    assertThat(found(CheckedCondition.of("T9", STANDARD, 1))).isEqualTo(10);
  }

  /** T11: the table's threshold alone promises too much where no one would return. */
  @Example
  void thresholdWhenReentryDoesNotPay() {
    CreditParameters p =
        PAPER.with(IDENTITY_COST, 1_000).with(HONEST_COST, 5.4).with(INITIAL_POINTS, 0);
    CheckedCondition finding = CheckedCondition.of("T11", p, 1);
    double tempting =
        UploadQuantities.falsePayoffWithoutPenalty(p)
            - UploadQuantities.honestPayoffWithoutPenalty(p);
    double table = 1_000 - tempting / (0.95 * 0.29);
    assertThat(table).isPositive();
    assertThat(finding.closedForm().holds()).isFalse();
    assertThat(found(finding)).isEqualTo(Double.NEGATIVE_INFINITY);
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

  /** T12 by hand: (9.5 − 4) / (9.5 − 4 + 4·0.3 − 9.5·0.01). */
  @Example
  void criticalDiscountFactorByHand() {
    assertThat(Conditions.byId("T12").closedForm(PAPER).threshold())
        .isCloseTo(5.5 / (5.5 + 1.2 - 0.095), within(1e-12));
  }

  /** T13: a penalty above the grant is one conviction; one point above half of it is two. */
  @Example
  void convictionsUntilGrantIsExhausted() {
    Condition burning = Conditions.byId("T13");
    double bound = burning.closedForm(PAPER.with(FALSE_PENALTY, 10)).threshold();
    assertThat(bound).isCloseTo(0.3 * 8, within(1e-12));
    assertThat(burning.closedForm(PAPER.with(FALSE_PENALTY, 9)).threshold())
        .isCloseTo(bound / 2, within(1e-12));
    assertThat(burning.closedForm(PAPER.with(FALSE_PENALTY, 1)).threshold())
        .isCloseTo(bound / 10, within(1e-12));
  }

  /** T2 again: reward and rate move P* as the formula says, checked by differences. */
  @Property(seed = "52", tries = 50)
  void onlyHowOftenEachIsAcceptedBringsTheRewardIn(@ForAll @IntRange(max = 10_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number).with(UPLOAD_REWARD, 4);
    double before = UploadQuantities.temptation(p);
    double after = UploadQuantities.temptation(p.with(UPLOAD_REWARD, 14));
    double accepted =
        OutcomeProbabilities.honest(p).accepted() - OutcomeProbabilities.fraud(p).accepted();
    assertThat(before - after).isCloseTo(10 * accepted, within(1e-9));
    assertThat(UploadQuantities.temptation(p.with(CASH_PER_POINT, 1e9)))
        .isCloseTo(-4 * accepted, within(1e-6));
  }

  private static double found(CheckedCondition finding) {
    return finding.independentCheck().quantities().getFirst().value();
  }
}
