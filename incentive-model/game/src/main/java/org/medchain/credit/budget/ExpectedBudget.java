package org.medchain.credit.budget;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_INFLOW;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.CASH_RESERVE;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.OWNER_SHARE_BP;
import static org.medchain.credit.Parameter.PARTICIPANTS;
import static org.medchain.credit.Parameter.QUERIES;
import static org.medchain.credit.Parameter.REDEEMED_SHARE;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.UPLOADS;
import static org.medchain.credit.Parameter.VALID_SHARE;

import java.util.ArrayList;
import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.VotePayoffs;
import org.medchain.incentive.PointRules;

/** The averages of issue and burning, and the difference equation that they drive (GAME-13). */
public final class ExpectedBudget {
  private ExpectedBudget() {}

  /** Points issued for one upload on average: the reward, and what voting brings if it does. */
  public static double issuedPerUpload(CreditParameters p) {
    double valid = p.of(VALID_SHARE);
    double accepted =
        valid * OutcomeProbabilities.honest(p).accepted()
            + (1 - valid) * OutcomeProbabilities.fraud(p).accepted();
    return accepted * p.rules().points().lastingReward() + Math.max(0, votes(p));
  }

  /** Points burnt for one upload on average, without queries: penalties. */
  public static double burntByPenalties(CreditParameters p) {
    double valid = p.of(VALID_SHARE);
    double convicted =
        valid * OutcomeProbabilities.honest(p).convicted()
            + (1 - valid) * OutcomeProbabilities.fraud(p).convicted();
    long balance = (long) Math.floor(p.of(BALANCE));
    return convicted * p.rules().points().penaltyOn(balance).taken() + Math.max(0, -votes(p));
  }

  /** Points burnt for one upload on average as the rest of query prices. */
  public static double burntByQueries(CreditParameters p) {
    PointRules points = p.rules().points();
    return p.of(QUERIES) * points.shareOf(points.queryPrice()).rest();
  }

  /** What a committee that looks gets for one upload on average, in points; may be negative. */
  private static double votes(CreditParameters p) {
    double rate = p.of(CASH_PER_POINT);
    if (rate == 0 || !p.rules().verdict().isOn()) {
      return 0;
    }
    double alarm = p.of(FALSE_ALARM);
    double detect = 1 - p.of(MISS);
    CreditParameters noTraps = p.with(TRAP_SHARE, 0);
    double each =
        VotePayoffs.expectedPayoff(noTraps, p.of(VALID_SHARE), alarm, detect, alarm, detect);
    return p.rules().verdict().verifiers() * each / rate;
  }

  /**
   * The least whole price at which queries burn what uploads issue; infinite if no query does,
   * because the owner gets all of it or there is no query.
   */
  public static double balancingPrice(CreditParameters p) {
    double due = issuedPerUpload(p) - burntByPenalties(p);
    if (due <= 0) {
      return 0;
    }
    double burntShare = 1 - p.of(OWNER_SHARE_BP) / PointRules.WHOLE_BP;
    double perPoint = p.of(QUERIES) * burntShare;
    if (perPoint <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    // The owner's part is rounded down, so that the true price is at most this, and near it.
    long price = (long) Math.ceil(due / perPoint);
    if (price > PointRules.MAX_POINTS) {
      return Double.POSITIVE_INFINITY;
    }
    while (price > 0 && burnsEnough(p, price - 1, due)) {
      price--;
    }
    return price;
  }

  private static boolean burnsEnough(CreditParameters p, long price, double due) {
    return p.of(QUERIES) * p.rules().points().shareOf(price).rest() >= due;
  }

  /** The books at the start: all hold the same. */
  static BudgetState initialState(CreditParameters p) {
    double held = p.intValue(PARTICIPANTS) * Math.floor(p.of(BALANCE));
    double rate = p.of(CASH_PER_POINT);
    return new BudgetState(0, held, held, 0, 0, p.of(CASH_RESERVE), rate, 0);
  }

  /**
   * The averages over time, beginning with the start: a linear difference equation as long as no
   * limit binds.
   */
  public static List<BudgetState> trajectory(
      CreditParameters p, int blocks, RedemptionRate redemption) {
    double uploads = p.of(UPLOADS);
    double issue = uploads * issuedPerUpload(p);
    double burn = uploads * (burntByPenalties(p) + burntByQueries(p));
    List<BudgetState> series = new ArrayList<>();
    series.add(initialState(p));
    for (int block = 0; block < blocks; block++) {
      BudgetState now = series.get(block);
      double redeem = p.of(REDEEMED_SHARE) * now.held();
      // Points that are not held are not burnt.
      double burnable = Math.min(burn, now.held() + issue - redeem);
      double rate = redemption.rate(p, now.cash(), now.held());
      series.add(now.next(issue, burnable, redeem, p.of(CASH_INFLOW), rate));
    }
    return List.copyOf(series);
  }

  /**
   * The points held in the end, if uploads, burning and habits stay: (issue − burning) / share
   * redeemed; infinite if nothing is redeemed and more is issued than burnt.
   */
  public static double steadyStateHeld(CreditParameters p) {
    double net = p.of(UPLOADS) * (issuedPerUpload(p) - burntByPenalties(p) - burntByQueries(p));
    double share = p.of(REDEEMED_SHARE);
    if (net <= 0) {
      return 0;
    }
    return share == 0 ? Double.POSITIVE_INFINITY : net / share;
  }

  /** The rate to which pro-rata redemption goes: inflow of cash by points redeemed, or less. */
  public static double steadyStateRate(CreditParameters p) {
    double redeemed = steadyStateHeld(p) * p.of(REDEEMED_SHARE);
    double fixed = p.of(CASH_PER_POINT);
    return redeemed > 0 ? Math.min(fixed, p.of(CASH_INFLOW) / redeemed) : fixed;
  }
}
