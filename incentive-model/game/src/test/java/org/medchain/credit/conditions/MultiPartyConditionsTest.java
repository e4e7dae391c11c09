package org.medchain.credit.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.LEVEL_DISCOUNT_BP;
import static org.medchain.credit.Parameter.LEVEL_PRICE;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.QUERY_PRICE;
import static org.medchain.credit.Parameter.TRAP_PENALTY;
import static org.medchain.credit.Parameter.TRAP_REWARD;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.UPLOAD_REWARD;
import static org.medchain.credit.Parameter.VALID_SHARE;
import static org.medchain.credit.Parameter.VERIFIERS;
import static org.medchain.credit.Parameter.VERIFYING_COST;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.game.Game;

/** GAME-12, GAME-14: T5, T6 and T14 to T21 at their limits and against known values. */
class MultiPartyConditionsTest {
  private static final CreditParameters STANDARD = CreditParameters.standard();

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
}
