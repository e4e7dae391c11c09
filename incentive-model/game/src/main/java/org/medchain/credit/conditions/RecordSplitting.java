package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.PRIVACY_COST;
import static org.medchain.credit.Parameter.RECORD_SIZE;
import static org.medchain.credit.Parameter.SPLIT_COST;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T21: whether one record is better handed in as several. */
record RecordSplitting() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T21",
        "splitting, duplicates, privacy cost",
        "A whole record pays at least as much as any parts of it.",
        "a_H kappa (sum R(s_i) - R(S)) <= (j-1)(c_S + d_H kappa P) for all parts; superadditive R"
            + " suffices; one reward a record (e = 0): kappa (a_H R - d_H P) <= c_S",
        "R(s) = floor(R (s/S)^e); rounding down keeps superadditivity, rounding up would break it",
        "parts and duplicates cannot be told from records; who is penalised pays for each part",
        "the other way round, superadditive rewards pay for padding and for pooling other people's"
            + " records: only a verifier's look at the size stops that",
        "privacy: honest sharing pays iff kappa (a_H R - d_H P) >= c_H with the cost c_P in it");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double gain = bestGain(p);
    double most = privacy(p);
    String note = "privacy cost that sharing bears: " + most;
    ClosedForm claim =
        gain == Double.NEGATIVE_INFINITY
            ? new ClosedForm(true, 0, Double.POSITIVE_INFINITY, note)
            : new ClosedForm(gain <= 1e-9, 0, -gain, note);
    return claim.with("best_gain", Math.max(0, gain)).with("most_privacy_cost", most);
  }

  /** The privacy cost up to which an honest upload pays, in cash. */
  static double privacy(CreditParameters p) {
    return CashPayoffs.honestPayoff(p, p.of(BALANCE)) + p.of(PRIVACY_COST);
  }

  /** The average revenue of an honest part of this number of units, in cash, without its making. */
  private static double part(CreditParameters p, int size) {
    OutcomeProbabilities chances = OutcomeProbabilities.honest(p);
    return chances.accepted() * p.of(CASH_PER_POINT) * CashPayoffs.uploadReward(p, size)
        - chances.convicted() * CashPayoffs.penaltyLoss(p, p.of(BALANCE));
  }

  /**
   * What the best parts, two or more, bring above the whole. Whole points make unequal parts better
   * than equal ones in places, so that each size is cut in two in every way, and its parts again.
   */
  private static double bestGain(CreditParameters p) {
    double[] best = new double[p.intValue(RECORD_SIZE) + 1];
    double gain = Double.NEGATIVE_INFINITY;
    for (int size = 1; size < best.length; size++) {
      double split = Double.NEGATIVE_INFINITY;
      for (int first = 1; 2 * first <= size; first++) {
        split = Math.max(split, best[first] + best[size - first] - p.of(SPLIT_COST));
      }
      double whole = part(p, size);
      best[size] = Math.max(whole, split);
      gain = split - whole;
    }
    return gain;
  }
}
