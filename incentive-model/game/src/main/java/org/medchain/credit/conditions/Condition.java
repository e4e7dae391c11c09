package org.medchain.credit.conditions;

import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditParameters;

/**
 * A condition under which a mechanism works or a threat does not pay (GAME-12, GAME-14). Derived in
 * {@code incentive-model/conditions.md}.
 *
 * @param description what it says, and what it assumes
 * @param obstacle why it says nothing in a setting: some need verifiers, or a level of membership;
 *     empty if it does
 * @param formula its closed form
 */
public record Condition(
    ConditionDescription description,
    Function<CreditParameters, Optional<String>> obstacle,
    Function<CreditParameters, ClosedForm> formula) {
  /** Why it says nothing in this setting; empty if it does. */
  public Optional<String> inapplicableReason(CreditParameters p) {
    return obstacle.apply(p);
  }

  /** Whether it says anything in this setting. */
  public boolean applies(CreditParameters p) {
    return inapplicableReason(p).isEmpty();
  }

  /** What the closed form says. */
  public ClosedForm closedForm(CreditParameters p) {
    return formula.apply(p);
  }
}
