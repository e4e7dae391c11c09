package org.medchain.faults.result;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.history.HistoryOperation;

/** What became of an operation. */
public enum CallOutcome {
  /** It happened. */
  OK,
  /** It did not happen. */
  FAIL,
  /** Nobody knows. */
  INFO;

  static CallOutcome of(HistoryOperation operation) {
    return operation.isOk() ? OK : operation.isFailed() ? FAIL : INFO;
  }

  /** How many of each, all three present. */
  public static Map<CallOutcome, Integer> count(List<HistoryOperation> operations) {
    Map<CallOutcome, Integer> counts = new EnumMap<>(CallOutcome.class);
    for (CallOutcome each : values()) {
      counts.put(each, 0);
    }
    operations.forEach(each -> counts.merge(of(each), 1, Integer::sum));
    return counts;
  }

  /** As results have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
