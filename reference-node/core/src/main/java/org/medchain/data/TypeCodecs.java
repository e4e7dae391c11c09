package org.medchain.data;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The codecs of types: the one in a type's static field {@code CODEC}, or the one that follows from
 * its declaration, so that a record lists its fields once. Looked up once for each class.
 *
 * <p>An interface that anyone may implement is written as each value is; to be read, it needs
 * codecs that know of which kind its values are.
 */
public final class TypeCodecs extends ClassValue<Optional<Codec<?>>> {
  static final TypeCodecs ALL = new TypeCodecs(void.class, void.class);

  private final Class<?> open;
  private final Class<?> kind;

  /** Those in which each value of an open interface has this kind. */
  public <T> TypeCodecs(Class<T> open, Class<? extends T> kind) {
    this.open = open;
    this.kind = kind;
  }

  /**
   * The codec of a type, as {@link Codec#of(Class)} without such an interface in it.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked") // found by its class
  public <T> Codec<T> codec(Class<T> type) {
    return (Codec<T>) of((Type) type);
  }

  /** The codec of a component's type. */
  private Codec<?> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Codec<?> each = of(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == List.class ? each.list() : each.optional();
    }
    return get((Class<?>) type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no encoding follows from the declaration of " + type));
  }

  /** The codec of a value's class; nothing if the class writes its values by hand. */
  @SuppressWarnings("unchecked") // found by the value's class
  static <T> Optional<Codec<T>> find(T value) {
    return (Optional<Codec<T>>) (Optional<?>) ALL.get(value.getClass());
  }

  @Override
  protected Optional<Codec<?>> computeValue(Class<?> type) {
    if (type == open) {
      return get(kind);
    }
    Optional<Codec<?>> fields = declared(type).or(() -> derived(type));
    return type.isAnnotationPresent(Code.class)
        ? fields.map(each -> each.behind(code(type)))
        : fields;
  }

  private static int code(Class<?> type) {
    return type.getAnnotation(Code.class).value();
  }

  /** Nothing, too, while the type is initialized: then it asks for the one that it will declare. */
  private static Optional<Codec<?>> declared(Class<?> type) {
    try {
      Field field = type.getDeclaredField("CODEC");
      field.setAccessible(true);
      return Optional.ofNullable((Codec<?>) field.get(null));
    } catch (NoSuchFieldException none) {
      return basic(type);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Codec<?>> basic(Class<?> type) {
    return switch (type.getName()) {
      case "long", "java.lang.Long" -> Optional.of(Codec.INT64);
      case "int", "java.lang.Integer" -> Optional.of(Codec.INT32);
      case "boolean" -> Optional.of(Codec.FLAG);
      case "java.lang.String" -> Optional.of(Codec.TEXT);
      case "org.medchain.data.Bytes" -> Optional.of(Codec.BYTES);
      case "org.medchain.data.Hash" -> Optional.of(Codec.HASH);
      default -> Optional.empty();
    };
  }

  private Optional<Codec<?>> derived(Class<?> type) {
    if (type.isEnum() && Coded.class.isAssignableFrom(type)) {
      Coded[] constants = (Coded[]) type.getEnumConstants();
      return Optional.of(Codec.codes(words(type.getSimpleName()), constants, Coded::code));
    }
    if (type.isSealed()) {
      return Optional.of(alternatives(type));
    }
    if (type.isInterface() && Encodable.class.isAssignableFrom(type)) {
      return Optional.of(Codec.written(1, in -> unreadable(type, in)));
    }
    if (!type.isRecord() || isWrittenByHand(type)) {
      return Optional.empty();
    }
    Codec<?>[] components = components(type).toArray(Codec<?>[]::new);
    return Optional.of(Codec.of(type.asSubclass(Record.class), components));
  }

  private static Encodable unreadable(Class<?> type, Decoder in) {
    throw in.malformed("no kind of " + words(type.getSimpleName()) + " is known here");
  }

  /** Those of a record's components, each found when it is asked for. */
  Stream<Codec<?>> components(Class<?> record) {
    return Stream.of(record.getRecordComponents()).map(this::component);
  }

  private Codec<?> component(RecordComponent each) {
    return each.isAnnotationPresent(Natural.class) ? Codec.NATURAL : of(each.getGenericType());
  }

  /** One of several records, which may hold others of them: each begins with its number. */
  private Codec<?> alternatives(Class<?> type) {
    Map<Integer, Class<?>> byCode = new TreeMap<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      byCode.put(code(each), each);
    }
    String name = words(type.getSimpleName());
    return Codec.of(
            1,
            each -> find(each).orElseThrow().size(each),
            (out, each) -> find(each).orElseThrow().encode(out, each),
            in -> of(known(byCode, in.peek(), name, in)).decode(in))
        .named(name);
  }

  static <V> V known(Map<Integer, V> byCode, int code, String name, Decoder in) {
    V found = byCode.get(code);
    if (found == null) {
      throw in.malformed("no " + name + " has the code " + code);
    }
    return found;
  }

  private static boolean isWrittenByHand(Class<?> type) {
    return Stream.of(type.getDeclaredMethods()).anyMatch(each -> each.getName().equals("encode"));
  }

  /** The fields of a record, for people. */
  static String fields(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(TypeCodecs::words)
        .collect(Collectors.joining(", "));
  }

  /** For people: "locked until" of {@code lockedUntil}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
