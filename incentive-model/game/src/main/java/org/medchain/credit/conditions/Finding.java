package org.medchain.credit.conditions;

/**
 * A condition checked in one setting, by its closed form and by a second method.
 *
 * @param about the condition
 * @param claim what its closed form says
 * @param second what the second method says
 */
public record Finding(About about, Claim claim, Second second) {
  /** T1 to T21. */
  public String id() {
    return about.id();
  }

  /** Whether the condition is met. */
  public boolean holds() {
    return claim.holds();
  }

  /** Whether both methods agree. */
  public boolean agrees() {
    return second.agrees();
  }
}
