package org.medchain.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryEvent.EventType;

/**
 * A history that obeys the rules (HIST-1): a client process has at most one open operation, a
 * completion follows its invocation and names the same function, and a process whose operation
 * ended in {@code info} does nothing more. Jepsen's client then continues as another process.
 */
public final class History {
  private final List<HistoryEvent> events;
  private final List<HistoryOperation> operations;

  private History(List<HistoryEvent> events, List<HistoryOperation> operations) {
    this.events = List.copyOf(events);
    this.operations = List.copyOf(operations);
  }

  /** An event that breaks a rule. */
  public static final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1;

    /** Position of the event. */
    private final int position;

    private InvalidEventException(int position, String message) {
      super(message, null, false, false);
      this.position = position;
    }

    /** Which event of the list, from 0. */
    public int position() {
      return position;
    }
  }

  /** Checks the rules. */
  public static History of(List<HistoryEvent> events) throws InvalidEventException {
    Pairing pairing = new Pairing();
    for (int i = 0; i < events.size(); i++) {
      pairing.take(events.get(i), i);
    }
    return new History(events, pairing.operations());
  }

  /** All events, in their order. */
  public List<HistoryEvent> events() {
    return events;
  }

  /** The clients' operations in the order of their invocations. */
  public List<HistoryOperation> operations() {
    return operations;
  }

  /** Those of one function. */
  public List<HistoryOperation> operations(String f) {
    return operations.stream().filter(each -> each.f().equals(f)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History history && events.equals(history.events);
  }

  @Override
  public int hashCode() {
    return events.hashCode();
  }

  @Override
  public String toString() {
    return "history of " + events.size() + " events";
  }

  /** Finds the completion of each invocation. */
  private static final class Pairing {
    private final List<HistoryOperation> operations = new ArrayList<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<Long, Long> ended = new HashMap<>();
    private long last = -1;

    void take(HistoryEvent event, int position) throws InvalidEventException {
      if (event.index() <= last) {
        throw new InvalidEventException(
            position, "index " + event.index() + " after " + last + "; allowed: indices that grow");
      }
      last = event.index();
      if (event.isNemesis()) {
        return;
      }
      if (ended.containsKey(event.process())) {
        throw wrong(
            event,
            position,
            "after its info at index "
                + ended.get(event.process())
                + "; allowed: nothing, the client continues under another process number");
      }
      if (event.type() == EventType.INVOKE) {
        invoke(event, position);
      } else {
        complete(event, position);
      }
    }

    private void invoke(HistoryEvent event, int position) throws InvalidEventException {
      Integer before = open.putIfAbsent(event.process(), operations.size());
      if (before != null) {
        throw wrong(
            event,
            position,
            "while its operation of index "
                + operations.get(before).invocation().index()
                + " is open; allowed: ok, fail or info first");
      }
      operations.add(
          new HistoryOperation(event, Optional.empty(), position, HistoryOperation.NEVER));
    }

    private void complete(HistoryEvent event, int position) throws InvalidEventException {
      Integer at = open.remove(event.process());
      if (at == null) {
        throw wrong(event, position, "without an open operation; allowed: invoke");
      }
      HistoryOperation invoked = operations.get(at);
      if (!invoked.f().equals(event.f())) {
        throw wrong(
            event,
            position,
            "completes " + invoked.f() + "; allowed: the function that was invoked");
      }
      boolean known = event.type() != EventType.INFO;
      if (!known) {
        ended.put(event.process(), event.index());
      }
      operations.set(
          at,
          new HistoryOperation(
              invoked.invocation(),
              Optional.of(event),
              invoked.start(),
              known ? position : HistoryOperation.NEVER));
    }

    private static InvalidEventException wrong(HistoryEvent event, int position, String what) {
      return new InvalidEventException(
          position,
          "process %s: %s %s %s"
              .formatted(event.processName(), event.type().word(), event.f(), what));
    }

    List<HistoryOperation> operations() {
      return operations;
    }
  }
}
