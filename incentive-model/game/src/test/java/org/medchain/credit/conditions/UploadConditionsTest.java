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
import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.RandomParameters;
import org.medchain.credit.Stakes;

/** GAME-12, GAME-14: T1 to T4 and T7 to T13 at their limits and against known values. */
class UploadConditionsTest {
  private static final CreditParameters PAPER = CreditParameters.paper();
  private static final CreditParameters STANDARD = CreditParameters.standard();

  /** T2 by hand: D = 2 − 0.5 + 4, a_H = a_F = 1, so P* = 5.5 / 0.29, and 19 in whole points. */
  @Example
  void leastPenaltyOfThePaper() {
    assertThat(Uploads.leastPenalty(PAPER)).isCloseTo(5.5 / 0.29, within(1e-12));
    assertThat(HonestBeatsFalse.rounded(Uploads.leastPenalty(PAPER))).isEqualTo(19);
    assertThat(Stakes.honest(PAPER.with(FALSE_PENALTY, 18), 100))
        .isLessThan(Stakes.fraud(PAPER.with(FALSE_PENALTY, 18), 100));
    assertThat(Stakes.honest(PAPER.with(FALSE_PENALTY, 19), 100))
        .isGreaterThan(Stakes.fraud(PAPER.with(FALSE_PENALTY, 19), 100));
  }

  /** A threshold that is whole is not rounded up by rounding errors: 5.6 / 0.28 is 20. */
  @Example
  void wholeThresholdsStayWhole() {
    CreditParameters p =
        PAPER.with(CENTER_ALARM, 0.02).with(FALSE_GAIN, 4.1).with(CENTER_DETECTION, 0.3);
    assertThat(HonestBeatsFalse.rounded(Uploads.leastPenalty(p))).isEqualTo(20);
    assertThat(Conditions.named("T2").check(p, 1).agrees()).isTrue();
  }

  /** T2: where honest and false are convicted alike, no penalty is enough. */
  @Example
  void noPenaltyTellsWhatVerifiersCannot() {
    CreditParameters blind = PAPER.with(CENTER_ALARM, 0.1).with(CENTER_DETECTION, 0.1);
    assertThat(Conditions.named("T2").claim(blind).threshold()).isInfinite();
    assertThat(Conditions.named("T2").claim(blind).holds()).isFalse();
  }

  /** T3: with false alarms often enough the window of the penalty closes. */
  @Example
  void theWindowMayBeEmpty() {
    CreditParameters p = PAPER.with(CENTER_ALARM, 0.29);
    assertThat(Conditions.named("T3").claim(p).note()).endsWith("empty");
    assertThat(Conditions.named("T3").claim(PAPER).note()).endsWith("[19.0, 400.0]");
    CreditParameters sure = PAPER.with(CENTER_ALARM, 0);
    assertThat(Conditions.named("T3").claim(sure).threshold()).isInfinite();
    CreditParameters dear = sure.with(HONEST_COST, 50);
    assertThat(Conditions.named("T3").claim(dear).holds()).isFalse();
  }

  /** T4: the beta-binomial with both parameters 1 is uniform: P(X >= k) = (n + 1 - k)/(n + 1). */
  @Example
  void uniformAccuracy() {
    CreditParameters p = STANDARD.with(MISS, 0.5).with(CORRELATION, 1.0 / 3);
    assertThat(CorrelatedVerifiers.detection(p, 7, 5)).isCloseTo(3 / 8.0, within(1e-12));
    assertThat(CorrelatedVerifiers.limit(p)).isCloseTo(2 / 7.0, within(1e-12));
  }

  /** T4: as the correlation goes, the beta-binomial becomes the binomial of T1. */
  @Example
  void withoutCorrelation() {
    CreditParameters p = STANDARD.with(CORRELATION, 1e-7);
    double binomial = Chances.fraud(p).convicted();
    assertThat(CorrelatedVerifiers.detection(p, 7, 5)).isCloseTo(binomial, within(1e-5));
    assertThat(CorrelatedVerifiers.limit(p)).isCloseTo(1, within(1e-9));
  }

  /** T7: where shortfalls are owed a conviction costs more, or as much. */
  @Property(seed = "51", tries = 200)
  void lossesWithAndWithoutDebts(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = RandomParameters.draw(number);
    Finding finding = Conditions.named("T7").check(p, number);
    assertThat(finding.agrees()).isTrue();
    assertThat(finding.claim().number("loss"))
        .isLessThanOrEqualTo(finding.claim().number("loss_with_debts") + 1e-9);
  }

  /** T7: on the ledger a high penalty on a small account is no more than the account. */
  @Example
  void aPenaltyOnASmallAccount() {
    CreditParameters p = PAPER.with(BALANCE, 5).with(FALSE_PENALTY, 1_000_000);
    assertThat(Conditions.named("T2").claim(p).holds()).isTrue();
    assertThat(Conditions.named("T7").claim(p).holds()).isFalse();
    assertThat(LimitedLiability.lossWithDebt(p)).isEqualTo(8);
    CreditParameters bonded = p.with(BOND, 14);
    assertThat(Conditions.named("T7").claim(bonded).holds()).isTrue();
  }

  /** T9: on arrival the reward is at stake too, which the table's bound leaves out. */
  @Example
  void theRewardIsAtStakeToo() {
    CreditParameters p = PAPER.with(INITIAL_POINTS, 13);
    Finding finding = Conditions.named("T9").check(p, 1);
    assertThat(found(finding)).isEqualTo(19);
    assertThat(finding.claim().threshold()).isEqualTo(19);
    assertThat(finding.agrees()).isTrue();
    assertThat(found(Conditions.named("T9").check(STANDARD, 1))).isEqualTo(10);
  }

  /** T11: the table's threshold alone promises too much where nobody would come back. */
  @Example
  void whoWouldNotComeBack() {
    CreditParameters p =
        PAPER.with(IDENTITY_COST, 1_000).with(HONEST_COST, 5.4).with(INITIAL_POINTS, 0);
    Finding finding = Conditions.named("T11").check(p, 1);
    double tempting = Uploads.falseFlow(p) - Uploads.honestFlow(p);
    double table = 1_000 - tempting / (0.95 * 0.29);
    assertThat(table).isPositive();
    assertThat(finding.holds()).isFalse();
    assertThat(found(finding)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** T12: false alarms in proportion to the temptation leave no patience that is enough. */
  @Example
  void noPatienceIsEnough() {
    CreditParameters p = PAPER.with(CENTER_ALARM, 0.15);
    assertThat(Uploads.honestFlow(p) * 0.3).isLessThan(Uploads.falseFlow(p) * 0.15);
    Finding finding = Conditions.named("T12").check(p, 1);
    assertThat(finding.claim().threshold()).isInfinite();
    assertThat(finding.agrees()).isTrue();
  }

  /** T12 by hand: (9.5 − 4) / (9.5 − 4 + 4·0.3 − 9.5·0.01). */
  @Example
  void patienceOfThePaper() {
    assertThat(Conditions.named("T12").claim(PAPER).threshold())
        .isCloseTo(5.5 / (5.5 + 1.2 - 0.095), within(1e-12));
  }

  /** T13: a penalty above the grant is one conviction; one point above half of it is two. */
  @Example
  void convictionsThatAnIdentityLasts() {
    Condition burning = Conditions.named("T13");
    double bound = burning.claim(PAPER.with(FALSE_PENALTY, 10)).threshold();
    assertThat(bound).isCloseTo(0.3 * 8, within(1e-12));
    assertThat(burning.claim(PAPER.with(FALSE_PENALTY, 9)).threshold())
        .isCloseTo(bound / 2, within(1e-12));
    assertThat(burning.claim(PAPER.with(FALSE_PENALTY, 1)).threshold())
        .isCloseTo(bound / 10, within(1e-12));
  }

  /** T2 again: reward and rate move P* as the formula says, checked by differences. */
  @Property(seed = "52", tries = 50)
  void onlyHowOftenEachIsAcceptedBringsTheRewardIn(@ForAll @IntRange(max = 10_000) int number) {
    CreditParameters p = RandomParameters.draw(number).with(UPLOAD_REWARD, 4);
    double before = Uploads.temptation(p);
    double after = Uploads.temptation(p.with(UPLOAD_REWARD, 14));
    double accepted = Chances.honest(p).accepted() - Chances.fraud(p).accepted();
    assertThat(before - after).isCloseTo(10 * accepted, within(1e-9));
    assertThat(Uploads.temptation(p.with(CASH_PER_POINT, 1e9)))
        .isCloseTo(-4 * accepted, within(1e-6));
  }

  private static double found(Finding finding) {
    return finding.second().quantities().getFirst().value();
  }
}
