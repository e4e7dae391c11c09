package org.medchain.credit.strategy;

import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;

import org.medchain.credit.CreditParameters;

/**
 * A way to behave in the credit-point game (GAME-14). Not sealed: a study of the game may add one,
 * see the package {@code org.medchain.credit}.
 *
 * <p>All amounts are cash a period; a period is the time in which an ordinary participant uploads
 * one record. All verifiers are equally likely to be drawn.
 */
public interface Strategy {
  /** One or two words, unique among the strategies of a game. */
  String name();

  /** How many records of {@code kind} it uploads in a period. */
  double uploads(CreditParameters p, RecordKind kind);

  /** What its uploads, and its coming and going, pay in a period. */
  double payoff(CreditParameters p, PopulationEnvironment society);

  /** Whether its keys are drawn into committees; one that is gone after a period is not. */
  default boolean verifies() {
    return true;
  }

  /** The chance that it calls a record false; an honest verifier errs as the parameters say. */
  default double rejectProbability(CreditParameters p, RecordKind kind) {
    return kind.isFalse() ? 1 - p.of(MISS) : p.of(FALSE_ALARM);
  }

  /** What it does with identities; its payoff says what that brings. */
  default IdentityPolicy identityPolicy() {
    return IdentityPolicy.KEEP;
  }

  /** Whether it pays the cost of looking at a record of {@code kind}. */
  default boolean inspects(RecordKind kind) {
    return true;
  }
}
