package org.medchain.credit;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;

/**
 * A holder of files: what an audit does to its score and points, and what it may do with them, by
 * the rule that the ledger runs (GAME-30; decision 0281).
 *
 * @param rules in force
 * @param score so far
 * @param points that its account and its bond hold together
 */
public record HolderAccount(IncentiveRules rules, Score score, long points) {
  /** Who holds files; the order of the actions is that of {@link #game}. */
  public static final Player HOLDER = new Player("holder", List.of("keep", "drop", "refuse"));

  /** Whether it may accept a further file. */
  public boolean mayAccept() {
    return points >= rules.audit().score().depositOf(score);
  }

  /** Whether its score lets it buy this level of membership. */
  public boolean mayBuy(int level) {
    return rules.audit().score().mayBuy(score, level);
  }

  /** The account after an audit of one file. */
  public HolderAccount after(boolean answered) {
    if (answered) {
      return new HolderAccount(rules, score.plus(1, 0, 0), points + rules.audit().reward());
    }
    long taken = PointRules.Penalty.of(rules.audit().penalty(), points).taken();
    return new HolderAccount(rules, score.plus(0, 1, 0), points - taken);
  }

  /**
   * The holder's game: in each round it is offered a file, which is audited once. It keeps its
   * files, drops what it accepted, or accepts none; who may not accept gets nothing more.
   *
   * @param fee for an accepted file, in cash, from outside the ledger
   * @param cost of keeping one, in cash
   */
  public static Game game(CreditParameters p, BigFraction fee, BigFraction cost, int rounds) {
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
    return sum.add(new ExactPayoffs(p).cashValue(account.points() - begins));
  }
}
