package org.medchain.credit;

import java.util.EnumMap;
import java.util.Map;
import org.medchain.incentive.Verdict;
import org.medchain.incentive.VerdictRules;

/**
 * All votes that a committee may cast, one by one, put before the rules of the ledger: the long way
 * round to what binomial tails say (GAME-12).
 */
public final class VoteVectors {
  /** 2^16 vectors are enumerated at most. */
  public static final int MAX_VERIFIERS = 16;

  private VoteVectors() {}

  /**
   * The chance of each verdict.
   *
   * @param callsFalse for each verifier, the chance that it calls the record false
   * @return a chance for each
   */
  public static Map<Verdict, Double> verdicts(VerdictRules rules, double... callsFalse) {
    Map<Verdict, Double> chances = new EnumMap<>(Verdict.class);
    for (Verdict each : Verdict.values()) {
      chances.put(each, 0.0);
    }
    for (int votes = 0; votes < 1 << checked(callsFalse); votes++) {
      int falseVotes = Integer.bitCount(votes);
      Verdict verdict = rules.outcome(callsFalse.length - falseVotes, falseVotes);
      chances.merge(verdict, chance(votes, callsFalse), Double::sum);
    }
    return chances;
  }

  /** What verifier number {@code who} gets on average for its vote, in points. */
  public static double pay(VerdictRules rules, double[] callsFalse, int who) {
    double sum = 0;
    for (int votes = 0; votes < 1 << checked(callsFalse); votes++) {
      int falseVotes = Integer.bitCount(votes);
      boolean own = (votes >> who & 1) == 1;
      double points =
          switch (rules.outcome(callsFalse.length - falseVotes, falseVotes)) {
            case UNDECIDED -> 0;
            case VALID -> own ? -rules.verifierPenalty() : rules.verifierReward();
            case FALSE -> own ? rules.verifierReward() : -rules.verifierPenalty();
          };
      sum += points * chance(votes, callsFalse);
    }
    return sum;
  }

  private static double chance(int votes, double[] callsFalse) {
    double chance = 1;
    for (int verifier = 0; verifier < callsFalse.length; verifier++) {
      chance *= (votes >> verifier & 1) == 1 ? callsFalse[verifier] : 1 - callsFalse[verifier];
    }
    return chance;
  }

  private static int checked(double[] callsFalse) {
    if (callsFalse.length > MAX_VERIFIERS) {
      throw new IllegalArgumentException(
          "vote vectors of at most " + MAX_VERIFIERS + " verifiers, not " + callsFalse.length);
    }
    return callsFalse.length;
  }
}
