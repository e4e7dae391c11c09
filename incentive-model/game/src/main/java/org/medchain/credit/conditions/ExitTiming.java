package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.FEE_BP;

import java.util.Optional;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** T20: who stays although the exit is open, and what deters who does not. */
record ExitTiming() implements Condition {
  @Override
  public ConditionDescription description() {
    return ConditionDescription.of(
        "T20",
        "exit at any time",
        "A settled participant would rather stay than redeem its balance and leave.",
        "W <= W', the root of (1 - delta) kappa (1 - phi) W' = kappa (a_H R - d_H min(P, W' + B)) -"
            + " c_H; in the last period a false record is deterred iff the locked min(P, W + B) >="
            + " P*",
        "the balance stays as it is, what is earned is redeemed at once; the rate stays as it is;"
            + " the bond comes back whenever one leaves, and its interest is not counted",
        "the lock must cover the time of a finding: an evaluation or the center may come later than"
            + " any lock, and what comes later finds nobody",
        "both P and W + B must reach P*: a large penalty on a small account does not deter");
  }

  @Override
  public Optional<String> inapplicableReason(CreditParameters p) {
    return Condition.inapplicableIf(p.of(FEE_BP) == 10_000, "the fee takes all that is redeemed");
  }

  @Override
  public ClosedForm closedForm(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    boolean deterred = CashPayoffs.penaltyLoss(p, p.of(BALANCE)) >= needed;
    String note = "a false record in the last period, locked: " + (deterred ? "deterred" : "pays");
    double most = most(p);
    return ClosedForm.upperBound(p.of(BALANCE), most, note)
        .with("stays_up_to", most)
        .with(
            "payoff_honest_there",
            earned(p) - Math.min(p.of(FALSE_PENALTY), most + bond(p)) * alarm(p))
        .with("loss_locked", CashPayoffs.penaltyLoss(p, p.of(BALANCE)))
        .with("needed", needed);
  }

  /**
   * The balance at which staying a period more brings what it costs. What a conviction takes there
   * depends on that balance, not on today's: the two are solved together, once for accounts that
   * cover the penalty, once for those that it empties.
   */
  private static double most(CreditParameters p) {
    double waiting = (1 - p.of(DISCOUNT)) * p.of(CASH_PER_POINT) * (1 - p.of(FEE_BP) / 10_000);
    double penalty = p.of(FALSE_PENALTY);
    double covered = (earned(p) - alarm(p) * penalty) / waiting;
    if (covered + bond(p) >= penalty || bond(p) >= penalty) {
      return covered;
    }
    return (earned(p) - alarm(p) * bond(p)) / (waiting + alarm(p));
  }

  /** What honest sharing brings in a period, before penalties, in cash. */
  private static double earned(CreditParameters p) {
    double reward = p.of(CASH_PER_POINT) * p.rules().points().lastingReward();
    return OutcomeProbabilities.honest(p).accepted() * reward - CashPayoffs.honestCost(p);
  }

  /** What false alarms take for each point of the penalty, in cash. */
  private static double alarm(CreditParameters p) {
    return p.of(CASH_PER_POINT) * OutcomeProbabilities.honest(p).convicted();
  }

  private static double bond(CreditParameters p) {
    return p.rules().identity().bond();
  }
}
