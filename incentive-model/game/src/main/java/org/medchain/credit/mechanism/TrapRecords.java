package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;

/**
 * Records that are known to be false, mixed among those that verifiers are given (T14): the only
 * thing that pays for looking where false records are rare. Without verifiers it changes nothing.
 *
 * @param share of traps among the records given to verifiers
 * @param reward for the truth about a trap, in points
 * @param penalty for passing one, in points
 */
public record TrapRecords(double share, long reward, long penalty) implements Mechanism {
  @Override
  public String name() {
    return "traps";
  }

  @Override
  public String sentence() {
    return "a share "
        + share
        + " of traps, +"
        + reward
        + " and -"
        + penalty
        + " points: T14 (verifier's dilemma)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    if (!p.rules().verdict().isOn()) {
      return p;
    }
    return p.with(Parameter.TRAP_SHARE, share)
        .with(Parameter.TRAP_REWARD, (double) reward)
        .with(Parameter.TRAP_PENALTY, (double) penalty);
  }
}
