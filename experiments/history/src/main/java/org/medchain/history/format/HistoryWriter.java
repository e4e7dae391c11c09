package org.medchain.history.format;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medchain.history.HistoryEvent;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Entries;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes histories; what it writes reads back as the same history (HIST-4). */
public final class HistoryWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final Pattern KEYWORD =
      Pattern.compile("[A-Za-z*!_?<>=][A-Za-z0-9*!_?<>=.-]*(?:/[A-Za-z0-9*!_?<>=.-]+)?");

  private HistoryWriter() {}

  /** The text of a file. */
  public static String write(Iterable<HistoryEvent> events, TextFormat format) {
    StringBuilder text = new StringBuilder();
    for (HistoryEvent event : events) {
      text.append(line(event, format)).append('\n');
    }
    return text.toString();
  }

  /** One event, without the end of the line. */
  public static String line(HistoryEvent event, TextFormat format) {
    return switch (format) {
      case EDN -> edn(event);
      case JSONL -> json(event);
    };
  }

  private static String edn(HistoryEvent event) {
    Map<HistoryValue, HistoryValue> fields = new LinkedHashMap<>();
    fields.put(HistoryValue.keyword("index"), HistoryValue.whole(event.index()));
    event
        .time()
        .ifPresent(time -> fields.put(HistoryValue.keyword("time"), HistoryValue.whole(time)));
    fields.put(HistoryValue.keyword("type"), HistoryValue.keyword(event.type().word()));
    fields.put(
        HistoryValue.keyword("process"),
        event.isNemesis()
            ? HistoryValue.keyword(HistoryEvent.NEMESIS_NAME)
            : HistoryValue.whole(event.process()));
    fields.put(HistoryValue.keyword("f"), named(event.f()));
    fields.put(HistoryValue.keyword("value"), event.value());
    event.more().forEach((name, value) -> fields.put(named(name), value));
    return new Entries(fields).toString();
  }

  /** A keyword where the name can be one. */
  private static HistoryValue named(String name) {
    return KEYWORD.matcher(name).matches() ? HistoryValue.keyword(name) : HistoryValue.text(name);
  }

  private static String json(HistoryEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeNumberProperty("index", event.index());
      event.time().ifPresent(time -> out.writeNumberProperty("time", time));
      out.writeStringProperty("type", event.type().word());
      if (event.isNemesis()) {
        out.writeStringProperty("process", HistoryEvent.NEMESIS_NAME);
      } else {
        out.writeNumberProperty("process", event.process());
      }
      out.writeStringProperty("f", event.f());
      out.writeName("value");
      JsonValues.write(event.value(), out);
      event
          .more()
          .forEach(
              (name, value) -> {
                out.writeName(name);
                JsonValues.write(value, out);
              });
      out.writeEndObject();
    }
    return text.toString();
  }
}
