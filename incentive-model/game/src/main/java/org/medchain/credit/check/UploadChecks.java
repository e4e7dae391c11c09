package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.PointRules;

/** T1 to T3, T7 and T9: one upload, and what a penalty takes. */
public final class UploadChecks {
  private static final long MOST = PointRules.MAX_POINTS;

  /** A threshold that is whole but for this is whole, in points. */
  private static final double POINT_HAIR = 1e-9;

  /** Chances that differ by less than this are the same but for rounding. */
  static final double ALIKE = 1e-9;

  private UploadChecks() {}

  /** T1. */
  public static Second threeOutcomes(CreditParameters p) {
    Play honest = Play.honest(p);
    Play fraud = Play.fraud(p);
    return Second.of("every number of votes, then every number of evaluations")
        .within("accepted_honest", honest.accepted(), 1e-10)
        .within("convicted_honest", honest.convicted(), 1e-10)
        .within("accepted_false", fraud.accepted(), 1e-10)
        .within("convicted_false", fraud.convicted(), 1e-10);
  }

  /** T2: the account covers the penalty. */
  public static Second honestBeatsFalse(CreditParameters p) {
    Sides sides = Sides.of(p);
    double rate = sides.rate();
    Second found =
        Second.of("uploads played out, searched over whole penalties")
            .within(
                "surplus", sides.surplus(rate, sides.penalty()), sides.hair(rate, sides.penalty()));
    if (sides.gap() <= ALIKE) {
      return found;
    }
    double slope = rate * sides.gap();
    double least =
        Halving.first(
            0,
            MOST,
            each ->
                sides.surplus(rate, (double) each)
                    >= -sides.hair(rate, (double) each) - POINT_HAIR * slope);
    double tolerance = wide(least, sides.hair(rate, least) / slope);
    return found.searched("least_whole_penalty", least, 0, MOST + 1.0, tolerance);
  }

  /** T3: the account covers the penalty. */
  public static Second participation(CreditParameters p) {
    Sides sides = Sides.of(p);
    double rate = sides.rate();
    double slope = rate * sides.honest().convicted();
    double refused =
        Halving.first(
            0,
            MOST,
            each ->
                sides.honestPays(rate, (double) each)
                    < -sides.honestHair(rate, (double) each) - POINT_HAIR * slope);
    double slack = slope > 0 ? sides.honestHair(rate, refused) / slope : 0;
    return Second.of("uploads played out, searched over whole penalties")
        .searched("most_whole_penalty", refused - 1, -1, MOST, wide(refused, slack));
  }

  /** How far whole thresholds may be apart where rounding moves them by {@code slack} points. */
  static double wide(double at, double slack) {
    double points = 4 * slack + 1e-12 * at;
    return points > POINT_HAIR ? Math.min(MOST, 1 + points) : 0;
  }

  /** T7. */
  public static Second limitedLiability(CreditParameters p) {
    double point = p.of(Parameter.CASH_PER_POINT);
    long due = p.rules().points().falsePenalty();
    double taken = Book.settled(p).take(due);
    double again = Book.opened(p).washed().closed();
    double value = p.of(Parameter.IDENTITY_VALUE);
    double unconvicted = Math.max(value, again);
    double convicted = Math.max(value - point * (due - taken), again) - point * taken;
    double scale = point * due + value + Math.abs(again);
    return Second.of(
            "decision tree: convicted or not, then stay or begin again, on a book of points")
        .within("loss", point * taken, 1e-12 * scale)
        .within("loss_with_debts", unconvicted - convicted, 1e-12 * scale);
  }

  /** T9. */
  public static Second newcomerBound(CreditParameters p) {
    PointRules points = p.rules().points();
    long early = p.rules().verdict().verifiers() > 0 ? 0 : points.uploadReward();
    long worst = 0;
    for (long penalty = 1; penalty <= MOST; penalty = next(penalty)) {
      worst = Math.max(worst, Book.holding(p, points.initialPoints() + early).take(penalty));
    }
    // Three parts, each of which may be as large as the largest penalty.
    double all = p.of(Parameter.CASH_PER_POINT) * worst;
    return Second.of("every penalty up to 100, then a tenth more each time, up to the largest")
        .searched("worst_loss", all, 0, p.of(Parameter.CASH_PER_POINT) * MOST, 1e-9 * all);
  }

  private static long next(long penalty) {
    long step = penalty < 100 ? 1 : penalty / 10;
    return penalty < MOST ? Math.min(MOST, penalty + step) : MOST + 1;
  }
}
