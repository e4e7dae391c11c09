package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;

import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** Quantities of one upload that several conditions share. */
final class UploadQuantities {
  private UploadQuantities() {}

  /** P*: the least penalty, in points, at which honest is no worse than false (T2). */
  static double minimumPenalty(CreditParameters p) {
    double gap = convictionGap(p);
    double due = temptation(p);
    if (gap > 0) {
      return due / gap;
    }
    return due <= 0 ? 0 : Double.POSITIVE_INFINITY;
  }

  /** d_F − d_H: how much more often false records are convicted than honest ones. */
  static double convictionGap(CreditParameters p) {
    return OutcomeProbabilities.fraud(p).convicted() - OutcomeProbabilities.honest(p).convicted();
  }

  /** D − R(a_H − a_F), in points: what false has over honest before any penalty. */
  static double temptation(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    OutcomeProbabilities fraud = OutcomeProbabilities.fraud(p);
    double cash =
        CashPayoffs.honestCost(p) - p.of(FALSE_COST) + p.of(FALSE_GAIN) * fraud.accepted();
    double reward = p.rules().points().lastingReward();
    return cash / p.of(CASH_PER_POINT) - reward * (honest.accepted() - fraud.accepted());
  }

  /** What an honest upload pays from an account that covers the penalty, in cash. */
  static double honestPayoff(CreditParameters p, double penalty) {
    return honestPayoffWithoutPenalty(p)
        - OutcomeProbabilities.honest(p).convicted() * p.of(CASH_PER_POINT) * penalty;
  }

  /** What a false upload pays from an account that covers the penalty, in cash. */
  static double fraudPayoff(CreditParameters p, double penalty) {
    return falsePayoffWithoutPenalty(p)
        - OutcomeProbabilities.fraud(p).convicted() * p.of(CASH_PER_POINT) * penalty;
  }

  /** The least penalty in whole points. */
  static double roundUp(double least) {
    // What is whole except for rounding errors is whole.
    return Math.max(0, Double.isInfinite(least) ? least : Math.ceil(least - roundingError(least)));
  }

  /** Rounded down; what is whole except for rounding errors is whole. */
  static double floor(double bound) {
    return Double.isInfinite(bound) ? bound : Math.floor(bound + roundingError(bound));
  }

  /** By how much rounding may have moved a number of points: less than the largest doubles' gap. */
  static double roundingError(double points) {
    return 1e-9 + 1e-14 * Math.abs(points);
  }

  /** What an honest upload brings if no penalty is counted, in cash. */
  static double honestPayoffWithoutPenalty(CreditParameters p) {
    return CashPayoffs.uploadPayoff(
        p, unpunished(OutcomeProbabilities.honest(p)), 0, 0, CashPayoffs.honestCost(p));
  }

  /** What a false upload brings if no penalty is counted, in cash. */
  static double falsePayoffWithoutPenalty(CreditParameters p) {
    return CashPayoffs.uploadPayoff(
        p, unpunished(OutcomeProbabilities.fraud(p)), 0, p.of(FALSE_GAIN), p.of(FALSE_COST));
  }

  private static OutcomeProbabilities unpunished(OutcomeProbabilities chances) {
    return new OutcomeProbabilities(chances.accepted(), 0, 0);
  }
}
