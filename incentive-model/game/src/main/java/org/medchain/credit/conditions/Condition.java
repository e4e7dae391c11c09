package org.medchain.credit.conditions;

import java.util.Optional;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.check.Second;

/**
 * A condition under which a mechanism works or a threat does not pay (GAME-12, GAME-14). Derived in
 * {@code incentive-model/conditions.md}. One more is one more record and one more line in {@link
 * Conditions#all()}.
 */
public interface Condition {
  /** What it says, and what it assumes. */
  About about();

  /** Why it says nothing in this setting; empty if it does. */
  default Optional<String> silence(CreditParameters p) {
    return Optional.empty();
  }

  /** Whether it says anything in this setting: some need verifiers, or a level of membership. */
  default boolean applies(CreditParameters p) {
    return silence(p).isEmpty();
  }

  /** The reason {@code why} if {@code it} is so. */
  static Optional<String> silentIf(boolean it, String why) {
    return it ? Optional.of(why) : Optional.empty();
  }

  /** Without verifiers. */
  static Optional<String> silentWithoutVerifiers(CreditParameters p) {
    return silentIf(!p.rules().verdict().isOn(), "there are no verifiers");
  }

  /** What the closed form says. */
  Claim claim(CreditParameters p);

  /**
   * What the second method finds.
   *
   * @param seed of what is drawn; methods that draw nothing ignore it
   */
  Second second(CreditParameters p, long seed);

  /** Both. */
  default Finding check(CreditParameters p, long seed) {
    if (!applies(p)) {
      throw new IllegalArgumentException(
          about().id() + " says nothing about such rules: " + silence(p).orElseThrow());
    }
    return new Finding(about(), claim(p), second(p, seed));
  }
}
