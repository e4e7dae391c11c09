package org.medchain.comparison.config;

/**
 * When proof of work calls a block final (key {@code pow.confirmations}): after the least number of
 * confirmations k at which an attacker with the nominal fault rate as share of the hash power
 * reverses it with probability epsilon at most.
 *
 * @param epsilon largest reversal probability accepted, more than 0 and under 1
 * @param floor least k, 1 or more: against natural forks, which need no attacker
 * @param cap largest k, not under the floor; used where no k up to it reaches epsilon
 */
public record ConfirmationConfig(double epsilon, int floor, int cap) {
  /** Checks the ranges. */
  public ConfirmationConfig {
    Check.above("pow.confirmations.epsilon", epsilon, 0);
    if (epsilon >= 1) {
      throw new IllegalArgumentException(
          "pow.confirmations.epsilon must be less than 1, not " + epsilon);
    }
    Check.between("pow.confirmations.floor", floor, 1, 10_000);
    Check.between("pow.confirmations.cap", cap, floor, 10_000);
  }

  /** Reversal probability 0.1 % (Nakamoto 2008, §11), 6 to 100 confirmations. */
  public static ConfirmationConfig defaults() {
    return new ConfirmationConfig(0.001, 6, 100);
  }
}
