package org.medchain.contract.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.data.ClassConstant;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The canonical encoding that follows from a record's declaration: its components, one after the
 * other, in their order. So a field is declared once. A type that has a {@code CODEC} or a static
 * {@code decode} keeps an encoding of its own.
 */
final class RecordCodec {
  private static final Map<Class<?>, StateCodec<?>> BASIC = new LinkedHashMap<>();

  static {
    BASIC.put(long.class, StateCodec.INT64);
    BASIC.put(int.class, new StateCodec<>("int32", 4, Encoder::int32, Decoder::int32));
    BASIC.put(boolean.class, new StateCodec<>("flag", 1, RecordCodec::flag, Decoder::flag));
    BASIC.put(String.class, new StateCodec<>("text", 1, Encoder::text, Decoder::text));
    BASIC.put(Bytes.class, new StateCodec<>("bytes", 1, Encoder::bytes, Decoder::bytes));
    BASIC.put(Hash.class, StateCodec.HASH);
    BASIC.put(PublicKey.class, StateCodec.KEY);
  }

  private static final ClassValue<StateCodec<?>> CODECS =
      new ClassValue<>() {
        @Override
        protected StateCodec<?> computeValue(Class<?> type) {
          return BASIC.containsKey(type) ? BASIC.get(type) : derived(type);
        }
      };

  private static final ClassConstant<Codec<Object>> DECLARED =
      new ClassConstant<>("CODEC", Codec.class);

  private RecordCodec() {}

  /** The codec of a type. Its room is the least encoded length. */
  @SuppressWarnings("unchecked")
  static <T> StateCodec<T> of(Type type) {
    return type instanceof ParameterizedType list
        ? (StateCodec<T>) ofList(of(list.getActualTypeArguments()[0]))
        : (StateCodec<T>) CODECS.get((Class<?>) type);
  }

  static <T> StateCodec<List<T>> ofList(StateCodec<T> each) {
    return new StateCodec<>(
        each.text(),
        1,
        (out, all) -> {
          out.count(all.size());
          all.forEach(one -> each.writer().accept(out, one));
        },
        in -> in.list(each.room(), each.reader()));
  }

  private static StateCodec<?> derived(Class<?> type) {
    Optional<Codec<Object>> declared = DECLARED.get(type);
    if (declared.isPresent()) {
      Codec<Object> own = declared.get();
      return new StateCodec<>(type.getSimpleName(), own.minSize(), own::encode, own::decode);
    }
    for (Method each : type.getDeclaredMethods()) {
      if (each.getName().equals("decode") && each.getParameterCount() == 1) {
        MethodHandle own = handle(each);
        return new StateCodec<Encodable>(
            type.getSimpleName(), 1, Encoder::value, in -> call(own, in));
      }
    }
    if (type.isEnum()) {
      return ofEnum(type.asSubclass(Coded.class));
    }
    if (type.isSealed()) {
      return ofAlternatives(type);
    }
    if (!type.isRecord()) {
      throw new IllegalArgumentException("no encoding follows from the declaration of " + type);
    }
    return ofRecord(type);
  }

  private static <C extends Coded> StateCodec<C> ofEnum(Class<C> type) {
    return new StateCodec<>(
        words(type.getSimpleName()),
        1,
        (out, value) -> out.uint8(value.code()),
        in -> Coded.decode(type, in));
  }

  /** One of several records: its number first. */
  private static StateCodec<Object> ofAlternatives(Class<?> type) {
    Map<Integer, StateCodec<Object>> alternatives = new TreeMap<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      alternatives.put(code(each), fields(each));
    }
    return new StateCodec<>(
        words(type.getSimpleName()),
        1,
        (out, value) -> of(value.getClass()).writer().accept(out, value),
        in -> {
          int code = in.uint8();
          if (!alternatives.containsKey(code)) {
            throw in.malformed("no " + words(type.getSimpleName()) + " has the code " + code);
          }
          return alternatives.get(code).reader().apply(in);
        });
  }

  private static int code(Class<?> type) {
    return type.getAnnotation(Code.class).value();
  }

  private static StateCodec<Object> ofRecord(Class<?> type) {
    StateCodec<Object> fields = fields(type);
    return type.isAnnotationPresent(Code.class)
        ? new StateCodec<>(
            fields.text(),
            1 + fields.room(),
            (out, value) -> fields.writer().accept(out.uint8(code(type)), value),
            in -> {
              throw in.malformed("one of several alternatives is read as such");
            })
        : fields;
  }

  /** The codec of a record's components, without its number. */
  static <T> StateCodec<T> fields(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<MethodHandle> accessors = new ArrayList<>();
    List<StateCodec<Object>> codecs = new ArrayList<>();
    for (RecordComponent each : components) {
      accessors.add(handle(each.getAccessor()));
      codecs.add(of(each.getGenericType()));
    }
    MethodHandle constructor = constructor(type, components);
    return new StateCodec<>(
        Arrays.stream(components)
            .map(each -> words(each.getName()))
            .collect(Collectors.joining(", ")),
        codecs.stream().mapToInt(StateCodec::room).sum(),
        (out, value) -> {
          for (int i = 0; i < codecs.size(); i++) {
            codecs.get(i).writer().accept(out, call(accessors.get(i), value));
          }
        },
        in -> call(constructor, codecs.stream().map(each -> each.reader().apply(in)).toArray()));
  }

  private static void flag(Encoder out, boolean set) {
    out.uint8(set ? 1 : 0);
  }

  /** For people: "locked until" of {@code lockedUntil}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static MethodHandle handle(Method method) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method).asType(MethodType.genericMethodType(1));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.genericMethodType(1));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the code behind the handle throws is thrown as it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a handle's type is not known
  private static <T> T call(MethodHandle handle, Object argument) {
    try {
      return (T) (Object) handle.invokeExact(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
