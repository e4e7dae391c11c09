package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** An honest and a false upload played out, and what they pay. */
record UploadComparison(CreditParameters p, EnumeratedUpload honest, EnumeratedUpload fraud) {
  /** Chances have twelve digits. */
  private static final double DIGITS = 1e-12;

  static UploadComparison of(CreditParameters p) {
    return new UploadComparison(p, EnumeratedUpload.honest(p), EnumeratedUpload.fraud(p));
  }

  /** Cash for a point. */
  double rate() {
    return p.of(Parameter.CASH_PER_POINT);
  }

  /** The penalty, for an account that covers it. */
  double penalty() {
    return (double) p.rules().points().falsePenalty();
  }

  double honestCost() {
    return p.of(Parameter.HONEST_COST) + p.of(Parameter.PRIVACY_COST);
  }

  /**
   * The average pay of an honest upload, in cash, where a conviction takes this number of points.
   */
  double honestPayoff(double rate, double taken) {
    return payoff(honest, rate, taken, 0, honestCost());
  }

  /** The same of a false one. */
  double fraudPayoff(double rate, double taken) {
    return payoff(fraud, rate, taken, p.of(Parameter.FALSE_GAIN), p.of(Parameter.FALSE_COST));
  }

  /** What an honest one has over a false one. */
  double honestyAdvantage(double rate, double taken) {
    return honestPayoff(rate, taken) - fraudPayoff(rate, taken);
  }

  /** What an upload pays. */
  double payoff(EnumeratedUpload play, double rate, double taken, double gain, double cost) {
    double once = play.accepted() * (rate * reward() + gain);
    return once - play.convicted() * rate * taken - cost;
  }

  private double reward() {
    return (double) p.rules().points().lastingReward();
  }

  /** By how much what an honest upload pays may be off by rounding, in cash. */
  double honestRoundingError(double rate, double taken) {
    return advantageRoundingError(honest, rate, taken, 0, honestCost());
  }

  /** The same of what an honest one has over a false one. */
  double advantageRoundingError(double rate, double taken) {
    return honestRoundingError(rate, taken)
        + advantageRoundingError(
            fraud, rate, taken, p.of(Parameter.FALSE_GAIN), p.of(Parameter.FALSE_COST));
  }

  private double advantageRoundingError(
      EnumeratedUpload play, double rate, double taken, double gain, double cost) {
    double once = play.accepted() * (rate * reward() + gain);
    return DIGITS * (once + play.convicted() * rate * taken + cost);
  }

  /** How much oftener false uploads are convicted. */
  double convictionGap() {
    return fraud.convicted() - honest.convicted();
  }

  /** What an honest upload brings on average, in points. */
  double honestPoints() {
    return reward() * honest.accepted() - penalty() * honest.convicted();
  }

  /** What it brings more than a false one, in points. */
  double honestyAdvantagePoints() {
    return reward() * (honest.accepted() - fraud.accepted()) + penalty() * convictionGap();
  }

  /** What a conviction takes from a settled participant, in points. */
  double effectivePenalty() {
    return (double)
        SimulatedAccount.ofSettledParticipant(p).deduct(p.rules().points().falsePenalty());
  }
}
