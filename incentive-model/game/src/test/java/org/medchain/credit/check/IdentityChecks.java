package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** T8 and T10 to T13: identities that are left, bought, banned or used up. */
public final class IdentityChecks {
  private static final int IDENTITIES = 40;

  /** More convictions are not counted one by one. */
  private static final int CONVICTIONS = 1_000_000;

  private static final double MOST_PATIENT = Parameter.DISCOUNT.range().max();

  private IdentityChecks() {}

  /** T8. */
  public static IndependentCheck whitewashing(CreditParameters p) {
    double delta = p.of(Parameter.DISCOUNT);
    double yield = p.of(Parameter.IDENTITY_VALUE) * (1 - delta);
    double fresh = SimulatedAccount.ofNewcomer(p).launder().close();
    double earned = 0;
    double worth = 1;
    double best = fresh;
    while (worth > 1e-13) {
      earned += worth * yield;
      worth *= delta;
      best = Math.max(best, earned + worth * fresh);
    }
    double scale = p.of(Parameter.IDENTITY_VALUE) + p.of(Parameter.IDENTITY_COST) + Math.abs(fresh);
    return IndependentCheck.of("enumeration of the periods in which to leave")
        .withTolerance("best_plan", Math.max(best, earned), 1e-8 * scale);
  }

  /** T10. */
  public static IndependentCheck sybil(CreditParameters p) {
    double profit = 0;
    double most = 0;
    for (int identities = 1; identities <= IDENTITIES; identities++) {
      profit += SimulatedAccount.ofNewcomer(p).launder().close();
      most = Math.max(most, profit);
    }
    double grant = p.of(Parameter.CASH_PER_POINT) * p.rules().points().initialPoints();
    double scale = grant + p.of(Parameter.IDENTITY_COST);
    scale += p.of(Parameter.CASH_PER_POINT) * p.rules().identity().bond();
    return IndependentCheck.of("campaigns of up to 40 identities, on a book of points")
        .withTolerance("profit_of_forty", most, 1e-9 * scale);
  }

  /** T11. */
  public static IndependentCheck hitAndRun(CreditParameters p) {
    if (UploadComparison.of(p).convictionGap() <= UploadChecks.PROBABILITY_TOLERANCE) {
      return IndependentCheck.of("not searched: both are convicted as often except for rounding");
    }
    PeriodPolicy honest = PeriodPolicy.honest(p);
    PeriodPolicy fraud = PeriodPolicy.fraud(p);
    double delta = p.of(Parameter.DISCOUNT);
    double least =
        -2 * (Math.abs(honest.periodPayoff) + Math.abs(fraud.periodPayoff) + 1) / (1 - delta);
    double slope = delta * (fraud.convictionProbability - honest.convictionProbability);
    double most = 2 * Math.abs(fraud.periodPayoff - honest.periodPayoff) / slope + 1;
    double hair =
        1e-12 * (Math.abs(honest.periodPayoff) + Math.abs(fraud.periodPayoff)) / (1 - delta);
    double entry =
        Bisection.switchingPoint(
            least, most, each -> honest.value(delta, each) < fraud.value(delta, each) - hair);
    double cost = p.of(Parameter.IDENTITY_COST);
    double found = entry == least ? Double.NEGATIVE_INFINITY : cost + entry;
    double tolerance = 1e-8 * (Math.abs(entry) + cost) + 4 * hair / slope;
    return IndependentCheck.of(
            "plans enumerated (honest or false, then back or away), searched over g(E0)")
        .withBracket(
            "most_harmless_grant", found, Double.NEGATIVE_INFINITY, cost + most, tolerance);
  }

  /** T12. */
  public static IndependentCheck permanentBan(CreditParameters p) {
    PeriodPolicy honest = PeriodPolicy.honest(p);
    PeriodPolicy fraud = PeriodPolicy.fraud(p);
    double amounts = Math.abs(honest.periodPayoff) + Math.abs(fraud.periodPayoff);
    double found =
        Bisection.switchingPoint(
            0,
            MOST_PATIENT,
            delta -> honest.valueUntilBan(delta) >= fraud.valueUntilBan(delta) * (1 - 1e-13));
    double cross =
        honest.periodPayoff * fraud.convictionProbability
            - fraud.periodPayoff * honest.convictionProbability;
    double slope = Math.abs(fraud.periodPayoff - honest.periodPayoff) + Math.abs(cross);
    double tolerance = slope > 0 ? Math.min(1, 1e-8 + 1e-11 * amounts / slope) : 1;
    return IndependentCheck.of(
            "periods summed up to a ban, searched over the discount up to 0.9999")
        .withBracket("least_discount", found, 0, MOST_PATIENT, tolerance);
  }

  /** T13. */
  public static IndependentCheck burning(CreditParameters p) {
    long points = p.rules().points().initialPoints() + p.rules().identity().bond();
    long penalty = p.rules().points().falsePenalty();
    if (points / penalty > CONVICTIONS) {
      return IndependentCheck.of("not counted: an identity lasts more than a million convictions");
    }
    SimulatedAccount book = SimulatedAccount.ofNewcomer(p);
    double convicted = EnumeratedUpload.fraud(p).convicted();
    double uploads = 0;
    while (!book.isEmpty()) {
      // In a state that is left with probability d at each step one spends 1/d steps.
      uploads += 1 / convicted;
      book.deduct(penalty);
    }
    return IndependentCheck.of("absorbing Markov chain over the account").with("uploads", uploads);
  }

  /**
   * What one does in every period: what it brings before any penalty, and how often it is found.
   */
  private record PeriodPolicy(double periodPayoff, double convictionProbability) {
    static PeriodPolicy honest(CreditParameters p) {
      UploadComparison sides = UploadComparison.of(p);
      return new PeriodPolicy(sides.honestPayoff(sides.rate(), 0), sides.honest().convicted());
    }

    static PeriodPolicy fraud(CreditParameters p) {
      UploadComparison sides = UploadComparison.of(p);
      return new PeriodPolicy(sides.fraudPayoff(sides.rate(), 0), sides.fraud().convicted());
    }

    /**
     * The better of coming back after a conviction, which brings {@code entry}, and staying out.
     */
    double value(double delta, double entry) {
      return Math.max(
          (periodPayoff + delta * convictionProbability * entry) / (1 - delta),
          valueUntilBan(delta));
    }

    /** All periods up to a conviction: twice as many each time, until nothing is added. */
    double valueUntilBan(double delta) {
      double kept = delta * (1 - convictionProbability);
      double sum = 1;
      while (kept > 1e-18) {
        sum += kept * sum;
        kept *= kept;
      }
      return periodPayoff * sum;
    }
  }
}
