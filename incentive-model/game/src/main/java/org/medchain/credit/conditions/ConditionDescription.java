package org.medchain.credit.conditions;

import java.util.List;

/**
 * What a condition says.
 *
 * @param id T1 to T21
 * @param name the mechanism or threat
 * @param sentence what holds if it holds
 * @param formula in the symbols of {@link org.medchain.credit.Parameter}
 * @param assumptions without which it is not true; risk-neutral agents and independent votes are
 *     assumed everywhere
 */
public record ConditionDescription(
    String id, String name, String sentence, String formula, List<String> assumptions) {
  public ConditionDescription {
    assumptions = List.copyOf(assumptions);
  }

  /** The number with the name, which says what it is: T2 (honest beats false). */
  public String label() {
    return id + " (" + name + ")";
  }

  static ConditionDescription of(
      String id, String name, String sentence, String formula, String... assumptions) {
    return new ConditionDescription(id, name, sentence, formula, List.of(assumptions));
  }
}
