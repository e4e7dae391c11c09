package org.medchain.credit.mechanism;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.incentive.IdentityRules;

/**
 * Initial points can be spent, not redeemed (T10).
 *
 * @param withoutLaundering whether they also buy nothing that comes back to their owner: then they
 *     are spent on what is burnt, such as a level of membership. Otherwise their owner sells itself
 *     a record.
 */
public record SpendOnlyGrant(boolean withoutLaundering) implements Mechanism {
  @Override
  public String name() {
    return withoutLaundering ? "spend-only grant, tight" : "spend-only grant";
  }

  @Override
  public String sentence() {
    return withoutLaundering
        ? "initial points buy only what is burnt: T10 (Sybil identities)"
        : "initial points can be spent, not redeemed: T10 (Sybil identities)";
  }

  @Override
  public CreditParameters apply(CreditParameters p) {
    IdentityRules identity = new IdentityRules(p.rules().identity().bond(), true);
    CreditParameters applied = p.with(p.rules().with(identity));
    return withoutLaundering ? applied.with(Parameter.LAUNDERED, 0) : applied;
  }
}
