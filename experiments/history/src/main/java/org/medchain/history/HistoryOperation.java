package org.medchain.history;

import java.util.Optional;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.value.HistoryValue;

/**
 * An operation as a whole: its invocation and what came of it.
 *
 * @param invocation the first event
 * @param completion the second event; none where the history ends before
 * @param start position of the invocation among the events
 * @param end position of the completion; {@link #NEVER} of an operation that stays open
 */
public record HistoryOperation(
    HistoryEvent invocation, Optional<HistoryEvent> completion, int start, int end) {
  /** The end of an operation that may still take effect when the history is over. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** The client. */
  public long process() {
    return invocation.process();
  }

  /** What is done. */
  public String f() {
    return invocation.f();
  }

  /** What it is called with. */
  public HistoryValue argument() {
    return invocation.value();
  }

  /** What the completion says, of an operation that succeeded or failed; else the argument. */
  public HistoryValue result() {
    return isOpen() ? invocation.value() : completion.orElseThrow().value();
  }

  /** Whether it happened. */
  public boolean isOk() {
    return completion.filter(event -> event.type() == EventType.OK).isPresent();
  }

  /** Whether it certainly did not happen. */
  public boolean isFailed() {
    return completion.filter(event -> event.type() == EventType.FAIL).isPresent();
  }

  /** Whether nobody knows: an {@code info}, or no completion at all. */
  public boolean isOpen() {
    return end == NEVER;
  }

  /** Whether it ended before another began. */
  public boolean precedes(HistoryOperation other) {
    return end < other.start;
  }

  /** The same operation as if its completion had never been seen. */
  public HistoryOperation reopened() {
    return isOpen() ? this : new HistoryOperation(invocation, Optional.empty(), start, NEVER);
  }

  /** One line for people: the process, what it did, and what came of it. */
  public String describe() {
    String head = "process " + invocation.processName() + ": " + f() + " " + argument();
    if (isOpen()) {
      return head + " (open)";
    }
    String result = result().equals(argument()) ? "" : " -> " + result();
    return head + result + (isFailed() ? " (failed)" : "");
  }
}
