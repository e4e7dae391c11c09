package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/** GAME-10: payoffs of the small games are rational numbers, made from what the file says. */
class CreditGamesTest {
  private static final BigFraction NINTH = new BigFraction(1, 9);

  /** What analyses with doubles reckon with, by the library's binomials, is the same rounded. */
  @Property(seed = "15", tries = 60)
  void roundedTheyAreWhatAnalysesReckonWith(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    double balance = p.of(Parameter.BALANCE);
    Game upload = CreditGames.uploadGame(p, balance);
    assertThat(upload.payoff(0, 0)).isCloseTo(CashPayoffs.honestPayoff(p, balance), within(1e-10));
    assertThat(upload.payoff(0, 1)).isCloseTo(CashPayoffs.fraudPayoff(p, balance), within(1e-10));
    if (p.rules().verdict().isOn()) {
      committee(p, CreditGames.committeeGame(p));
    }
  }

  private static void committee(CreditParameters p, Game game) {
    double traps = p.of(Parameter.TRAP_SHARE);
    double detect = 1 - p.of(Parameter.MISS);
    double alarm = p.of(Parameter.FALSE_ALARM);
    double trap = traps * VotePayoffs.trapPayoff(p, detect) - p.of(Parameter.VERIFYING_COST);
    double onValid = (1 - traps) * VotePayoffs.agreementPayoff(p, alarm, alarm) + trap;
    assertThat(game.payoff(1, 0, 0)).isCloseTo(onValid, within(1e-10));
    double slash = (1 - traps) * (1 - detect) * CreditGames.expectedSlash(p);
    double onFalse = (1 - traps) * VotePayoffs.agreementPayoff(p, detect, detect) + trap - slash;
    assertThat(game.payoff(1, 1, 0)).isCloseTo(onFalse, within(1e-10));
  }

  /** Of three verifiers any may look: the same by the chance of each number of votes. */
  @Property(seed = "16", tries = 30)
  void dilemmasByCountsOfVotes(@ForAll @IntRange(max = 100_000) int number) {
    CreditParameters p = RandomCreditParameters.draw(number);
    if (!p.rules().verdict().isOn()) {
      return;
    }
    CreditParameters three = p.with(Parameter.VERIFIERS, 3).with(Parameter.TRAP_SHARE, 0);
    Game game = CreditGames.verifiersDilemma(three);
    for (int index = 0; index < game.profileCount(); index++) {
      int[] at = game.profile(index);
      double[] onValid = new double[3];
      double[] onFalse = new double[3];
      for (int who = 0; who < 3; who++) {
        onValid[who] = at[who] == 0 ? p.of(Parameter.FALSE_ALARM) : 0;
        onFalse[who] = at[who] == 0 ? 1 - p.of(Parameter.MISS) : 0;
      }
      double valid = p.of(Parameter.VALID_SHARE);
      double points =
          valid * VoteCountDistribution.expectedVoteReward(three.rules().verdict(), onValid, 1)
              + (1 - valid)
                  * VoteCountDistribution.expectedVoteReward(three.rules().verdict(), onFalse, 1);
      double cost = at[1] == 0 ? p.of(Parameter.VERIFYING_COST) : 0;
      double expected = p.of(Parameter.CASH_PER_POINT) * points - cost;
      assertThat(game.payoff(1, at)).isCloseTo(expected, within(1e-10));
    }
  }

  /** A ninth stays a ninth. */
  @Example
  void fractionsAreKept() {
    CreditParameters p =
        CreditParameters.standard()
            .with(Parameter.VERIFIERS, 2)
            .with(Parameter.FALSE_ALARM, NINTH)
            .with(Parameter.UPLOAD_REWARD, 10);
    assertThat(p.exact(Parameter.FALSE_ALARM)).isEqualTo(NINTH);
    assertThat(p.of(Parameter.FALSE_ALARM)).isEqualTo(1 / 9.0);
    // The quorum of two is two: 10 · 64/81 − 20 · 1/81 − 2.
    assertThat(CreditGames.uploadGame(p, 30).exactPayoff(0, 0)).isEqualTo(new BigFraction(458, 81));
  }
}
