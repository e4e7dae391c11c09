package org.medchain.experiments.results;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.RecordCopy;

/** A record as fields of a table: its components in their order, a part's in the part's place. */
final class RecordRow {
  private RecordRow() {}

  static Stream<String> texts(Record row) {
    return Arrays.stream(row.getClass().getRecordComponents())
        .map(component -> RecordCopy.read(component, row))
        .flatMap(
            value -> value instanceof Record part ? texts(part) : Stream.of(CsvTable.text(value)));
  }

  /**
   * The record of such fields.
   *
   * @throws IllegalArgumentException if a field is not what {@link #texts} writes
   */
  static <R extends Record> R read(Class<R> type, Iterator<String> fields) {
    return RecordCopy.make(type, component -> value(component.getType(), fields));
  }

  private static Object value(Class<?> type, Iterator<String> fields) {
    if (type.isRecord()) {
      return read(type.asSubclass(Record.class), fields);
    }
    String text = fields.next();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(each -> ConfigKeys.of((Enum<?>) each).equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }
    return switch (type.getSimpleName()) {
      case "int" -> Integer.parseInt(text);
      case "long" -> Long.parseLong(text);
      case "double" -> Double.parseDouble(text);
      case "boolean" -> text.equals("true");
      case "OptionalDouble" ->
          text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
      case "Optional" -> Optional.of(text).filter(each -> !each.isEmpty());
      default -> text;
    };
  }
}
