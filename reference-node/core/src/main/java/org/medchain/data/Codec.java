package org.medchain.data;

import static java.lang.invoke.MethodType.methodType;
import static org.medchain.data.RecordHandles.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The canonical encoding of a type's values: writing, reading and the encoded size follow from one
 * list of fields (DATA-1). The package's page shows how to declare one.
 *
 * @param <T> what is encoded
 */
public final class Codec<T> {
  /** Eight bytes, little-endian. */
  public static final Codec<Long> INT64 = primitive("int64", long.class, 8);

  /** The same of a number that is not negative, as views and heights. */
  public static final Codec<Long> NATURAL =
      INT64.checked(
          number -> {
            if (number < 0) {
              throw new MalformedInput("a view or height is not negative: " + number);
            }
          });

  /** Four bytes, little-endian. */
  public static final Codec<Integer> INT32 = primitive("int32", int.class, 4);

  /** One byte, 0–255. */
  public static final Codec<Integer> UINT8 = primitive("uint8", int.class, 1);

  public static final Codec<Boolean> FLAG = primitive("flag", boolean.class, 1);

  /** A CompactSize: 1 to 9 bytes. */
  public static final Codec<Long> COUNT =
      of(1, Encoder::sizeOfCount, Encoder::count, Decoder::count).named("count");

  public static final Codec<Hash> HASH =
      fixed(Hash.SIZE, Encoder::hash, Decoder::hash).named("hash");

  public static final Codec<Bytes> BYTES =
      of(1, Encoder::sizeOf, Encoder::bytes, Decoder::bytes).named("bytes");

  /** Length in UTF-8 bytes, then those. */
  public static final Codec<String> TEXT =
      Codec.<String>of(1, text -> Encoder.sizeOf(Bytes.utf8(text)), Encoder::text, Decoder::text)
          .named("text");

  private final String name;
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

  private Codec(String name, int minSize, boolean isFixed, Handles exact) {
    this.name = name;
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

  /** Handles declare every exception; the methods that these call throw only unchecked ones. */
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

  /** The canonical encoding of one value by itself. */
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

  public Codec<T> named(String other) {
    return new Codec<>(other, minSize, isFixed, exact);
  }

  /** The encoded type, for people: a record with its fields. */
  @Override
  public String toString() {
    return name;
  }

  /**
   * The codec that the type declares, or that follows from its declaration.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static <T> Codec<T> of(Class<T> type) {
    return TypeCodecs.ALL.codec(type);
  }

  /**
   * A record with a component that is not encoded as its type is.
   *
   * @param type the class, whose canonical constructor makes the values
   * @param components in the order of the constructor's parameters
   */
  public static <T extends Record> Codec<T> of(Class<T> type, Codec<?>... components) {
    return of(type, List.of(components), 0);
  }

  /** For a record whose last component, with this codec, comes before the others. */
  public static <T extends Record> Codec<T> lastFirst(Class<T> type, Codec<?> last) {
    int others = type.getRecordComponents().length - 1;
    Stream<Codec<?>> codecs = TypeCodecs.ALL.components(type).limit(others);
    return of(type, Stream.concat(codecs, Stream.of(last)).toList(), others);
  }

  /** The encoding begins with component {@code first}; the others follow in their order. */
  private static <T extends Record> Codec<T> of(Class<T> type, List<Codec<?>> codecs, int first) {
    Argument.refuseIf(
        codecs.size() != type.getRecordComponents().length,
        "%s has not %s components",
        type,
        codecs.size());
    return new Codec<>(
        TypeCodecs.fields(type),
        codecs.stream().mapToInt(each -> each.minSize).sum(),
        codecs.stream().allMatch(each -> each.isFixed),
        new Handles(
            () -> RecordHandles.size(type, codecs),
            () -> RecordHandles.writer(type, codecs, first),
            () -> RecordHandles.reader(type, codecs, first)));
  }

  /** Written by hand, for a type that is not a list of fields: always {@code size} bytes. */
  public static <T> Codec<T> fixed(
      int size, BiConsumer<Encoder, T> writer, Function<Decoder, T> reader) {
    return new Codec<>("", size, true, Handles.of(any -> size, writer, reader));
  }

  /** Written by hand, with a size that depends on the value. */
  public static <T> Codec<T> of(
      int minSize,
      ToIntFunction<T> size,
      BiConsumer<Encoder, T> writer,
      Function<Decoder, T> reader) {
    return new Codec<>("", minSize, false, Handles.of(size, writer, reader));
  }

  /**
   * Written by a type's own {@link Encodable#encode}. A size is found by writing, so this is for
   * rare values.
   */
  public static <T extends Encodable> Codec<T> written(int minSize, Function<Decoder, T> reader) {
    return of(
        minSize,
        value -> {
          Encoder out = new Encoder();
          value.encode(out);
          return out.size();
        },
        Encoder::value,
        reader);
  }

  /**
   * A field that a format got later, in front of one of eight bytes: nothing for {@code none}, else
   * a number that cannot be there, and the value.
   *
   * @param refusal of {@code none} behind the number: it has only one encoding
   */
  public static <T> Codec<T> marked(long mark, Codec<T> codec, T none, String refusal) {
    return of(
        0,
        value -> value.equals(none) ? 0 : 8 + codec.size(value),
        (out, value) -> {
          if (!value.equals(none)) {
            codec.encode(out.int64(mark), value);
          }
        },
        in -> {
          if (!in.skips(mark)) {
            return none;
          }
          T value = codec.decode(in);
          if (value.equals(none)) {
            throw in.malformed(refusal);
          }
          return value;
        });
  }

  private static <T> Codec<T> primitive(String method, Class<?> type, int size) {
    return new Codec<>(
        method,
        size,
        true,
        new Handles(
            () -> MethodHandles.dropArguments(MethodHandles.constant(int.class, size), 0, type),
            () -> method(Encoder.class, method, Encoder.class, type),
            () -> method(Decoder.class, method, type)));
  }

  public static Codec<Bytes> raw(int size) {
    return fixed(size, Encoder::raw, in -> in.raw(size));
  }

  /** One byte for a constant of an enumeration, which error messages call {@code name}. */
  public static <E> Codec<E> codes(String name, E[] constants, ToIntFunction<E> code) {
    Map<Integer, E> byCode = new LinkedHashMap<>();
    for (E each : constants) {
      byCode.put(code.applyAsInt(each), each);
    }
    return Codec.<E>fixed(
            1,
            (out, each) -> out.uint8(code.applyAsInt(each)),
            in -> TypeCodecs.known(byCode, in.uint8(), name, in))
        .named(name);
  }

  /** With this number in front, in one byte. */
  Codec<T> behind(int code) {
    return new Codec<>(
        name,
        1 + minSize,
        isFixed,
        Handles.of(
            value -> 1 + size(value),
            (out, value) -> encode(out.uint8(code), value),
            in -> {
              if (in.uint8() != code) {
                throw in.malformed("the code is not " + code);
              }
              return decode(in);
            }));
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
            (Encoder out, List<T> values) -> {
              out.count(values.size());
              for (T each : values) {
                encode(out, each);
              }
            },
            in -> in.list(minSize, atMost, this::decode))
        .named(name);
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

  /** Values of another type, encoded as the T that represents each. */
  public <U> Codec<U> map(Function<T, U> decoded, Function<U, T> encoded) {
    return new Codec<>(
        name,
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
    return new Codec<>(
        name, minSize, isFixed, new Handles(exact.size, exact.writer, handles.reader));
  }
}
