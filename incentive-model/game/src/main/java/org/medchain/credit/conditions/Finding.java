package org.medchain.credit.conditions;

import org.medchain.credit.check.Second;

/**
 * A condition checked in one setting, by its closed form and by a second method.
 *
 * @param about the condition
 * @param claim what its closed form says
 * @param second what the second method found
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

  /** Whether both methods give the same for each number that both give. */
  public boolean agrees() {
    return second.quantities().stream().allMatch(each -> each.agrees(claim.number(each.name())));
  }
}
