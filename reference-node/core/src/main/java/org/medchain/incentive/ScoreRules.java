package org.medchain.incentive;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The consequences of a score (paper §3.2.4: nodes are scored; GAME-30; decision 0195): one rule,
 * for the ledger and for the game.
 *
 * @param floor a participant whose score is below has a low rank, -{@link #MOST} to {@link #MOST}
 * @param deposit points that a participant of low rank must have in account and bond to accept a
 *     file: for penalties
 * @param levelStep level n of membership takes a score of floor + n times this
 */
public record ScoreRules(long floor, long deposit, long levelStep) implements Encodable {
  /** The largest floor, and the largest step. */
  public static final long MOST = 1_000_000_000;

  /** Nothing follows from a score. */
  public static final ScoreRules NONE = new ScoreRules(-MOST, 0, 0);

  public ScoreRules {
    Argument.refuseIf(
        floor < -MOST || floor > MOST || levelStep < 0 || levelStep > MOST,
        "a score's floor and step are %s at most",
        MOST);
    RuleRanges.points("deposit", deposit);
  }

  /** Whether anything follows from a score. */
  public boolean isOn() {
    return floor > -MOST;
  }

  /** Whether the rank is low: then others are drawn as verifiers before it. */
  public boolean isLow(Score score) {
    return isOn() && score.value() < floor;
  }

  /** The points that a holder must have to accept a file. */
  public long depositOf(Score score) {
    return isLow(score) ? deposit : 0;
  }

  /** Whether it may buy this level, from 1 on. */
  public boolean mayBuy(Score score, int level) {
    return !isOn() || score.value() >= floor + level * levelStep;
  }
}
