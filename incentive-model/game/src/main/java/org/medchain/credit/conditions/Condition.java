package org.medchain.credit.conditions;

import org.medchain.credit.CreditParameters;

/**
 * A condition under which a mechanism works or a threat does not pay (GAME-12, GAME-14). Derived in
 * {@code incentive-model/conditions.md}. One more is one more record and one more line in {@link
 * Conditions#all()}.
 */
public interface Condition {
  /** What it says, and what it assumes. */
  About about();

  /** Whether it says anything in this setting: some need verifiers, or a level of membership. */
  default boolean applies(CreditParameters p) {
    return true;
  }

  /** What the closed form says. */
  Claim claim(CreditParameters p);

  /**
   * What the second method says.
   *
   * @param seed of what is drawn; methods that draw nothing ignore it
   */
  Second second(CreditParameters p, long seed);

  /** Both. */
  default Finding check(CreditParameters p, long seed) {
    if (!applies(p)) {
      throw new IllegalArgumentException(about().id() + " says nothing about such rules");
    }
    return new Finding(about(), claim(p), second(p, seed));
  }
}
