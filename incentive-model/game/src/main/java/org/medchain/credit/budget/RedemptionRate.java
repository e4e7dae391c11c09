package org.medchain.credit.budget;

import static org.medchain.credit.Parameter.CASH_PER_POINT;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/** At which rate points are paid out. */
public enum RedemptionRate {
  /** The rate of the parameters, first come first served, while there is cash. */
  FIXED,
  /** The same, but never more than every point's share of the cash. */
  PRO_RATA;

  /** The one that the parameters say. */
  public static RedemptionRate of(CreditParameters p) {
    return p.of(Parameter.PRO_RATA) > 0.5 ? PRO_RATA : FIXED;
  }

  /** Cash for one point where {@code cash} stands against {@code held} points. */
  public double rate(CreditParameters p, double cash, double held) {
    double fixed = p.of(CASH_PER_POINT);
    return this == PRO_RATA && held > 0 ? Math.min(fixed, cash / held) : fixed;
  }
}
