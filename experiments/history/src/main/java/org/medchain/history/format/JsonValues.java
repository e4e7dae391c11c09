package org.medchain.history.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Bool;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Real;
import org.medchain.history.value.HistoryValue.Sequence;
import org.medchain.history.value.HistoryValue.Text;
import org.medchain.history.value.HistoryValue.Whole;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Values from JSON (HIST-2). What JSON cannot say (keywords, sets, fractions, maps with other keys
 * than strings) is an object with the one key {@code $edn}, whose string is EDN.
 */
final class JsonValues {
  /** The key of what only EDN can say. */
  static final String EDN = "$edn";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EdnParser.DEPTH_MAX + 1)
                  .maxNumberLength(EdnParser.DIGITS_MAX)
                  .maxStringLength(HistoryReader.BYTES_MAX)
                  .maxNameLength(HistoryReader.BYTES_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonValues() {}

  /** Takes an event and where it begins. */
  @FunctionalInterface
  interface EventSink {
    void add(int place, HistoryValue value) throws HistoryFormatException;
  }

  /** The events of a text: objects one after another, or in arrays. */
  static void read(String text, EventSink events) throws HistoryFormatException {
    int from = text.startsWith("\uFEFF") ? 1 : 0;
    int place = from;
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), text.substring(from))) {
      while (parser.nextToken() != null) {
        place = from + (int) parser.currentTokenLocation().getCharOffset();
        boolean opens = parser.currentToken() == JsonToken.START_ARRAY;
        // Other arrays, and their ends, are within values.
        if (parser.currentToken() != JsonToken.END_ARRAY
            && !(opens && parser.streamReadContext().getParent().inRoot())) {
          events.add(place, value(parser));
        }
      }
    } catch (JacksonException e) {
      int at = e.getLocation() == null ? place : from + (int) e.getLocation().getCharOffset();
      throw HistoryFormatException.at(
          text,
          Math.min(text.length(), at),
          "not JSON: %s; allowed: objects, or an array of them, nesting up to %s"
              .formatted(reason(e), EdnParser.DEPTH_MAX));
    }
  }

  /** The first words of the library's message, without what it says about itself. */
  private static String reason(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll("[\\s\\p{Cntrl}]+", " ");
    String first = message.split("[;:.(\\[]", 2)[0].strip();
    return first.length() <= 80 ? first : first.substring(0, 79) + "…";
  }

  private static HistoryValue value(JsonParser parser) throws HistoryFormatException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_NULL -> HistoryValue.nil();
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      case VALUE_STRING -> new Text(parser.getString());
      case VALUE_NUMBER_INT -> new Whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> new Real(finite(parser));
      case START_ARRAY -> array(parser);
      case START_OBJECT -> object(parser);
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static double finite(JsonParser parser) {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new StreamReadException(parser, "a number beyond the range of 64 bits");
    }
    return value;
  }

  private static HistoryValue array(JsonParser parser) throws HistoryFormatException {
    List<HistoryValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Sequence(items);
  }

  private static HistoryValue object(JsonParser parser) throws HistoryFormatException {
    Map<HistoryValue, HistoryValue> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      HistoryValue key = new Text(parser.currentName());
      parser.nextToken();
      entries.put(key, value(parser));
    }
    HistoryValue edn = entries.get(new Text(EDN));
    return entries.size() == 1 && edn instanceof Text text
        ? EdnParser.only(text.value())
        : new Entries(entries);
  }
}
