package org.medchain.credit.conditions;

import org.medchain.credit.check.CrossCheck;

/**
 * A condition checked in one setting, by its closed form and by a second method.
 *
 * @param description the condition
 * @param closedForm what its closed form says
 * @param crossCheck what the second method found
 */
public record ConditionResult(
    ConditionDescription description, ClosedForm closedForm, CrossCheck crossCheck) {
  /** T1 to T21. */
  public String id() {
    return description.id();
  }

  /** Whether the condition is met. */
  public boolean holds() {
    return closedForm.holds();
  }

  /** Whether both methods give the same for each number that both give. */
  public boolean methodsAgree() {
    return crossCheck.quantities().stream()
        .allMatch(each -> each.agrees(closedForm.number(each.name())));
  }
}
