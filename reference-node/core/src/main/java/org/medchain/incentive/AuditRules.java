package org.medchain.incentive;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The availability audits that the storage score comes from (paper §3.2.4; GAME-4; decision 0130).
 *
 * @param everyBlocks a block whose height is a multiple of this challenges every entrusted file; 0
 *     switches audits off, and then everything else is 0
 * @param answerBlocks how many blocks later the answer may come at the latest, 1 to everyBlocks, so
 *     that at most one challenge is open for each file
 * @param reward issued to the holder for an answer, in points
 * @param penalty taken from the holder, and burnt, for a challenge without answer, in points
 * @param score what follows from the score
 */
public record AuditRules(
    int everyBlocks, int answerBlocks, long reward, long penalty, ScoreRules score)
    implements Encodable {
  /** No audit. */
  public static final AuditRules NONE = new AuditRules(0, 0, 0, 0);

  public AuditRules {
    RuleRanges.number("blocks between audits", everyBlocks, VerdictRules.MAX_BLOCKS);
    RuleRanges.points("audit reward", reward);
    RuleRanges.points("audit penalty", penalty);
    boolean nothing = (answerBlocks | reward | penalty) == 0 && score.equals(ScoreRules.NONE);
    Argument.refuseIf(
        everyBlocks == 0 ? !nothing : answerBlocks < 1,
        "an answer has 1 block or more, and without audits all of their rules are 0");
    RuleRanges.number("blocks for an answer", answerBlocks, everyBlocks);
  }

  /** Audits of whose score nothing follows. */
  public AuditRules(int everyBlocks, int answerBlocks, long reward, long penalty) {
    this(everyBlocks, answerBlocks, reward, penalty, ScoreRules.NONE);
  }

  /** Whether there are audits. */
  public boolean isOn() {
    return everyBlocks > 0;
  }
}
