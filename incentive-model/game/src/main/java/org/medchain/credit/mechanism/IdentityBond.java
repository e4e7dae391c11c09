package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.IdentityRules;

/**
 * A bond, bought with cash and returned at the end, instead of free initial points: it is at stake
 * like any balance and a second one brings no gain (T7 to T11).
 *
 * @param points of the bond
 */
public record IdentityBond(long points) implements Mechanism {
  @Override
  public String name() {
    return "identity bond";
  }

  @Override
  public String sentence() {
    return "a bond of "
        + points
        + " points instead of the initial points: T7 (limited liability) to T11 (hit and run)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    IdentityRules bond = new IdentityRules(points, p.rules().identity().spendOnlyGrant());
    return p.with(p.rules().with(bond)).with(Parameter.INITIAL_POINTS, 0);
  }
}
