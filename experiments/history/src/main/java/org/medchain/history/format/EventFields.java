package org.medchain.history.format;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

  private static EventType type(HistoryValue value) throws HistoryFormatException {
    String name = value == null ? "" : value.asName().orElse("");
    for (EventType type : EventType.values()) {
      if (type.word().equals(name)) {
        return type;
      }
    }
    throw wrong("type", value, "invoke, ok, fail, info");
  }

  private static long process(HistoryValue value) throws HistoryFormatException {
    if (value != null && value.asName().filter(HistoryEvent.NEMESIS_NAME::equals).isPresent()) {
      return HistoryEvent.NEMESIS;
    }
    OptionalLong number = value == null ? OptionalLong.empty() : number("process", value, 0);
    if (number.isEmpty()) {
      throw wrong("process", value, "an integer from 0 or :nemesis");
    }
    return number.getAsLong();
  }

  private static String function(HistoryValue value) throws HistoryFormatException {
    Optional<String> name = value == null ? Optional.empty() : value.asName();
    if (name.isEmpty() || name.get().isEmpty()) {
      throw wrong("f", value, "a name such as :read");
    }
    return name.get();
  }

  private static OptionalLong number(String field, HistoryValue value, long least)
      throws HistoryFormatException {
    if (value == null || value.isNil()) {
      return OptionalLong.empty();
    }
    if (value instanceof HistoryValue.Whole whole
        && whole.value().bitLength() < Long.SIZE
        && whole.value().longValue() >= least) {
      return OptionalLong.of(whole.value().longValue());
    }
    throw wrong(
        field,
        value,
        field.equals("process")
            ? "an integer from 0 or :nemesis"
            : "an integer" + (least == 0 ? " from 0" : "") + " of 64 bits");
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
