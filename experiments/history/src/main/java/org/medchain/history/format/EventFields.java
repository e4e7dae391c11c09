package org.medchain.history.format;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Tagged;

/** An event from and to a map; both formats share it. */
final class EventFields {
  private EventFields() {}

  /**
   * The event that a map or a record is.
   *
   * @param index the number where the map has none
   */
  static HistoryEvent event(HistoryValue value, long index) throws HistoryFormatException {
    HistoryValue bare = value instanceof Tagged tagged ? tagged.value() : value;
    if (!(bare instanceof Entries entries)) {
      throw new HistoryFormatException(
          "not an event but " + kind(bare) + "; allowed: a map with :type, :process, :f, :value");
    }
    Map<String, HistoryValue> fields = new LinkedHashMap<>();
    for (Map.Entry<HistoryValue, HistoryValue> entry : entries.items().entrySet()) {
      Optional<String> name = entry.getKey().asName();
      if (name.isEmpty()) {
        throw new HistoryFormatException(
            "a field is " + kind(entry.getKey()) + "; allowed: names such as :type");
      }
      if (fields.put(name.get(), entry.getValue()) != null) {
        throw new HistoryFormatException(
            "the field " + shown(name.get()) + " twice; allowed: once");
      }
    }
    EventType type = type(fields.remove("type"));
    long process = process(fields.remove("process"));
    String f = function(fields.remove("f"));
    HistoryValue returned = fields.remove("value");
    OptionalLong time = number("time", fields.remove("time"), Long.MIN_VALUE);
    OptionalLong number = number("index", fields.remove("index"), 0);
    return new HistoryEvent(
        number.orElse(index),
        process,
        type,
        f,
        returned == null ? HistoryValue.nil() : returned,
        time,
        fields);
  }

  private static String name(HistoryValue value) {
    return value == null ? "" : value.asName().orElse("");
  }

  private static EventType type(HistoryValue value) throws HistoryFormatException {
    return Stream.of(EventType.values())
        .filter(each -> each.word().equals(name(value)))
        .findFirst()
        .orElseThrow(() -> wrong("type", value, "invoke, ok, fail, info"));
  }

  private static long process(HistoryValue value) throws HistoryFormatException {
    return name(value).equals(HistoryEvent.NEMESIS_NAME)
        ? HistoryEvent.NEMESIS
        : whole(value, 0)
            .orElseThrow(() -> wrong("process", value, "an integer from 0 or :nemesis"));
  }

  private static String function(HistoryValue value) throws HistoryFormatException {
    if (name(value).isEmpty()) {
      throw wrong("f", value, "a name such as :read");
    }
    return name(value);
  }

  private static OptionalLong number(String field, HistoryValue value, long least)
      throws HistoryFormatException {
    OptionalLong number = whole(value, least);
    if (number.isEmpty() && value != null && !value.isNil()) {
      throw wrong(field, value, "an integer" + (least == 0 ? " from 0" : "") + " of 64 bits");
    }
    return number;
  }

  private static OptionalLong whole(HistoryValue value, long least) {
    return value instanceof HistoryValue.Whole(BigInteger whole)
            && whole.bitLength() < Long.SIZE
            && whole.longValue() >= least
        ? OptionalLong.of(whole.longValue())
        : OptionalLong.empty();
  }

  private static HistoryFormatException wrong(String field, HistoryValue value, String allowed) {
    String what = value == null ? "is missing" : "is " + shown(value.toString());
    return new HistoryFormatException(":" + field + " " + what + "; allowed: " + allowed);
  }

  private static String shown(String text) {
    String line = text.codePoints().anyMatch(Character::isISOControl) ? "control text" : text;
    return line.length() <= 60 ? line : line.substring(0, 59) + "…";
  }

  private static String kind(HistoryValue value) {
    String name = value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return switch (value) {
      case HistoryValue.Nil nil -> "nil";
      case HistoryValue.Entries entries -> "a map";
      case HistoryValue.Elements elements -> "a set";
      case HistoryValue.Whole whole -> "an integer";
      case HistoryValue.Text text -> "a string";
      default -> "a " + name;
    };
  }
}
