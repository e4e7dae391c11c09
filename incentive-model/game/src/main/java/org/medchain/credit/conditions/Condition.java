package org.medchain.credit.conditions;

import java.util.Optional;
import org.medchain.credit.CreditParameters;

/**
 * A condition under which a mechanism works or a threat does not pay (GAME-12, GAME-14). Derived in
 * {@code incentive-model/conditions.md}. One more is one more record and one more line in {@link
 * Conditions#all()}.
 */
public interface Condition {
  /** What it says, and what it assumes. */
  ConditionDescription description();

  /** Why it says nothing in this setting; empty if it does. */
  default Optional<String> inapplicableReason(CreditParameters p) {
    return Optional.empty();
  }

  /** Whether it says anything in this setting: some need verifiers, or a level of membership. */
  default boolean applies(CreditParameters p) {
    return inapplicableReason(p).isEmpty();
  }

  /** The reason {@code why} if {@code it} is so. */
  static Optional<String> inapplicableIf(boolean it, String why) {
    return it ? Optional.of(why) : Optional.empty();
  }

  /** Without verifiers. */
  static Optional<String> requireVerifiers(CreditParameters p) {
    return inapplicableIf(!p.rules().verdict().isOn(), "there are no verifiers");
  }

  /** What the closed form says. */
  ClosedForm closedForm(CreditParameters p);
}
