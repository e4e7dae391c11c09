package org.medchain.history.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medchain.history.HistoryEvent;
import org.medchain.history.value.HistoryValue;

/** Writes histories as EDN, an event a line; they read back as the same history (HIST-4). */
public final class HistoryWriter {
  private static final Pattern KEYWORD =
      Pattern.compile("[A-Za-z*!_?<>=][A-Za-z0-9*!_?<>=.-]*(?:/[A-Za-z0-9*!_?<>=.-]+)?");

  private HistoryWriter() {}

  /** The text of a file. */
  public static String write(Iterable<HistoryEvent> events) {
    StringBuilder text = new StringBuilder();
    for (HistoryEvent event : events) {
      text.append(new HistoryValue.Entries(fields(event))).append('\n');
    }
    return text.toString();
  }

  private static Map<HistoryValue, HistoryValue> fields(HistoryEvent event) {
    Map<HistoryValue, HistoryValue> fields = new LinkedHashMap<>();
    fields.put(named("index"), HistoryValue.whole(event.index()));
    event.time().ifPresent(time -> fields.put(named("time"), HistoryValue.whole(time)));
    fields.put(named("type"), named(event.type().word()));
    fields.put(
        named("process"),
        event.isNemesis() ? named(HistoryEvent.NEMESIS_NAME) : HistoryValue.whole(event.process()));
    fields.put(named("f"), named(event.f()));
    fields.put(named("value"), event.value());
    event.more().forEach((name, value) -> fields.put(named(name), value));
    return fields;
  }

  private static HistoryValue named(String name) {
    return KEYWORD.matcher(name).matches() ? HistoryValue.keyword(name) : HistoryValue.text(name);
  }
}
