package org.medchain.incentive;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * How a record's validity is decided, and the verifiers' pay (GAME-1, GAME-2, GAME-3; decision
 * 0129). Amounts are in points.
 *
 * @param verifiers how many keys are drawn for a record, 0 to {@link #MAX_VERIFIERS}; 0 switches
 *     verdicts off, and then everything else is 0: a record is accepted on arrival and only the
 *     center finds it false
 * @param quorum how many equal votes decide: more than half of the verifiers, so that valid and
 *     false cannot both have them, and no more than there are
 * @param evaluationQuorum how many users must call a valid record false to turn the verdict; 0:
 *     evaluations do not count
 * @param decisionBlocks the number of blocks after the upload in which a vote counts, 2 or more
 * @param verifierReward issued to each verifier on the side that was decided
 * @param verifierPenalty taken, and burnt, from each verifier on the other side
 * @param trapReward issued to each verifier that voted correctly on a trap
 * @param trapPenalty taken, and burnt, from each that did not
 */
public record VerdictRules(
    int verifiers,
    int quorum,
    int evaluationQuorum,
    int decisionBlocks,
    long verifierReward,
    long verifierPenalty,
    long trapReward,
    long trapPenalty)
    implements Encodable {
  /** The most verifiers of one record: a verdict pays all of them in one transaction. */
  public static final int MAX_VERIFIERS = 1000;

  /** The largest number of evaluations. */
  public static final int MAX_EVALUATIONS = 1_000_000;

  /** The longest that anything may wait, in blocks. */
  public static final int MAX_BLOCKS = 1_000_000_000;

  /**
   * The least time for a decision: committees are drawn by the hash of a block after the upload.
   */
  public static final int MIN_DECISION_BLOCKS = 2;

  /** A record is accepted on arrival; only the center decides. */
  public static final VerdictRules NONE = new VerdictRules(0, 0, 0, 0, 0, 0, 0, 0);

  public VerdictRules {
    RuleRanges.number("verifiers", verifiers, MAX_VERIFIERS);
    RuleRanges.number("evaluation quorum", evaluationQuorum, MAX_EVALUATIONS);
    RuleRanges.number("decision blocks", decisionBlocks, MAX_BLOCKS);
    RuleRanges.points("verifier's reward", verifierReward);
    RuleRanges.points("verifier's penalty", verifierPenalty);
    RuleRanges.points("trap's reward", trapReward);
    RuleRanges.points("trap's penalty", trapPenalty);
    if (verifiers == 0) {
      long anything = quorum | evaluationQuorum | decisionBlocks;
      anything |= verifierReward | verifierPenalty | trapReward | trapPenalty;
      Argument.refuseIf(anything != 0, "without verifiers all of the verdict's rules are 0");
    } else if (quorum * 2 <= verifiers || quorum > verifiers) {
      throw new IllegalArgumentException(
          "the quorum of "
              + verifiers
              + " verifiers is "
              + (verifiers / 2 + 1)
              + " to "
              + verifiers
              + " equal votes, not "
              + quorum);
    } else if (decisionBlocks < MIN_DECISION_BLOCKS) {
      throw new IllegalArgumentException(
          "a decision takes " + MIN_DECISION_BLOCKS + " blocks or more, not " + decisionBlocks);
    }
  }

  /** Whether verifiers decide; otherwise only the center does. */
  public boolean isOn() {
    return verifiers > 0;
  }

  /** The verdict of votes: the side that reaches the quorum; both cannot. */
  public RecordVerdict outcome(int validVotes, int falseVotes) {
    if (!isOn()) {
      return RecordVerdict.UNDECIDED;
    }
    if (validVotes >= quorum) {
      return RecordVerdict.VALID;
    }
    return falseVotes >= quorum ? RecordVerdict.FALSE : RecordVerdict.UNDECIDED;
  }

  /**
   * Whether users turn a valid verdict: enough of them call the record false, and more than call it
   * true.
   */
  public boolean overturned(int calledTrue, int calledFalse) {
    return evaluationQuorum > 0 && calledFalse >= evaluationQuorum && calledFalse > calledTrue;
  }
}
