package org.medchain.agents;

import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Score;

/**
 * A holder of files: what an audit does to its score and points, and what it may do with them, by
 * the rule that the ledger runs (GAME-30; decision 0195).
 *
 * @param rules in force
 * @param score so far
 * @param points that its account and its bond hold together
 */
public record HolderAccount(IncentiveRules rules, Score score, long points) {
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
}
