package org.medchain.incentive;

import org.medchain.data.Encodable;

/**
 * How a participant stores and shares (paper §3.2.4; GAME-4), counted while there are audits;
 * {@link ScoreRules} has its consequences.
 *
 * @param answered audits that it answered
 * @param missed audits that it did not
 * @param shared records that it sold: each paid read of its own, each that it delivered
 */
public record Score(long answered, long missed, long shared) implements Encodable {
  /** The score of a participant that did nothing. */
  public static final Score NONE = new Score(0, 0, 0);

  /** The score: a missed audit undoes an answer. */
  public long value() {
    return answered - missed + shared;
  }

  /** The same after more of each. */
  public Score plus(long moreAnswered, long moreMissed, long moreShared) {
    return new Score(answered + moreAnswered, missed + moreMissed, shared + moreShared);
  }
}
