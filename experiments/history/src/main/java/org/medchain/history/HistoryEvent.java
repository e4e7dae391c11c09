package org.medchain.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.medchain.history.value.HistoryValue;

/**
 * One line of a history, which Jepsen calls an operation: an invocation or its completion (HIST-1).
 *
 * @param index its number; numbers grow
 * @param process the client process, or {@link #NEMESIS}
 * @param type what kind of event
 * @param f the function: what is done
 * @param value what it takes or returns
 * @param time nanoseconds, where they are known
 * @param more other fields of the line, kept as they are
 */
public record HistoryEvent(
    long index,
    long process,
    EventType type,
    String f,
    HistoryValue value,
    OptionalLong time,
    Map<String, HistoryValue> more) {
  /** The process that injects faults. Its events stand alone. */
  public static final long NEMESIS = -1;

  /** How Jepsen writes the process that injects faults. */
  public static final String NEMESIS_NAME = "nemesis";

  /** The four types. */
  public enum EventType {
    /** An operation begins. */
    INVOKE,
    /** It happened. */
    OK,
    /** It did not happen, and never will. */
    FAIL,
    /** It may have happened, or happen at any later time. */
    INFO;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public HistoryEvent {
    more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
  }

  /** Without a time. */
  public static HistoryEvent of(
      long index, long process, EventType type, String f, HistoryValue value) {
    return new HistoryEvent(index, process, type, f, value, OptionalLong.empty(), Map.of());
  }

  /** Whether a fault, not a client's operation. */
  public boolean isNemesis() {
    return process == NEMESIS;
  }

  /** The process as it is written. */
  public String processName() {
    return isNemesis() ? NEMESIS_NAME : Long.toString(process);
  }
}
