package org.medchain.claims.experiment;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Records as rows: a column for each component, in snake case; records in them take its place. */
public final class RecordColumns {
  private RecordColumns() {}

  /** The names of the columns. */
  public static List<String> names(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent each : type.getRecordComponents()) {
      if (each.getType().isRecord()) {
        names.addAll(names(each.getType()));
      } else {
        names.add(each.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The values of a row; an absent one is an empty text. */
  public static List<Object> values(Record row) {
    List<Object> values = new ArrayList<>();
    try {
      for (RecordComponent each : row.getClass().getRecordComponents()) {
        each.getAccessor().setAccessible(true);
        Object value = each.getAccessor().invoke(row);
        switch (value) {
          case Record inner when each.getType().isRecord() -> values.addAll(values(inner));
          case Optional<?> option -> values.add(option.map(Object.class::cast).orElse(""));
          case OptionalDouble option ->
              values.add(option.isPresent() ? (Object) option.getAsDouble() : "");
          default -> values.add(value);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row of " + row.getClass(), e);
    }
    return values;
  }
}
