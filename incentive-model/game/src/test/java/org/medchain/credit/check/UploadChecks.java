package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.PointRules;

/** T1 to T3, T7 and T9: one upload, and what a penalty takes. */
public final class UploadChecks {
  private static final long MOST = PointRules.MAX_POINTS;

  /** A threshold that is whole except for this is whole, in points. */
  private static final double POINT_HAIR = 1e-9;

  /** Chances that differ by less than this are the same except for rounding. */
  static final double PROBABILITY_TOLERANCE = 1e-9;

  private UploadChecks() {}

  /** T1. */
  public static IndependentCheck threeOutcomes(CreditParameters p) {
    EnumeratedUpload honest = EnumeratedUpload.honest(p);
    EnumeratedUpload fraud = EnumeratedUpload.fraud(p);
    return IndependentCheck.of("every number of votes, then every number of evaluations")
        .withTolerance("accepted_honest", honest.accepted(), 1e-10)
        .withTolerance("convicted_honest", honest.convicted(), 1e-10)
        .withTolerance("accepted_false", fraud.accepted(), 1e-10)
        .withTolerance("convicted_false", fraud.convicted(), 1e-10);
  }

  /** T2: the account covers the penalty. */
  public static IndependentCheck honestBeatsFalse(CreditParameters p) {
    UploadComparison sides = UploadComparison.of(p);
    double rate = sides.rate();
    IndependentCheck found =
        IndependentCheck.of("uploads played out, searched over whole penalties")
            .withTolerance(
                "surplus",
                sides.honestyAdvantage(rate, sides.penalty()),
                sides.advantageRoundingError(rate, sides.penalty()));
    if (sides.convictionGap() <= PROBABILITY_TOLERANCE) {
      return found;
    }
    double slope = rate * sides.convictionGap();
    double least =
        Bisection.firstTrue(
            0,
            MOST,
            each ->
                sides.honestyAdvantage(rate, (double) each)
                    >= -sides.advantageRoundingError(rate, (double) each) - POINT_HAIR * slope);
    double tolerance = thresholdTolerance(least, sides.advantageRoundingError(rate, least) / slope);
    return found.withPoints("least_whole_penalty", least, 0, MOST + 1.0, tolerance);
  }

  /** T3: the account covers the penalty. */
  public static IndependentCheck participation(CreditParameters p) {
    UploadComparison sides = UploadComparison.of(p);
    double rate = sides.rate();
    double slope = rate * sides.honest().convicted();
    double refused =
        Bisection.firstTrue(
            0,
            MOST,
            each ->
                sides.honestPayoff(rate, (double) each)
                    < -sides.honestRoundingError(rate, (double) each) - POINT_HAIR * slope);
    double slack = slope > 0 ? sides.honestRoundingError(rate, refused) / slope : 0;
    return IndependentCheck.of("uploads played out, searched over whole penalties")
        .withPoints(
            "most_whole_penalty", refused - 1, -1, MOST, thresholdTolerance(refused, slack));
  }

  /** How far whole thresholds may be apart where rounding moves them by {@code slack} points. */
  static double thresholdTolerance(double at, double slack) {
    double points = 4 * slack + 1e-12 * at;
    return points > POINT_HAIR ? Math.min(MOST, 1 + points) : 0;
  }

  /** T7. */
  public static IndependentCheck limitedLiability(CreditParameters p) {
    double point = p.of(Parameter.CASH_PER_POINT);
    long due = p.rules().points().falsePenalty();
    double taken = SimulatedAccount.ofSettledParticipant(p).deduct(due);
    double again = SimulatedAccount.ofNewcomer(p).launder().close();
    double value = p.of(Parameter.IDENTITY_VALUE);
    double unconvicted = Math.max(value, again);
    double convicted = Math.max(value - point * (due - taken), again) - point * taken;
    double scale = point * due + value + Math.abs(again);
    return IndependentCheck.of(
            "decision tree: convicted or not, then stay or begin again, on a book of points")
        .withTolerance("loss", point * taken, 1e-12 * scale)
        .withTolerance("loss_with_debts", unconvicted - convicted, 1e-12 * scale);
  }

  /** T9. */
  public static IndependentCheck newcomerBound(CreditParameters p) {
    PointRules points = p.rules().points();
    long early = p.rules().verdict().verifiers() > 0 ? 0 : points.firstReward();
    long worst = 0;
    for (long penalty = 1; penalty <= MOST; penalty = next(penalty)) {
      worst =
          Math.max(
              worst,
              SimulatedAccount.withPoints(p, points.initialPoints() + early).deduct(penalty));
    }
    // Three parts, each of which may be as large as the largest penalty.
    double all = p.of(Parameter.CASH_PER_POINT) * worst;
    return IndependentCheck.of(
            "every penalty up to 100, then a tenth more each time, up to the largest")
        .withBracket("worst_loss", all, 0, p.of(Parameter.CASH_PER_POINT) * MOST, 1e-9 * all);
  }

  private static long next(long penalty) {
    long step = penalty < 100 ? 1 : penalty / 10;
    return penalty < MOST ? Math.min(MOST, penalty + step) : MOST + 1;
  }
}
