package org.medchain.faults.workload;

import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.value.HistoryValue;

/**
 * How the history has the end of a call that was answered.
 *
 * @param type ok, or fail where the ledger refused it
 * @param value what it returned
 */
public record CallCompletion(EventType type, HistoryValue value) {
  /** It happened. */
  public static CallCompletion ok(HistoryValue value) {
    return new CallCompletion(EventType.OK, value);
  }

  /** It did not happen. */
  public static CallCompletion fail(HistoryValue value) {
    return new CallCompletion(EventType.FAIL, value);
  }
}
