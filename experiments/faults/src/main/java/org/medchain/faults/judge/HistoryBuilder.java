package org.medchain.faults.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.medchain.data.Block;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NemesisAction;
import org.medchain.faults.host.ServiceRead;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.workload.AnsweredCall;
import org.medchain.faults.workload.CallCompletion;
import org.medchain.faults.workload.WorkloadCall;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;

/** Makes a run's history of what clients were told (FAULT-7). */
record HistoryBuilder(HostOutcome outcome) {
  /**
   * An event before it has its number.
   *
   * @param order among the clients' events
   */
  private record TimedEvent(
      long atNs, long order, long process, EventType type, String f, HistoryValue value) {}

  History build() {
    replay();
    List<TimedEvent> clients = new ArrayList<>();
    for (CallRecord each : outcome.calls()) {
      clients.add(
          new TimedEvent(
              each.invokedNs(),
              each.invokedOrder(),
              each.process(),
              EventType.INVOKE,
              each.call().f(),
              each.call().value()));
      CallCompletion end = completion(each);
      clients.add(
          new TimedEvent(
              each.endedNs(),
              each.endedOrder(),
              each.process(),
              end.type(),
              each.call().f(),
              end.value()));
    }
    clients.sort(Comparator.comparingLong(TimedEvent::order));
    // Of what happens at one time a fault comes first.
    return history(
        Stream.concat(nemesis().stream(), clients.stream())
            .sorted(Comparator.comparingLong(TimedEvent::atNs))
            .toList());
  }

  private static CallCompletion unknown(CallRecord call) {
    return new CallCompletion(EventType.INFO, call.call().value());
  }

  private CallCompletion completion(CallRecord call) {
    return call.answer()
        .map(
            answer ->
                outcome.workload().complete(new AnsweredCall(call.request(), call.call(), answer)))
        .orElseGet(() -> unknown(call));
  }

  /** Each request once, at its first place. */
  private void replay() {
    Map<RequestId, WorkloadCall> calls = new HashMap<>();
    outcome.calls().forEach(each -> calls.put(each.request(), each.call()));
    for (Block block : LedgerChecker.agreed(outcome).values()) {
      for (Transaction each : block.transactions()) {
        WorkloadCall call = calls.remove(each.request());
        if (call != null) {
          outcome.workload().ordered(each, call);
        }
      }
    }
  }

  private List<TimedEvent> nemesis() {
    List<TimedEvent> events = new ArrayList<>();
    for (NemesisAction each : outcome.actions()) {
      String f = (each.begins() ? "start-" : "stop-") + each.fault().kind().word();
      List<HistoryValue> nodes =
          each.fault().nodes().stream().map(node -> HistoryValue.text("n" + node)).toList();
      HistoryValue value =
          each.problem().map(HistoryValue::text).orElseGet(() -> new HistoryValue.Sequence(nodes));
      events.add(new TimedEvent(each.atNs(), 0, HistoryEvent.NEMESIS, EventType.INFO, f, value));
    }
    for (ServiceRead each : outcome.serviceReads()) {
      HistoryValue value =
          HistoryValue.sequence(
              HistoryValue.text("n" + each.node()),
              HistoryValue.whole(each.code()),
              HistoryValue.whole(each.tookMs()));
      events.add(
          new TimedEvent(
              each.atNs(), 0, HistoryEvent.NEMESIS, EventType.INFO, "service-read", value));
    }
    return events;
  }

  private static History history(List<TimedEvent> events) {
    List<HistoryEvent> numbered = new ArrayList<>();
    for (TimedEvent each : events) {
      numbered.add(
          new HistoryEvent(
              numbered.size(),
              each.process(),
              each.type(),
              each.f(),
              each.value(),
              OptionalLong.of(each.atNs()),
              Map.of()));
    }
    try {
      return History.of(numbered);
    } catch (HistoryFormatException e) {
      throw new IllegalStateException("the interpreter broke a rule of histories", e);
    }
  }
}
