package org.medchain.credit;

import java.util.EnumMap;
import java.util.Map;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/**
 * What a committee decides, and pays, whose members vote independently but not alike: the chance of
 * each number of votes, put before the rules of the ledger. Of n votes there are 2 to the n vectors
 * but n + 1 counts.
 */
public final class VoteCountDistribution {
  private VoteCountDistribution() {}

  /** The chance of each verdict. */
  public static Map<RecordVerdict, Double> verdictProbabilities(
      VerdictRules rules, double... rejectProbability) {
    Map<RecordVerdict, Double> chances = new EnumMap<>(RecordVerdict.class);
    for (RecordVerdict each : RecordVerdict.values()) {
      chances.put(each, 0.0);
    }
    double[] counts = counts(rejectProbability, -1);
    for (int falseVotes = 0; falseVotes < counts.length; falseVotes++) {
      RecordVerdict verdict = rules.outcome(rejectProbability.length - falseVotes, falseVotes);
      chances.merge(verdict, counts[falseVotes], Double::sum);
    }
    return chances;
  }

  /** What verifier number {@code who} gets on average for its vote, in points. */
  public static double expectedVoteReward(VerdictRules rules, double[] rejectProbability, int who) {
    double[] others = counts(rejectProbability, who);
    double own = rejectProbability[who];
    double sum = 0;
    for (int falseVotes = 0; falseVotes < others.length; falseVotes++) {
      int validVotes = others.length - 1 - falseVotes;
      double ifFalse = expectedVoteReward(rules, rules.outcome(validVotes, falseVotes + 1), true);
      double ifValid = expectedVoteReward(rules, rules.outcome(validVotes + 1, falseVotes), false);
      sum += others[falseVotes] * (own * ifFalse + (1 - own) * ifValid);
    }
    return sum;
  }

  private static long expectedVoteReward(
      VerdictRules rules, RecordVerdict verdict, boolean calledFalse) {
    return switch (verdict) {
      case UNDECIDED -> 0;
      case VALID -> calledFalse ? -rules.verifierPenalty() : rules.verifierReward();
      case FALSE -> calledFalse ? rules.verifierReward() : -rules.verifierPenalty();
    };
  }

  /** The chance of each number of calls, without the voter {@code left}. */
  private static double[] counts(double[] rejectProbability, int left) {
    double[] counts = new double[rejectProbability.length + (left < 0 ? 1 : 0)];
    counts[0] = 1;
    int voters = 0;
    for (int voter = 0; voter < rejectProbability.length; voter++) {
      if (voter == left) {
        continue;
      }
      for (int calls = voters++; calls >= 0; calls--) {
        counts[calls + 1] += counts[calls] * rejectProbability[voter];
        counts[calls] *= 1 - rejectProbability[voter];
      }
    }
    return counts;
  }
}
