package org.medchain.credit.conditions;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.CASH_PER_POINT;
import static org.medchain.credit.Parameter.DISCOUNT;
import static org.medchain.credit.Parameter.FALSE_PENALTY;
import static org.medchain.credit.Parameter.FEE_BP;
import static org.medchain.credit.Parameter.IDENTITY_COST;
import static org.medchain.credit.Parameter.IDENTITY_VALUE;
import static org.medchain.credit.Parameter.PRIVACY_COST;
import static org.medchain.credit.Parameter.RECORD_SIZE;
import static org.medchain.credit.Parameter.SPLIT_COST;

import java.util.Optional;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;

/** The closed forms of the conditions on one account's uploads: T1, T2, T3, T7, T20 and T21. */
final class UploadConditions {
  private UploadConditions() {}

  static ClosedForm outcomes(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    OutcomeProbabilities fraud = OutcomeProbabilities.fraud(p);
    double gap = fraud.convicted() - honest.convicted();
    double undecided = 1 - fraud.accepted() - fraud.convicted() + fraud.convictedLate();
    String note = "a false record stays undecided with probability " + undecided;
    return new ClosedForm(gap > 0, honest.convicted(), gap, note)
        .with("accepted_honest", honest.accepted())
        .with("convicted_honest", honest.convicted())
        .with("accepted_false", fraud.accepted())
        .with("convicted_false", fraud.convicted())
        .with("undecided_false", undecided)
        .with("overturned_honest", honest.convictedLate())
        .with("overturned_false", fraud.convictedLate());
  }

  static ClosedForm incentiveCompatibility(CreditParameters p) {
    double penalty = p.of(FALSE_PENALTY);
    double gap = UploadQuantities.convictionGap(p);
    double least = UploadQuantities.minimumPenalty(p);
    double surplus = penalty * gap - UploadQuantities.temptation(p);
    ClosedForm claim =
        gap < 0
            ? new ClosedForm(surplus >= 0, least, surplus, "the honest are convicted more often")
            : ClosedForm.lowerBound(
                penalty, least, "in whole points: " + UploadQuantities.roundUp(least));
    return claim
        .with("least_penalty", least)
        .with("least_whole_penalty", UploadQuantities.roundUp(least))
        .with("surplus", p.of(CASH_PER_POINT) * surplus)
        .with("payoff_honest", UploadQuantities.honestPayoff(p, penalty))
        .with("payoff_false", UploadQuantities.fraudPayoff(p, penalty));
  }

  static ClosedForm individualRationality(CreditParameters p) {
    double most = maximumPenalty(p);
    double least = UploadQuantities.roundUp(Math.max(0, UploadQuantities.minimumPenalty(p)));
    double whole = Math.floor(most);
    String window = least > whole ? "empty" : "[" + least + ", " + whole + "]";
    return ClosedForm.upperBound(p.of(FALSE_PENALTY), most, "window of P with T2: " + window)
        .with("most_penalty", most)
        .with("most_whole_penalty", Math.max(-1, UploadQuantities.floor(most)))
        .with("window_low", least)
        .with("window_high", whole)
        .with("payoff_honest", UploadQuantities.honestPayoff(p, p.of(FALSE_PENALTY)));
  }

  private static double maximumPenalty(CreditParameters p) {
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    double surplus =
        p.rules().points().lastingReward() * honest.accepted()
            - CashPayoffs.honestCost(p) / p.of(CASH_PER_POINT);
    if (honest.convicted() > 0) {
      return surplus / honest.convicted();
    }
    return surplus >= 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  static ClosedForm limitedLiability(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    double loss = CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    double withDebts = lossWithDebt(p);
    return ClosedForm.lowerBound(loss, needed, "if shortfalls were owed: " + withDebts)
        .with("loss", loss)
        .with("loss_with_debts", withDebts)
        .with("needed", needed);
  }

  /** The loss if a shortfall were owed by the identity, and a new identity escaped it. */
  static double lossWithDebt(CreditParameters p) {
    double taken = CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    double all = p.of(CASH_PER_POINT) * p.rules().points().falsePenalty();
    double washing = p.of(IDENTITY_VALUE) + p.of(IDENTITY_COST) - CashPayoffs.grantValue(p);
    return Math.min(all, taken + Math.max(0, washing));
  }

  static Optional<String> fullFee(CreditParameters p) {
    return p.of(FEE_BP) == 10_000
        ? Optional.of("the fee takes all that is redeemed")
        : Optional.empty();
  }

  static ClosedForm exitTiming(CreditParameters p) {
    double needed = p.of(CASH_PER_POINT) * UploadQuantities.minimumPenalty(p);
    double loss = CashPayoffs.penaltyLoss(p, p.of(BALANCE));
    String note = loss >= needed ? "deterred" : "pays";
    OutcomeProbabilities honest = OutcomeProbabilities.honest(p);
    double reward = p.of(CASH_PER_POINT) * p.rules().points().lastingReward();
    // What honest sharing brings in a period, before penalties, and what false alarms take for each
    // point of the penalty, in cash.
    double earned = honest.accepted() * reward - CashPayoffs.honestCost(p);
    double alarm = p.of(CASH_PER_POINT) * honest.convicted();
    double most = stayingBalance(p, earned, alarm);
    double taken = Math.min(p.of(FALSE_PENALTY), most + p.rules().identity().bond());
    return ClosedForm.upperBound(
            p.of(BALANCE), most, "a false record in the last period, locked: " + note)
        .with("stays_up_to", most)
        .with("payoff_honest_there", earned - taken * alarm)
        .with("loss_locked", loss)
        .with("needed", needed);
  }

  /**
   * The balance at which staying a period more brings what it costs. What a conviction takes there
   * depends on that balance, not on today's: the two are solved together, once for accounts that
   * cover the penalty, once for those that it empties.
   */
  private static double stayingBalance(CreditParameters p, double earned, double alarm) {
    double waiting = (1 - p.of(DISCOUNT)) * p.of(CASH_PER_POINT) * (1 - p.of(FEE_BP) / 10_000);
    double penalty = p.of(FALSE_PENALTY);
    double bond = p.rules().identity().bond();
    double covered = (earned - alarm * penalty) / waiting;
    return covered + bond >= penalty || bond >= penalty
        ? covered
        : (earned - alarm * bond) / (waiting + alarm);
  }

  static ClosedForm recordSplitting(CreditParameters p) {
    double gain = splittingGain(p);
    double most = privacyCostBorne(p);
    String note = "privacy cost that sharing bears: " + most;
    ClosedForm claim =
        gain == Double.NEGATIVE_INFINITY
            ? new ClosedForm(true, 0, Double.POSITIVE_INFINITY, note)
            : new ClosedForm(gain <= 1e-9, 0, -gain, note);
    return claim.with("best_gain", Math.max(0, gain)).with("most_privacy_cost", most);
  }

  /** The privacy cost up to which an honest upload pays, in cash. */
  static double privacyCostBorne(CreditParameters p) {
    return CashPayoffs.honestPayoff(p, p.of(BALANCE)) + p.of(PRIVACY_COST);
  }

  /** The average revenue of an honest part of this number of units, in cash, without its making. */
  private static double partRevenue(CreditParameters p, int size) {
    OutcomeProbabilities chances = OutcomeProbabilities.honest(p);
    return chances.accepted() * p.of(CASH_PER_POINT) * CashPayoffs.uploadReward(p, size)
        - chances.convicted() * CashPayoffs.penaltyLoss(p, p.of(BALANCE));
  }

  /**
   * What the best parts, two or more, bring above the whole. Whole points make unequal parts better
   * than equal ones in places, so that each size is cut in two in every way, and its parts again.
   */
  private static double splittingGain(CreditParameters p) {
    double[] best = new double[p.intValue(RECORD_SIZE) + 1];
    double gain = Double.NEGATIVE_INFINITY;
    for (int size = 1; size < best.length; size++) {
      double split = Double.NEGATIVE_INFINITY;
      for (int first = 1; 2 * first <= size; first++) {
        split = Math.max(split, best[first] + best[size - first] - p.of(SPLIT_COST));
      }
      double whole = partRevenue(p, size);
      best[size] = Math.max(whole, split);
      gain = split - whole;
    }
    return gain;
  }
}
