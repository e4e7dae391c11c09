package org.medchain.history.model;

import java.util.Optional;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.value.HistoryValue;

/**
 * What a person may say about a workload.
 *
 * @param initial the value before all operations, where it is not nil or empty
 * @param nilIsUnknown whether a read that returned nil is one whose result is unknown
 * @param negativeBalances whether an account may go below zero
 * @param realTime whether transactions must also respect the order of time
 * @param budget how many configurations a search may visit
 */
public record ModelOptions(
    Optional<HistoryValue> initial,
    boolean nilIsUnknown,
    boolean negativeBalances,
    boolean realTime,
    long budget) {
  /** All as it is where nobody says anything. */
  public static final ModelOptions DEFAULT =
      new ModelOptions(Optional.empty(), false, false, true, LinearChecker.DEFAULT_BUDGET);

  /** With a value before all operations. */
  public ModelOptions withInitial(HistoryValue value) {
    return new ModelOptions(Optional.of(value), nilIsUnknown, negativeBalances, realTime, budget);
  }
}
