package org.medchain.history.format;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
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
    return new Entries(fields(event, HistoryWriter::named)).toString();
  }

  private static String json(HistoryEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      fields(event, HistoryValue.Text::new)
          .forEach(
              (name, value) -> {
                out.writeName(name.asName().orElseThrow());
                JsonValues.write(value, out);
              });
      out.writeEndObject();
    }
    return text.toString();
  }

  private static Map<HistoryValue, HistoryValue> fields(
      HistoryEvent event, Function<String, HistoryValue> named) {
    Map<HistoryValue, HistoryValue> fields = new LinkedHashMap<>();
    fields.put(named.apply("index"), HistoryValue.whole(event.index()));
    event.time().ifPresent(time -> fields.put(named.apply("time"), HistoryValue.whole(time)));
    fields.put(named.apply("type"), named.apply(event.type().word()));
    fields.put(
        named.apply("process"),
        event.isNemesis()
            ? named.apply(HistoryEvent.NEMESIS_NAME)
            : HistoryValue.whole(event.process()));
    fields.put(named.apply("f"), named.apply(event.f()));
    fields.put(named.apply("value"), event.value());
    event.more().forEach((name, value) -> fields.put(named.apply(name), value));
    return fields;
  }

  private static HistoryValue named(String name) {
    return KEYWORD.matcher(name).matches() ? HistoryValue.keyword(name) : HistoryValue.text(name);
  }
}
