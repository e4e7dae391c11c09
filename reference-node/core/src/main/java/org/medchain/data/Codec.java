package org.medchain.data;

import static java.lang.invoke.MethodType.methodType;
import static org.medchain.data.RecordHandles.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * How the values of a type stand in the canonical encoding: writing, reading and the encoded size
 * follow from one list of fields (DATA-1). The package's page shows how to declare one.
 *
 * @param <T> what is encoded
 */
public final class Codec<T> {
  /** Eight bytes, little-endian. */
  public static final Codec<Long> INT64 = primitive("int64", long.class, 8);

  /** Four bytes, little-endian. */
  public static final Codec<Integer> INT32 = primitive("int32", int.class, 4);

  /** One byte, 0–255. */
  public static final Codec<Integer> UINT8 = primitive("uint8", int.class, 1);

  /** One byte, 0 or 1. */
  public static final Codec<Boolean> FLAG = primitive("flag", boolean.class, 1);

  /** A CompactSize: 1 to 9 bytes. */
  public static final Codec<Long> COUNT =
      of(1, Encoder::sizeOfCount, Encoder::count, Decoder::count);

  /** 32 bytes. */
  public static final Codec<Hash> HASH = fixed(Hash.SIZE, Encoder::hash, Decoder::hash);

  /** Length, then the bytes. */
  public static final Codec<Bytes> BYTES = of(1, Encoder::sizeOf, Encoder::bytes, Decoder::bytes);

  /** Length in UTF-8 bytes, then those. */
  public static final Codec<String> TEXT =
      of(1, text -> Encoder.sizeOf(Bytes.utf8(text)), Encoder::text, Decoder::text);

  private final int minSize;
  private final boolean isFixed;
  private final Handles exact;

  /** The exact handles for any object, made at their first use: most types never come. */
  private MethodHandle size;

  private MethodHandle writer;
  private MethodHandle reader;

  /**
   * Handles {@code (T)int}, {@code (Encoder, T)void} and {@code (Decoder)T}, without a box around a
   * primitive T.
   */
  private record Handles(
      Supplier<MethodHandle> size, Supplier<MethodHandle> writer, Supplier<MethodHandle> reader) {
    static <T> Handles of(
        ToIntFunction<T> size, BiConsumer<Encoder, T> writer, Function<Decoder, T> reader) {
      Class<?> any = Object.class;
      return new Handles(
          () -> method(ToIntFunction.class, "applyAsInt", int.class, any).bindTo(size),
          () -> method(BiConsumer.class, "accept", void.class, any, any).bindTo(writer),
          () -> method(Function.class, "apply", any, any).bindTo(reader));
    }
  }

  private Codec(int minSize, boolean isFixed, Handles exact) {
    this.minSize = minSize;
    this.isFixed = isFixed;
    this.exact = exact;
  }

  MethodHandle exactSize(Class<?> component) {
    return exact.size.get().asType(methodType(int.class, component));
  }

  MethodHandle exactWriter(Class<?> component) {
    return exact.writer.get().asType(methodType(void.class, Encoder.class, component));
  }

  MethodHandle exactReader(Class<?> component) {
    return exact.reader.get().asType(methodType(component, Decoder.class));
  }

  /** The exact length of a value's encoding. */
  public int size(T value) {
    if (isFixed) {
      return minSize;
    }
    if (size == null) {
      size = exactSize(Object.class);
    }
    try {
      return (int) size.invokeExact((Object) value);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Appends a value. */
  public void encode(Encoder out, T value) {
    if (writer == null) {
      writer = exactWriter(Object.class);
    }
    try {
      writer.invokeExact(out, (Object) value);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Reads what {@link #encode} wrote; anything else is refused. */
  @SuppressWarnings("unchecked") // a reader makes what its codec is for
  public T decode(Decoder in) {
    if (reader == null) {
      reader = exactReader(Object.class);
    }
    try {
      return (T) (Object) reader.invokeExact(in);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  /** Handles declare every exception; what these call throws unchecked ones alone. */
  private static RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /** The least encoded size in bytes. */
  public int minSize() {
    return minSize;
  }

  /** The canonical encoding of a value alone. */
  public Bytes encoded(T value) {
    Encoder out = new Encoder(size(value));
    encode(out, value);
    return out.toBytes();
  }

  /**
   * Decodes the whole of {@code input}.
   *
   * @throws MalformedInput if it is not an encoding
   */
  public T decoded(Bytes input) {
    return Decoder.decode(input, this::decode);
  }

  /**
   * A record.
   *
   * @param type the class, whose canonical constructor makes the values
   * @param components in the order of the constructor's parameters
   */
  public static <T extends Record> Codec<T> of(Class<T> type, Codec<?>... components) {
    List<Codec<?>> codecs = List.of(components);
    if (codecs.size() != type.getRecordComponents().length) {
      throw new IllegalArgumentException(type + " has not " + codecs.size() + " components");
    }
    return new Codec<>(
        codecs.stream().mapToInt(each -> each.minSize).sum(),
        codecs.stream().allMatch(each -> each.isFixed),
        new Handles(
            () -> RecordHandles.size(type, codecs),
            () -> RecordHandles.writer(type, codecs),
            () -> RecordHandles.reader(type, codecs)));
  }

  /** Written by hand, for a type that is no list of fields: always {@code size} bytes. */
  public static <T> Codec<T> fixed(
      int size, BiConsumer<Encoder, T> writer, Function<Decoder, T> reader) {
    return new Codec<>(size, true, Handles.of(any -> size, writer, reader));
  }

  /** Written by hand, with a size that depends on the value. */
  public static <T> Codec<T> of(
      int minSize,
      ToIntFunction<T> size,
      BiConsumer<Encoder, T> writer,
      Function<Decoder, T> reader) {
    return new Codec<>(minSize, false, Handles.of(size, writer, reader));
  }

  private static <T> Codec<T> primitive(String method, Class<?> type, int size) {
    return new Codec<>(
        size,
        true,
        new Handles(
            () -> MethodHandles.dropArguments(MethodHandles.constant(int.class, size), 0, type),
            () -> method(Encoder.class, method, Encoder.class, type),
            () -> method(Decoder.class, method, type)));
  }

  /** That many bytes as they are. */
  public static Codec<Bytes> raw(int size) {
    return fixed(size, Encoder::raw, in -> in.raw(size));
  }

  /** One byte for a constant of an enumeration, which error messages call {@code name}. */
  public static <E> Codec<E> codes(String name, E[] constants, ToIntFunction<E> code) {
    Map<Integer, E> byCode = new HashMap<>();
    for (E each : constants) {
      byCode.put(code.applyAsInt(each), each);
    }
    return fixed(
        1,
        (out, each) -> out.uint8(code.applyAsInt(each)),
        in -> known(byCode, in.uint8(), name, in));
  }

  private static <V> V known(Map<Integer, V> byCode, int code, String name, Decoder in) {
    V found = byCode.get(code);
    if (found == null) {
      throw in.malformed("no " + name + " has the code " + code);
    }
    return found;
  }

  /**
   * A type of a sealed interface.
   *
   * @param code stands in one byte before the fields: never reused, never renumbered
   * @param type the class of the values
   * @param codec of its fields
   */
  public record Variant<V>(int code, Class<V> type, Codec<V> codec) {}

  /** A {@link Variant}. */
  public static <V> Variant<V> variant(int code, Class<V> type, Codec<V> codec) {
    return new Variant<>(code, type, codec);
  }

  /** A sealed interface, which error messages call {@code name}, by its variants' codes. */
  @SafeVarargs
  public static <T> Codec<T> union(String name, Variant<? extends T>... variants) {
    Map<Integer, Variant<? extends T>> byCode = new HashMap<>();
    Map<Class<?>, Variant<T>> byType = new HashMap<>();
    int minSize = Integer.MAX_VALUE;
    for (Variant<? extends T> each : variants) {
      @SuppressWarnings("unchecked") // found by its class alone
      Variant<T> exact = (Variant<T>) each;
      byCode.put(each.code, each);
      byType.put(each.type, exact);
      minSize = Math.min(minSize, 1 + each.codec.minSize());
    }
    return of(
        minSize,
        value -> 1 + byType.get(value.getClass()).codec.size(value),
        (out, value) -> {
          Variant<T> variant = byType.get(value.getClass());
          variant.codec.encode(out.uint8(variant.code), value);
        },
        in -> known(byCode, in.uint8(), name, in).codec.decode(in));
  }

  /** Count, then the values. */
  public Codec<List<T>> list() {
    return list(Integer.MAX_VALUE);
  }

  /** Count, then the values, which are no more than that. */
  public Codec<List<T>> list(int atMost) {
    return of(
        1,
        this::sizeOfAll,
        (out, values) -> {
          out.count(values.size());
          for (T each : values) {
            encode(out, each);
          }
        },
        in -> in.list(minSize, atMost, this::decode));
  }

  private int sizeOfAll(List<T> values) {
    int size = Encoder.sizeOfCount(values.size());
    if (isFixed) {
      return size + values.size() * minSize;
    }
    for (T each : values) {
      size += size(each);
    }
    return size;
  }

  /** A flag, then the value if it is 1. */
  public Codec<Optional<T>> optional() {
    return of(
        1,
        value -> 1 + (value.isPresent() ? size(value.get()) : 0),
        (out, value) -> {
          out.flag(value.isPresent());
          value.ifPresent(present -> encode(out, present));
        },
        in -> in.flag() ? Optional.of(decode(in)) : Optional.empty());
  }

  /** Values of another type, encoded as the T that stands for each. */
  public <U> Codec<U> map(Function<T, U> decoded, Function<U, T> encoded) {
    return new Codec<>(
        minSize,
        isFixed,
        Handles.of(
            value -> size(encoded.apply(value)),
            (out, value) -> encode(out, encoded.apply(value)),
            in -> decoded.apply(decode(in))));
  }

  /** Decodes only what {@code check} lets pass, which throws IllegalArgumentException else. */
  public Codec<T> checked(Consumer<T> check) {
    Function<Decoder, T> checking =
        in -> {
          T value = decode(in);
          check.accept(value);
          return value;
        };
    Handles handles = Handles.of(this::size, this::encode, checking);
    return new Codec<>(minSize, isFixed, new Handles(exact.size, exact.writer, handles.reader));
  }
}
