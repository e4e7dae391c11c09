package org.medchain.credit.check;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;

/** T17 and T19 to T21: prices, membership, leaving, splitting. */
public final class CashChecks {
  private static final long MOST = PointRules.MAX_POINTS;
  private static final int MOST_QUERIES = 1_000_000;
  private static final int PERIODS_DOUBLED = 40;

  /** 40 units have 37,338 partitions. */
  private static final int PARTITIONED_MOST = 40;

  private CashChecks() {}

  /** T17. */
  public static IndependentCheck market(CreditParameters p) {
    double rate = p.of(Parameter.CASH_PER_POINT);
    RedemptionRateChecks rates = RedemptionRateChecks.of(p);
    double refused =
        Bisection.firstTrue(0, MOST, price -> !rates.buys(rate, (double) price, 1e-9 * rate));
    double worth = p.of(Parameter.BUYER_VALUE) + p.of(Parameter.BUYER_LOSS);
    return IndependentCheck.of(
            "best reply of the median buyer, searched over whole prices; -1 for none")
        .withPoints(
            "most_whole_price",
            refused - 1,
            -1,
            MOST,
            UploadChecks.thresholdTolerance(refused, 1e-12 * worth / rate));
  }

  /** T19. */
  public static IndependentCheck membership(CreditParameters p) {
    MembershipRules.MembershipLevel level = p.rules().membership().levels().get(0);
    long price = p.rules().points().queryPrice();
    long saved = price * level.discountBp() / 10_000;
    int queries = 0;
    // Counted up query by query, as an account is charged.
    long ahead = level.price();
    while (ahead > 0 && queries < MOST_QUERIES) {
      ahead -= saved;
      queries++;
    }
    return IndependentCheck.of("an account charged query by query, up to a million")
        .withBracket("least_queries", queries, 0, MOST_QUERIES, 0);
  }

  /** T20. */
  public static IndependentCheck leaving(CreditParameters p) {
    UploadComparison sides = UploadComparison.of(p);
    double leaves = Bisection.firstTrue(0, MOST, balance -> leaves(sides, balance));
    // One point for the balance that is whole, more for the fee that is rounded up.
    double paid = 1 - p.of(Parameter.FEE_BP) / 10_000;
    double slope = (1 - p.of(Parameter.DISCOUNT)) * sides.rate() * paid;
    double rounding = 4 * sides.advantageRoundingError(sides.rate(), sides.penalty()) / slope;
    double tolerance = 2 + 1 / paid + 1e-6 * leaves + rounding;
    return IndependentCheck.of(
            "plans to leave after 1, 2, 4, … periods, searched over whole balances")
        .withPoints("stays_up_to", leaves - 1, -1, MOST, Math.min(MOST, tolerance));
  }

  /** Whether leaving now is better than any plan to stay, the balance staying as it is. */
  private static boolean leaves(UploadComparison sides, long balance) {
    CreditParameters p = sides.p();
    double taken =
        SimulatedAccount.withPoints(p, balance).deduct(p.rules().points().falsePenalty());
    double now = sides.rate() * SimulatedAccount.afterRedemptionFee(p, balance);
    double earned = sides.honestPayoff(sides.rate(), taken);
    double worth = p.of(Parameter.DISCOUNT);
    double hair = sides.advantageRoundingError(sides.rate(), taken) + 1e-13 * now;
    for (int doubled = 0; doubled < PERIODS_DOUBLED; doubled++) {
      if (earned + worth * now >= now - hair) {
        return false;
      }
      earned += worth * earned;
      worth *= worth;
    }
    return true;
  }

  /** T21. */
  public static IndependentCheck splitting(CreditParameters p) {
    int size = p.intValue(Parameter.RECORD_SIZE);
    UploadComparison sides = UploadComparison.of(p);
    double taken = sides.effectivePenalty();
    EnumeratedUpload play = sides.honest();
    if (size > PARTITIONED_MOST) {
      return IndependentCheck.of(
          "not enumerated: a record of more than " + PARTITIONED_MOST + " units");
    }
    double[] parts = new double[size + 1];
    for (int units = 1; units <= size; units++) {
      parts[units] = part(p, play, units, taken);
    }
    double best = bestOf(parts, size, size, p.of(Parameter.SPLIT_COST));
    return IndependentCheck.of("every partition, one after the other")
        .withTolerance(
            "best_gain",
            best - parts[size],
            10.0 * size * sides.advantageRoundingError(sides.rate(), taken));
  }

  /** The best of all partitions whose parts are no larger than {@code most}. */
  private static double bestOf(double[] parts, int units, int most, double cost) {
    double best = Double.NEGATIVE_INFINITY;
    for (int first = Math.min(units, most); first >= 1; first--) {
      boolean last = first == units;
      double rest = last ? 0 : bestOf(parts, units - first, first, cost) - cost;
      best = Math.max(best, parts[first] + rest);
    }
    return best;
  }

  /** The revenue of an honest part of this number of units, in cash, without its making. */
  private static double part(CreditParameters p, EnumeratedUpload play, int units, double taken) {
    double share = units / p.of(Parameter.RECORD_SIZE);
    double whole = p.rules().points().lastingReward();
    double reward = StrictMath.pow(share, p.of(Parameter.REWARD_EXPONENT)) * whole;
    double point = p.of(Parameter.CASH_PER_POINT);
    // A small constant is added before rounding down: three thirds are a whole.
    return play.accepted() * point * Math.floor(reward + 1e-9) - play.convicted() * point * taken;
  }
}
