package org.medchain.comparison.config;

/**
 * Between which numbers of confirmations k proof of work chooses (key {@code pow.confirmations}):
 * the least one that gives the configured finality ({@link FinalityConfig}).
 *
 * @param floor least k, 1 or more: against natural forks, which need no attacker
 * @param cap largest k, not under the floor; if no k up to it is enough, it is used, and the
 *     verdict reports the weaker promise
 */
public record ConfirmationConfig(int floor, int cap) {
  public ConfirmationConfig {
    ConfigChecks.between("pow.confirmations.cap", cap, floor, 10_000);
  }

  /** 6 to 100 confirmations. */
  public static ConfirmationConfig defaults() {
    return new ConfirmationConfig(6, 100);
  }
}
