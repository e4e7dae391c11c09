package org.medchain.faults.result;

import java.util.List;
import java.util.OptionalLong;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryOperation;

/**
 * How long clients waited for the cluster after a fault (FAULT-13): to the end of the first
 * operation that was invoked afterwards and succeeded.
 *
 * @param span the fault
 * @param fromBeginningNs counted from the fault's beginning; empty if nothing succeeded any more
 * @param fromHealNs counted from its heal
 */
public record RecoveryTime(FaultSpan span, OptionalLong fromBeginningNs, OptionalLong fromHealNs) {
  /** Of each fault that was done. */
  public static List<RecoveryTime> of(List<FaultSpan> spans, List<HistoryOperation> operations) {
    return spans.stream()
        .filter(each -> each.problem().isEmpty())
        .map(each -> of(each, operations))
        .toList();
  }

  static RecoveryTime of(FaultSpan span, List<HistoryOperation> operations) {
    return new RecoveryTime(
        span, since(span.fromNs(), operations), since(span.untilNs(), operations));
  }

  /** The kind of the fault. */
  public NemesisKind kind() {
    return span.fault().kind();
  }

  private static OptionalLong since(long atNs, List<HistoryOperation> operations) {
    long first = Long.MAX_VALUE;
    for (HistoryOperation each : operations) {
      if (each.isOk() && timeNs(each.invocation()) >= atNs) {
        first = Math.min(first, timeNs(each.completion().orElseThrow()));
      }
    }
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first - atNs);
  }

  private static long timeNs(HistoryEvent event) {
    return event.time().orElseThrow();
  }
}
