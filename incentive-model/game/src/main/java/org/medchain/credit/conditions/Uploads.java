package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.FALSE_COST;
import static org.medchain.credit.Parameter.FALSE_GAIN;

import org.medchain.credit.Chances;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Stakes;

/** Quantities of one upload that several conditions share. */
final class Uploads {
  private Uploads() {}

  /** P*: the least penalty, in points, at which honest is no worse than false (T2). */
  static double leastPenalty(CreditParameters p) {
    double gap = Chances.fraud(p).convicted() - Chances.honest(p).convicted();
    double due = temptation(p);
    if (gap > 0) {
      return due / gap;
    }
    return due <= 0 ? 0 : Double.POSITIVE_INFINITY;
  }

  /** D − R(a_H − a_F), in points: what false has over honest before any penalty. */
  static double temptation(CreditParameters p) {
    Chances honest = Chances.honest(p);
    Chances fraud = Chances.fraud(p);
    double cash = Stakes.honestCost(p) - p.of(FALSE_COST) + p.of(FALSE_GAIN) * fraud.accepted();
    double reward = p.rules().points().uploadReward();
    return cash / p.of(CASH_PER_POINT) - reward * (honest.accepted() - fraud.accepted());
  }

  /** What an honest upload pays from an account that covers the penalty, in cash. */
  static double honest(CreditParameters p, double penalty) {
    return honestFlow(p) - Chances.honest(p).convicted() * p.of(CASH_PER_POINT) * penalty;
  }

  /** What a false upload pays from an account that covers the penalty, in cash. */
  static double fraud(CreditParameters p, double penalty) {
    return falseFlow(p) - Chances.fraud(p).convicted() * p.of(CASH_PER_POINT) * penalty;
  }

  /** Rounded down; what is whole but for rounding errors is whole. */
  static double floored(double bound) {
    return Double.isInfinite(bound) ? bound : Math.floor(bound + hair(bound));
  }

  /** By how much rounding may have moved a number of points: less than the largest doubles' gap. */
  static double hair(double points) {
    return 1e-9 + 1e-14 * Math.abs(points);
  }

  /** What an honest upload brings if no penalty is counted, in cash. */
  static double honestFlow(CreditParameters p) {
    return Stakes.upload(p, unpunished(Chances.honest(p)), 0, 0, Stakes.honestCost(p));
  }

  /** What a false upload brings if no penalty is counted, in cash. */
  static double falseFlow(CreditParameters p) {
    return Stakes.upload(p, unpunished(Chances.fraud(p)), 0, p.of(FALSE_GAIN), p.of(FALSE_COST));
  }

  private static Chances unpunished(Chances chances) {
    return new Chances(chances.accepted(), 0, 0);
  }
}
