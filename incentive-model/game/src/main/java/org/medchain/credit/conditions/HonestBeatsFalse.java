package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.game.Game;
import org.medchain.incentive.PointRules;

/** T2: the penalty from which on honest is no worse than false. */
record HonestBeatsFalse() implements Condition {
  @Override
  public About about() {
    return About.of(
        "T2",
        "honest beats false",
        "Who can pay the penalty does no better by a false record than by an honest one.",
        "P >= P* = [D - R(a_H - a_F)] / (d_F - d_H), D = (c_H - c_F + b a_F) / kappa",
        "d_F > d_H; otherwise the penalty does not tell them apart, or the inequality turns round",
        "the account covers the penalty (T7 for when it does not)",
        "b comes with acceptance, and is kept whatever is found later",
        "P is whole points: the ledger needs P* rounded up, and 0 at least");
  }

  @Override
  public Claim claim(CreditParameters p) {
    double penalty = p.of(FALSE_PENALTY);
    double gap = Chances.fraud(p).convicted() - Chances.honest(p).convicted();
    double least = Uploads.leastPenalty(p);
    if (gap < 0) {
      double surplus = penalty * gap - Uploads.temptation(p);
      return new Claim(surplus >= 0, least, surplus, "the honest are convicted more often");
    }
    return Claim.atLeast(penalty, least, "in whole points: " + rounded(least));
  }

  /** The least penalty in whole points. */
  static double rounded(double least) {
    // What is whole but for rounding errors is whole.
    return Math.max(0, Math.ceil(least - 1e-9 * Math.max(1, Math.abs(least))));
  }

  @Override
  public Second second(CreditParameters p, long seed) {
    double gap = Chances.fraud(p).convicted() - Chances.honest(p).convicted();
    if (gap <= 0) {
      return Second.truth(
          "payoffs of the built game", "honest no worse", claim(p).holds(), honest(p));
    }
    long most = PointRules.MAX_POINTS;
    long found = Search.first(0, most, penalty -> honest(p.with(FALSE_PENALTY, (double) penalty)));
    double closed = Math.min(most + 1.0, rounded(Uploads.leastPenalty(p)));
    return new Second(
        "search of the built game over whole penalties",
        "least whole penalty",
        closed,
        found,
        closed * 1e-8);
  }

  private static boolean honest(CreditParameters p) {
    Game game = CreditGames.upload(p, Uploads.RICH);
    double scale = Math.max(1, Math.abs(game.payoff(0, 1)));
    return game.payoff(0, 0) - game.payoff(0, 1) >= -1e-12 * scale;
  }
}
