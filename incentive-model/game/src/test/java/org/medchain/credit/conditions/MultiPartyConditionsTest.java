package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.credit.Parameter.AUDIT_SHARE;
import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.BUYER_VALID_SHARE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.FALSE_GAIN;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.FEE_BP;
import static org.medchain.credit.Parameter.LEVEL_DISCOUNT_BP;
import static org.medchain.credit.Parameter.LEVEL_PRICE;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.PARTICIPANTS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;
import static org.medchain.credit.Parameter.PRIVACY_COST;
import static org.medchain.credit.Parameter.PRO_RATA;
import static org.medchain.credit.Parameter.QUERY_PRICE;
import static org.medchain.credit.Parameter.REWARD_EXPONENT;
import static org.medchain.credit.Parameter.SPLIT_COST;
import static org.medchain.credit.Parameter.TRAP_PENALTY;
import static org.medchain.credit.Parameter.TRAP_REWARD;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.UPLOAD_REWARD;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFIERS;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.RandomCreditParameters;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-12, GAME-14: T5, T6 and T14 to T21 at their limits and against known values. */
class MultiPartyConditionsTest {
  private static final CreditParameters STANDARD = CreditParameters.standard();

  /** T5: 2 of 7 may collude with a quorum of 5; 3 silence it, 5 decide. */
  @Example
  void colludersOfSeven() {
    Condition colluding = Conditions.byId("T5");
    assertThat(colluding.closedForm(STANDARD.with(COLLUDERS, 2)).holds()).isTrue();
    assertThat(colluding.closedForm(STANDARD.with(COLLUDERS, 3)).holds()).isFalse();
    assertThat(CommitteeConditions.detectionDespite(STANDARD, 2)).isCloseTo(0.59049, within(1e-12));
    assertThat(CommitteeConditions.detectionDespite(STANDARD, 3)).isZero();
  }

  /**
   * T5: 3 of 6 keys in one hand, 3 drawn, 2 decide: no colluder 1/20, one 9/20 (verifiers err not).
   */
  @Example
  void drawnFromSix() {
    CreditParameters p =
        STANDARD
            .with(VERIFIERS, 3)
            .with(POOL, 6)
            .with(POOL_COLLUDERS, 3)
            .with(COLLUDERS, 1)
            .with(MISS, 0);
    assertThat(CommitteeConditions.expectedDetection(p)).isCloseTo(10 / 20.0, within(1e-12));
    assertThat(CheckedCondition.of("T5", p, 1).methodsAgree()).isTrue();
  }

  /** T6: without errors the threshold is the table's (b + c_H − c_F)/k. */
  @Example
  void bribingVerifiersWhoDoNotErr() {
    CreditParameters p = STANDARD.with(MISS, 0).with(FALSE_ALARM, 0);
    assertThat(Conditions.byId("T6").closedForm(p).threshold())
        .isCloseTo(CommitteeConditions.slashWithoutErrors(p), within(1e-12));
    assertThat(CommitteeConditions.slashWithoutErrors(p)).isCloseTo(5.5 / 5, within(1e-12));
  }

  /**
   * T6: where verifiers err and much is to be gained, fewer bribes do: the table asks too little.
   */
  @Example
  void bribingVerifiersWhoErr() {
    CreditParameters p = STANDARD.with(MISS, 0.5).with(FALSE_ALARM, 0).with(FALSE_GAIN, 100);
    assertThat(Conditions.byId("T6").closedForm(p).threshold())
        .isGreaterThan(CommitteeConditions.slashWithoutErrors(p));
  }

  /**
   * T6: P+ε (Buterin 2015): to vote for the briber is dominant, and then the briber pays nothing.
   */
  @Example
  void plusEpsilonBribeIsNeverPaid() {
    CreditParameters p = STANDARD.with(VERIFIERS, 5);
    Game game = PlusEpsilonAttack.game(p, 0.01);
    int[] all = {1, 1, 1, 1, 1};
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      profile[0] = 1;
      int[] truth = profile.clone();
      truth[0] = 0;
      assertThat(game.payoff(0, profile)).isGreaterThanOrEqualTo(game.payoff(0, truth));
    }
    assertThat(PlusEpsilonAttack.promisedBribe(p, all, 0, 0.01)).isZero();
    // Without the contract, truth by all is a strict equilibrium.
    Game without = PlusEpsilonAttack.game(p, Double.NEGATIVE_INFINITY);
    assertThat(without.payoff(0, 0, 0, 0, 0, 0)).isGreaterThan(without.payoff(0, 1, 0, 0, 0, 0));
    assertThat(game.payoff(0, 1, 0, 0, 0, 0)).isGreaterThan(game.payoff(0, 0, 0, 0, 0, 0));
  }

  /** T14: all pass unread is a strict equilibrium; looking fails as false records get rare. */
  @Example
  void verifiersDilemmaEquilibria() {
    CreditParameters p = STANDARD.with(VERIFIERS, 5).with(VERIFYING_COST, 0.05);
    Game game = CreditGames.verifiersDilemma(p);
    assertThat(game.payoff(0, 1, 1, 1, 1, 1)).isGreaterThan(game.payoff(0, 0, 1, 1, 1, 1));
    assertThat(CommitteeConditions.verificationGain(p.with(VALID_SHARE, 0.5), 0.05, 0.9))
        .isPositive();
    assertThat(CommitteeConditions.verificationGain(p.with(VALID_SHARE, 1), 0.05, 0.9))
        .isNegative();
  }

  /** T14: traps make looking dominant, also where no other record is false. */
  @Property(seed = "61", tries = 30)
  void trapsRepairIt(@ForAll @DoubleRange(min = 0.6, max = 1) double valid) {
    CreditParameters p =
        STANDARD
            .with(VALID_SHARE, valid)
            .with(TRAP_SHARE, 0.1)
            .with(TRAP_REWARD, 15)
            .with(TRAP_PENALTY, 15);
    assertThat(Conditions.byId("T14").closedForm(p).holds()).isTrue();
    assertThat(Conditions.byId("T14").closedForm(p.with(TRAP_SHARE, 0)).holds()).isFalse();
  }

  /** T15: two stable states in the standard setting, one where verdicts are worth nothing. */
  @Example
  void replicatorIsBistable() {
    ClosedForm claim = Conditions.byId("T15").closedForm(STANDARD);
    assertThat(claim.holds()).isTrue();
    assertThat(claim.threshold()).isBetween(0.2, 0.8);
    CreditParameters free = STANDARD.with(FALSE_PENALTY, 0).with(UPLOAD_REWARD, 0);
    assertThat(Conditions.byId("T15").closedForm(free.with(MISS, 0.9)).holds()).isFalse();
  }

  /** T16: a higher penalty lowers inspection, and leaves fraud alone. */
  @Property(seed = "62", tries = 30)
  void penaltiesLowerInspectionNotFraud(@ForAll @IntRange(min = 1, max = 50) int penalty) {
    CreditParameters low = STANDARD.with(FALSE_PENALTY, penalty);
    CreditParameters high = STANDARD.with(FALSE_PENALTY, penalty + 10.0);
    assertThat(CommitteeConditions.inspectionProbability(high))
        .isLessThan(CommitteeConditions.inspectionProbability(low));
    Condition inspection = Conditions.byId("T16");
    assertThat(inspection.closedForm(high).note()).isEqualTo(inspection.closedForm(low).note());
    double look = CommitteeConditions.inspectionProbability(low);
    double fraud = low.of(VERIFYING_COST) / CreditGames.expectedSlash(low);
    double[][] mixed = {{1 - fraud, fraud}, {look, 1 - look}};
    assertThat(CreditGames.inspectionGame(low).regret(mixed)).isLessThan(1e-12);
  }

  /**
   * T16: x^c (1−x)^(..) y^.. is constant along replicator orbits of two populations (Hofbauer and
   * Sigmund 1998 §11.3); followed here by Runge and Kutta's method for 40 units of time.
   */
  @Example
  void inspectionGameOrbitsAreClosed() {
    Game game = CreditGames.inspectionGame(STANDARD.with(AUDIT_SHARE, 0.5));
    double a = game.payoff(0, 0, 0) - game.payoff(0, 1, 0);
    double b = game.payoff(0, 1, 1) - game.payoff(0, 0, 1);
    double c = game.payoff(1, 1, 0) - game.payoff(1, 1, 1);
    double d = game.payoff(1, 0, 1) - game.payoff(1, 0, 0);
    double[] state = {0.6, 0.3};
    double before = constant(state, a, b, c, d);
    for (int step = 0; step < 40_000; step++) {
      rungeKutta(state, 1e-3, a, b, c, d);
    }
    assertThat(constant(state, a, b, c, d)).isCloseTo(before, within(1e-8 * Math.abs(before)));
    assertThat(state[0]).isBetween(0.01, 0.99);
  }

  /** Honest share x, looking share y: x' = x(1−x)(a y − b(1−y)), y' = y(1−y)(c(1−x) − d x). */
  private static double[] velocity(double[] at, double a, double b, double c, double d) {
    double x = at[0];
    double y = at[1];
    return new double[] {x * (1 - x) * (a * y - b * (1 - y)), y * (1 - y) * (c * (1 - x) - d * x)};
  }

  private static double constant(double[] at, double a, double b, double c, double d) {
    return a * Math.log(1 - at[1])
        + b * Math.log(at[1])
        + c * Math.log(at[0])
        + d * Math.log(1 - at[0]);
  }

  private static void rungeKutta(double[] state, double h, double a, double b, double c, double d) {
    double[] k1 = velocity(state, a, b, c, d);
    double[] k2 = velocity(moved(state, k1, h / 2), a, b, c, d);
    double[] k3 = velocity(moved(state, k2, h / 2), a, b, c, d);
    double[] k4 = velocity(moved(state, k3, h), a, b, c, d);
    for (int i = 0; i < state.length; i++) {
      state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
  }

  private static double[] moved(double[] state, double[] along, double by) {
    double[] moved = new double[state.length];
    Arrays.setAll(moved, i -> state[i] + by * along[i]);
    return moved;
  }

  /** T17: buyers value what was accepted; verifiers who are any good let them pay more. */
  @Example
  void buyersPayForVerification() {
    CreditParameters blind = STANDARD.with(MISS, 0.95).with(FALSE_ALARM, 0.05);
    assertThat(CashConditions.maximumPrice(STANDARD)).isGreaterThan(5.9);
    // Verifiers that call all alike leave the shares as they are: 0.9·6 − 0.1·10.
    assertThat(CashConditions.maximumPrice(blind)).isCloseTo(4.4, within(1e-9));
  }

  /** T17: what buyers believe is theirs: it moves their price, and no verifier. */
  @Example
  void buyersHaveTheirOwnBelief() {
    CreditParameters blind = STANDARD.with(MISS, 0.95).with(FALSE_ALARM, 0.05);
    CreditParameters wary = blind.with(BUYER_VALID_SHARE, 0.75);
    // 0.75·6 − 0.25·10.
    assertThat(CashConditions.maximumPrice(wary)).isCloseTo(2, within(1e-9));
    assertThat(Conditions.byId("T17").closedForm(wary).holds()).isFalse();
    assertThat(Conditions.byId("T14").closedForm(wary))
        .isEqualTo(Conditions.byId("T14").closedForm(blind));
  }

  /**
   * A run on the cash (Diamond and Dybvig 1983): four holders each redeem now, in a random order
   * while there is cash, or wait and share what is left; a player who waits values cash 1.01 times.
   */
  private static Game bankRun(CreditParameters p, double cash) {
    double due = CashPayoffs.cashValue(p, p.of(BALANCE));
    List<Player> holders =
        IntStream.rangeClosed(1, 4)
            .mapToObj(each -> new Player("holder " + each, List.of("redeem", "wait")))
            .toList();
    return Game.of(
        "run",
        holders,
        (who, at) -> {
          long running = IntStream.of(at).filter(action -> action == 0).count();
          return at[who] == 0
              ? Math.min(due, cash / running)
              : 1.01 * Math.min(due, Math.max(0, cash - running * due) / (4 - running));
        });
  }

  /**
   * T18: under the rate at which all are paid nobody gains by a run; above it a run feeds itself.
   */
  @Example
  void bankRunThreshold() {
    CreditParameters p = STANDARD.with(BALANCE, 10);
    Game covered = bankRun(p, 40);
    assertThat(covered.payoff(0, 1, 0, 0, 0)).isGreaterThan(covered.payoff(0, 0, 0, 0, 0));
    Game short4 = bankRun(p, 30);
    assertThat(short4.payoff(0, 0, 0, 0, 0)).isGreaterThan(short4.payoff(0, 1, 0, 0, 0));
    assertThat(short4.payoff(0, 1, 1, 1, 1)).isEqualTo(1.01 * 7.5);
  }

  /** T18: the fee is not owed, so that it raises the rate; pro rata needs no cash at all. */
  @Example
  void runProofRates() {
    CreditParameters p = STANDARD.with(CASH_RESERVE, 900).with(PARTICIPANTS, 10).with(BALANCE, 100);
    assertThat(Conditions.byId("T18").closedForm(p).threshold()).isCloseTo(0.9, within(1e-12));
    assertThat(Conditions.byId("T18").closedForm(p.with(FEE_BP, 1_000)).threshold())
        .isCloseTo(1, within(1e-12));
    CreditParameters shared = p.with(PRO_RATA, 1).with(CASH_PER_POINT, 50);
    assertThat(Conditions.byId("T18").closedForm(shared).holds()).isTrue();
    assertThat(CheckedCondition.of("T18", shared, 1).methodsAgree()).isTrue();
  }

  /** T19: a third off 2 points is nothing, because a discount is rounded down. */
  @Example
  void smallDiscountsRoundToZero() {
    assertThat(Conditions.byId("T19").closedForm(STANDARD.with(QUERY_PRICE, 3)).threshold())
        .isEqualTo(5);
    assertThat(Conditions.byId("T19").closedForm(STANDARD.with(QUERY_PRICE, 2)).threshold())
        .isInfinite();
  }

  /** T19: a level of 12 points that takes a quarter off 8 pays from the sixth query on. */
  @Example
  void levelsAreParameters() {
    CreditParameters p =
        CreditParameters.paper()
            .with(QUERY_PRICE, 8)
            .with(LEVEL_PRICE, 12)
            .with(LEVEL_DISCOUNT_BP, 2_500);
    Condition membership = Conditions.byId("T19");
    assertThat(membership.closedForm(p).threshold()).isEqualTo(6);
    assertThat(CheckedCondition.of("T19", p, 1).methodsAgree()).isTrue();
    assertThat(membership.applies(CreditParameters.paper())).isFalse();
  }

  /**
   * T20: the penalty at the threshold decides, not today's: the threshold is the same for every
   * balance (it said 29.2 for W = 10, and 25.12 for W = 27). By hand: 20 a(1.5) less 30 d.
   */
  @Property(seed = "64", tries = 50)
  void theThresholdDoesNotDependOnTodaysBalance(@ForAll @IntRange(max = 1_000_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    Condition leaving = Conditions.byId("T20");
    double threshold = leaving.closedForm(p).threshold();
    for (int balance : new int[] {0, 10, 27, 1_000_000}) {
      assertThat(leaving.closedForm(p.with(BALANCE, balance)).threshold()).isEqualTo(threshold);
    }
  }

  /** T20: the stopping rule in its limits, and what a lock without a balance is worth. */
  @Example
  void exitStoppingRule() {
    Condition leaving = Conditions.byId("T20");
    CreditParameters patient = STANDARD.with(DISCOUNT, 0.99);
    assertThat(leaving.closedForm(patient).threshold())
        .isGreaterThan(leaving.closedForm(STANDARD).threshold());
    CreditParameters poor = CreditParameters.paper().with(BALANCE, 5);
    assertThat(leaving.closedForm(poor).note()).endsWith("pays");
    assertThat(leaving.closedForm(poor.with(BALANCE, 30)).note()).endsWith("deterred");
  }

  /** T21: 5 + 7 units bring 10 + 13 points, the whole 19, and 3 are paid for cutting: 1 is left. */
  @Example
  void unequalPartsMayPay() {
    CreditParameters p =
        STANDARD
            .with(FALSE_ALARM, 0)
            .with(UPLOAD_REWARD, 19)
            .with(REWARD_EXPONENT, 0.7)
            .with(SPLIT_COST, 3);
    CheckedCondition found = CheckedCondition.of("T21", p, 1);
    assertThat(found.closedForm().holds()).isFalse();
    assertThat(found.closedForm().number("best_gain")).isCloseTo(1, within(1e-9));
    assertThat(found.methodsAgree()).isTrue();
    assertThat(found.independentCheck().quantities())
        .allMatch(each -> !each.agrees(0) && each.tolerance() < 1e-6);
  }

  /** T4: where the quorum is beyond what most can see, more verifiers see less. */
  @Example
  void largerCommitteesMayDetectLess() {
    CreditParameters p = STANDARD.with(MISS, 0.4).with(CORRELATION, 0.05);
    assertThat(Conditions.byId("T4").closedForm(p).holds()).isFalse();
    assertThat(Conditions.byId("T4").closedForm(p.with(MISS, 0.1)).holds()).isTrue();
  }

  /** T21: one reward a record is split as far as it goes; in proportion, not at all. */
  @Example
  void splittingUnderConcaveReward() {
    Condition splitting = Conditions.byId("T21");
    assertThat(splitting.closedForm(STANDARD).holds()).isFalse();
    assertThat(splitting.closedForm(STANDARD.with(SPLIT_COST, 7)).holds()).isTrue();
    assertThat(splitting.closedForm(STANDARD.with(REWARD_EXPONENT, 1)).holds()).isTrue();
    double privacy = UploadConditions.privacyCostBorne(STANDARD);
    CreditParameters atMost = STANDARD.with(PRIVACY_COST, privacy);
    assertThat(CashPayoffs.honestPayoff(atMost, atMost.of(BALANCE))).isCloseTo(0, within(1e-12));
  }
}
