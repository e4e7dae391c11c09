package org.medchain.credit;

import java.util.EnumMap;
import java.util.Map;
import org.medchain.incentive.Verdict;
import org.medchain.incentive.VerdictRules;

/**
 * What a committee decides, and pays, whose members vote independently but not alike: the chance of
 * each number of votes, put before the rules of the ledger. Of n votes there are 2 to the n vectors
 * but n + 1 counts.
 */
public final class VoteCounts {
  private VoteCounts() {}

  /**
   * The chance of each verdict.
   *
   * @param callsFalse for each verifier, the chance that it calls the record false
   */
  public static Map<Verdict, Double> verdicts(VerdictRules rules, double... callsFalse) {
    Map<Verdict, Double> chances = new EnumMap<>(Verdict.class);
    for (Verdict each : Verdict.values()) {
      chances.put(each, 0.0);
    }
    double[] counts = counts(callsFalse, -1);
    for (int falseVotes = 0; falseVotes < counts.length; falseVotes++) {
      Verdict verdict = rules.outcome(callsFalse.length - falseVotes, falseVotes);
      chances.merge(verdict, counts[falseVotes], Double::sum);
    }
    return chances;
  }

  /** What verifier number {@code who} gets on average for its vote, in points. */
  public static double pay(VerdictRules rules, double[] callsFalse, int who) {
    double[] others = counts(callsFalse, who);
    double own = callsFalse[who];
    double sum = 0;
    for (int falseVotes = 0; falseVotes < others.length; falseVotes++) {
      int validVotes = others.length - 1 - falseVotes;
      double ifFalse = pay(rules, rules.outcome(validVotes, falseVotes + 1), true);
      double ifValid = pay(rules, rules.outcome(validVotes + 1, falseVotes), false);
      sum += others[falseVotes] * (own * ifFalse + (1 - own) * ifValid);
    }
    return sum;
  }

  private static long pay(VerdictRules rules, Verdict verdict, boolean calledFalse) {
    return switch (verdict) {
      case UNDECIDED -> 0;
      case VALID -> calledFalse ? -rules.verifierPenalty() : rules.verifierReward();
      case FALSE -> calledFalse ? rules.verifierReward() : -rules.verifierPenalty();
    };
  }

  /** The chance of each number of calls, without the voter {@code left}. */
  private static double[] counts(double[] callsFalse, int left) {
    double[] counts = new double[callsFalse.length + (left < 0 ? 1 : 0)];
    counts[0] = 1;
    int voters = 0;
    for (int voter = 0; voter < callsFalse.length; voter++) {
      if (voter == left) {
        continue;
      }
      for (int calls = voters++; calls >= 0; calls--) {
        counts[calls + 1] += counts[calls] * callsFalse[voter];
        counts[calls] *= 1 - callsFalse[voter];
      }
    }
    return counts;
  }
}
