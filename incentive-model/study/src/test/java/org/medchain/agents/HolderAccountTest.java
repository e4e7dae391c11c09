package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.Score;
import org.medchain.incentive.ScoreRules;

/** GAME-30: what a score is good for, to who holds files. */
class HolderAccountTest {
  private static final IncentiveRules BASE = CreditParameters.STANDARD_RULES;
  private static final BigFraction FEE = new BigFraction(3);
  private static final BigFraction COST = new BigFraction(2);
  private static final int ROUNDS = 20;

  private static final Player HOLDER = new Player("holder", List.of("keep", "drop", "refuse"));

  private static CreditParameters with(ScoreRules score, double balance) {
    IncentiveRules rules = BASE.with(new AuditRules(100, 50, 1, 5, score));
    return new CreditParameters(rules, Map.of()).with(Parameter.BALANCE, balance);
  }

  /** The holder's game: in each round it is offered a file, which is audited once. */
  private static Game game(CreditParameters p, BigFraction fee, BigFraction cost, int rounds) {
    BigFraction[] pays = {
      payoff(p, true, fee.subtract(cost), rounds), payoff(p, false, fee, rounds), BigFraction.ZERO
    };
    return Game.ofExact("storage", List.of(HOLDER), (who, at) -> pays[at[0]]);
  }

  private static BigFraction payoff(
      CreditParameters p, boolean keeps, BigFraction eachFile, int rounds) {
    long begins = (long) p.of(Parameter.BALANCE) + p.rules().identity().bond();
    HolderAccount account = new HolderAccount(p.rules(), Score.NONE, begins);
    BigFraction sum = BigFraction.ZERO;
    for (int round = 0; round < rounds && account.mayAccept(); round++) {
      account = account.after(keeps);
      sum = sum.add(eachFile);
    }
    return sum.add(p.exact(Parameter.CASH_PER_POINT).multiply(account.points() - begins));
  }

  private static BigFraction pay(Game game, int action) {
    return game.exactPayoff(0, action);
  }

  /** The paper's score without consequences: whose account is empty loses nothing by dropping. */
  @Example
  void withoutADepositAnEmptyAccountDrops() {
    Game game = game(with(ScoreRules.NONE, 0), FEE, COST, ROUNDS);
    assertThat(pay(game, 0)).isEqualTo(new BigFraction(ROUNDS * (3 - 2 + 1)));
    assertThat(pay(game, 1)).isEqualTo(new BigFraction(ROUNDS * 3));
    assertThat(pay(game, 1)).isGreaterThan(pay(game, 0));
  }

  /** After four misses nobody with less than the deposit gets a further file. */
  @Example
  void aDepositMakesKeepingBest() {
    Game game = game(with(new ScoreRules(-3, 50, 1), 0), FEE, COST, ROUNDS);
    assertThat(pay(game, 0)).isEqualTo(new BigFraction(ROUNDS * 2));
    assertThat(pay(game, 1)).isEqualTo(new BigFraction(4 * 3));
    assertThat(pay(game, 2)).isEqualTo(BigFraction.ZERO);
    // Who has the deposit pays each penalty in full, down to it.
    Game rich = game(with(new ScoreRules(-3, 50, 1), 60), FEE, COST, ROUNDS);
    assertThat(pay(rich, 1)).isEqualTo(new BigFraction(4 * 3 - 20));
  }

  /** One answer undoes one miss: rank and levels come back, and go, with the score alone. */
  @Property(seed = "41", tries = 200)
  void standingFollowsTheScore(
      @ForAll @IntRange(max = 9) int answered, @ForAll @IntRange(max = 9) int missed) {
    ScoreRules rules = new ScoreRules(-3, 50, 2);
    HolderAccount account = new HolderAccount(with(rules, 0).rules(), Score.NONE, 0);
    for (int i = 0; i < Math.max(answered, missed); i++) {
      account = i < missed ? account.after(false) : account;
      account = i < answered ? account.after(true) : account;
    }
    int score = answered - missed;
    assertThat(account.score()).isEqualTo(new Score(answered, missed, 0));
    assertThat(account.mayAccept()).isEqualTo(score >= -3 || account.points() >= 50);
    for (int level = 1; level <= 3; level++) {
      assertThat(account.mayBuy(level)).isEqualTo(score >= -3 + 2 * level);
    }
  }
}
