package org.medchain.credit.conditions;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.check.IndependentCheck;
import org.medchain.credit.check.SecondMethods;

/** A condition checked in one setting, by its closed form and by a second method. */
record CheckedCondition(ClosedForm closedForm, IndependentCheck independentCheck) {
  /** The condition with this id, such as T7, in a setting of which it says something. */
  static CheckedCondition of(String id, CreditParameters p, long seed) {
    return new CheckedCondition(Conditions.byId(id).closedForm(p), SecondMethods.of(id, p, seed));
  }

  /** Whether both methods give the same for each number that both give. */
  boolean methodsAgree() {
    return independentCheck.quantities().stream()
        .allMatch(each -> each.agrees(closedForm.number(each.name())));
  }
}
