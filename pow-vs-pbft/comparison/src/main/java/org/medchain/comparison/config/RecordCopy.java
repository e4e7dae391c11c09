package org.medchain.comparison.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Copies of records in which some components are others, without naming those that stay. */
public final class RecordCopy<R extends Record> {
  private static final Map<Class<?>, Object> ABSENT =
      Map.of(
          Optional.class, Optional.empty(),
          OptionalDouble.class, OptionalDouble.empty(),
          OptionalInt.class, OptionalInt.empty(),
          OptionalLong.class, OptionalLong.empty());

  /** Looked up once: a search for saturation makes copies for each step. */
  private static final ClassValue<RecordComponent[]> PARTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private final Class<R> type;
  private final Function<RecordComponent, ?> usual;
  private final Map<String, Object> others = new TreeMap<>();

  private RecordCopy(Class<R> type, Function<RecordComponent, ?> usual) {
    this.type = type;
    this.usual = usual;
  }

  /** A copy of a record, which is made when all that is to be other has been said. */
  @SuppressWarnings("unchecked")
  public static <R extends Record> RecordCopy<R> of(R record) {
    return new RecordCopy<>((Class<R>) record.getClass(), part -> read(part, record));
  }

  /** A record without a value for what is optional; all else is to be said. */
  public static <R extends Record> RecordCopy<R> ofNothing(Class<R> type) {
    return new RecordCopy<>(type, part -> ABSENT.get(part.getType()));
  }

  /** Another value of the component of this name. */
  public RecordCopy<R> with(String name, Object value) {
    others.put(name, value);
    return this;
  }

  /** The copy. */
  public R made() {
    Set<String> unknown = new TreeSet<>(others.keySet());
    R copy =
        make(
            type,
            part ->
                unknown.remove(part.getName()) ? others.get(part.getName()) : usual.apply(part));
    ConfigChecks.refuseIf(!unknown.isEmpty(), type + " has no " + unknown);
    return copy;
  }

  /** The same record except for one component. */
  public static <R extends Record> R with(R record, String name, Object value) {
    return of(record).with(name, value).made();
  }

  /** The same record except for the components of these names. */
  public static <R extends Record> R with(R record, Map<String, ?> others) {
    RecordCopy<R> copy = of(record);
    copy.others.putAll(others);
    return copy.made();
  }

  /** A record all of whose components are optional, without any value. */
  static <R extends Record> R absent(Class<R> type) {
    return ofNothing(type).made();
  }

  /** The same record with its lists in order, where their order means nothing. */
  @SuppressWarnings("unchecked")
  static <T> T inOrder(T record) {
    Record whole = (Record) record;
    return (T) make(whole.getClass(), part -> sorted(read(part, whole)));
  }

  private static Object sorted(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(RecordCopy::sorted).sorted(RecordCopy::compare).toList()
        : value;
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    return one instanceof Comparable<?> first
        ? ((Comparable<Object>) first).compareTo(other)
        : one.toString().compareTo(other.toString());
  }

  /** A value that may be optional, or optional within an optional one. */
  public static Optional<Object> present(Object found) {
    return switch (found) {
      case OptionalDouble number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case OptionalLong number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case OptionalInt number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case Optional<?> other -> other.flatMap(RecordCopy::present);
      default -> Optional.of(found);
    };
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
