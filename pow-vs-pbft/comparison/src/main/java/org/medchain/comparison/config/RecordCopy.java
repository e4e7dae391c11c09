package org.medchain.comparison.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Copies of records in which some components are others, without naming those that stay. */
public final class RecordCopy {
  private static final Map<Class<?>, Object> ABSENT =
      Map.of(
          Optional.class, Optional.empty(),
          OptionalDouble.class, OptionalDouble.empty(),
          OptionalInt.class, OptionalInt.empty());

  /** Looked up once: a search for saturation makes copies for each step. */
  private static final ClassValue<RecordComponent[]> PARTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private RecordCopy() {}

  /**
   * The same record except for the given components.
   *
   * @param others new values by the names of their components
   */
  @SuppressWarnings("unchecked")
  public static <R extends Record> R with(R record, Map<String, ?> others) {
    Set<String> unknown = new TreeSet<>(others.keySet());
    R copy =
        (R)
            make(
                record.getClass(),
                part ->
                    unknown.remove(part.getName())
                        ? others.get(part.getName())
                        : read(part, record));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(record.getClass() + " has no " + unknown);
    }
    return copy;
  }

  /** A record all of whose components are optional, without any value. */
  static <R extends Record> R absent(Class<R> type) {
    return make(type, part -> ABSENT.get(part.getType()));
  }

  /** The value of a component. */
  public static Object read(RecordComponent part, Record record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's accessor", e);
    }
  }

  /** A record of these values. */
  public static <R extends Record> R make(Class<R> type, Function<RecordComponent, ?> value) {
    RecordComponent[] parts = PARTS.get(type);
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types)
          .newInstance(Arrays.stream(parts).map(value).toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a record's constructor", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's constructor", e);
    }
  }
}
