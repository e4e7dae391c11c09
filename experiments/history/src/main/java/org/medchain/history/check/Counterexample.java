package org.medchain.history.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryOperation;

/**
 * A part of a history that has no linearization, and would have one without its last operation.
 *
 * @param partition the key whose operations these are; empty where the model has one object
 * @param operations by the order of their invocations; those that end later are open here
 * @param impossible the operation whose result nothing explains
 * @param states what the object may be just before its completion, at most a few
 */
public record Counterexample(
    String partition,
    List<HistoryOperation> operations,
    HistoryOperation impossible,
    List<String> states) {
  /** The events of these operations alone, in their order, as a history of its own. */
  public List<HistoryEvent> events() {
    List<HistoryEvent> events = new ArrayList<>();
    for (HistoryOperation each : operations) {
      events.add(each.invocation());
      if (!each.isOpen()) {
        events.add(each.completion().orElseThrow());
      }
    }
    events.sort(Comparator.comparingLong(HistoryEvent::index));
    return events;
  }
}
