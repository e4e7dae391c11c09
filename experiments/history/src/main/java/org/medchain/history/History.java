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

  /** Checks the rules. */
  public static History of(List<HistoryEvent> events) throws HistoryFormatException {
    Pairing pairing = new Pairing();
    for (HistoryEvent each : events) {
      pairing.take(each);
    }
    return pairing.history();
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

  /** Takes one event after the other, and finds the completion of each invocation. */
  public static final class Pairing {
    private final List<HistoryEvent> events = new ArrayList<>();
    private final List<HistoryOperation> operations = new ArrayList<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<Long, Long> ended = new HashMap<>();
    private long last = -1;

    /** The index of the next event, if it says none. */
    public long next() {
      return last + 1;
    }

    /** The next event. */
    public void take(HistoryEvent event) throws HistoryFormatException {
      if (event.index() <= last) {
        throw new HistoryFormatException(
            "index " + event.index() + " after " + last + "; allowed: indices that grow");
      }
      last = event.index();
      Long end = ended.get(event.process());
      if (end != null) {
        throw wrong(
            event,
            "after its info at index "
                + end
                + "; allowed: nothing, the client continues under another process number");
      }
      if (event.type() == EventType.INVOKE && !event.isNemesis()) {
        invoke(event);
      } else if (!event.isNemesis()) {
        complete(event);
      }
      events.add(event);
    }

    private void invoke(HistoryEvent event) throws HistoryFormatException {
      Integer before = open.putIfAbsent(event.process(), operations.size());
      if (before != null) {
        throw wrong(
            event,
            "while its operation of index "
                + operations.get(before).invocation().index()
                + " is open; allowed: ok, fail or info first");
      }
      operations.add(
          new HistoryOperation(event, Optional.empty(), events.size(), HistoryOperation.NEVER));
    }

    private void complete(HistoryEvent event) throws HistoryFormatException {
      Integer at = open.remove(event.process());
      if (at == null) {
        throw wrong(event, "without an open operation; allowed: invoke");
      }
      HistoryOperation invoked = operations.get(at);
      if (!invoked.f().equals(event.f())) {
        throw wrong(event, "completes " + invoked.f() + "; allowed: the function that was invoked");
      }
      int end = events.size();
      if (event.type() == EventType.INFO) {
        ended.put(event.process(), event.index());
        end = HistoryOperation.NEVER;
      }
      operations.set(
          at, new HistoryOperation(invoked.invocation(), Optional.of(event), invoked.start(), end));
    }

    private static HistoryFormatException wrong(HistoryEvent event, String what) {
      return new HistoryFormatException(
          "process %s: %s %s %s"
              .formatted(event.processName(), event.type().word(), event.f(), what));
    }

    /** What was taken. */
    public History history() {
      return new History(events, operations);
    }
  }
}
