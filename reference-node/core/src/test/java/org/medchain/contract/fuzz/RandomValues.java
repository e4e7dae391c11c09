package org.medchain.contract.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** Makes a value of any record from its components, mostly of what the world knows. */
final class RandomValues {
  private static final int TRIES = 20;

  /** The world's knowledge. */
  interface Known {
    PublicKey key();

    Hash hash();

    String type();

    long height();

    IncentiveRules rules();
  }

  private final Random random;
  private final Known known;

  RandomValues(Random random, Known known) {
    this.random = random;
    this.known = known;
  }

  /** A value, with some of these components; nothing if no try gives a valid one. */
  <T> Optional<T> of(Class<T> type, Map<String, Object> like) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return Optional.of(type.cast(value(type.getSimpleName(), type, like)));
      } catch (IllegalArgumentException e) {
        // No such value: another one.
      }
    }
    return Optional.empty();
  }

  static Map<String, Object> components(Record value) {
    Map<String, Object> all = new TreeMap<>();
    for (RecordComponent each : value.getClass().getRecordComponents()) {
      try {
        each.getAccessor().setAccessible(true);
        all.put(each.getName(), each.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return all;
  }

  private Object value(String name, Type type, Map<String, Object> like) {
    Object same = like.get(name);
    if (same != null && boxed(type).isInstance(same) && random.nextInt(8) > 0) {
      return same;
    }
    List<Object> alike = like.values().stream().filter(boxed(type)::isInstance).toList();
    return alike.isEmpty() || random.nextInt(5) < 3
        ? fresh(name, type, like)
        : alike.get(random.nextInt(alike.size()));
  }

  private static Class<?> boxed(Type type) {
    if (type instanceof ParameterizedType) {
      return Void.class;
    }
    if (type == long.class) {
      return Long.class;
    }
    if (type == int.class) {
      return Integer.class;
    }
    return type == boolean.class ? Boolean.class : (Class<?>) type;
  }

  private Object fresh(String name, Type type, Map<String, Object> like) {
    if (type instanceof ParameterizedType list) {
      Type of = list.getActualTypeArguments()[0];
      return list.getRawType() == Optional.class
          ? Optional.of(value(name, of, like)).filter(any -> random.nextBoolean())
          : list(name, of, like);
    }
    if (type == PublicKey.class) {
      return known.key();
    }
    if (type == Hash.class) {
      return known.hash();
    }
    if (type == String.class) {
      return known.type();
    }
    if (type == long.class) {
      return number();
    }
    if (type == int.class) {
      return (int) number();
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    return compound(type, like);
  }

  private Object compound(Type type, Map<String, Object> like) {
    if (type == Bytes.class) {
      return bytes();
    }
    if (type == BigInteger.class) {
      return BigInteger.valueOf(1 + random.nextInt(500));
    }
    if (type == IncentiveRules.class) {
      return known.rules();
    }
    Class<?> whole = (Class<?>) type;
    if (whole.isEnum()) {
      Object[] constants = whole.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (whole.isSealed()) {
      Class<?>[] kinds = whole.getPermittedSubclasses();
      return compound(kinds[random.nextInt(kinds.length)], like);
    }
    return record(whole, like);
  }

  /** Mostly few; now and then as many as a list may have, and more. */
  private List<Object> list(String name, Type each, Map<String, Object> like) {
    int size = random.nextInt(20) == 0 ? random.nextInt(140) : random.nextInt(4);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(name, each, like));
    }
    return values;
  }

  private Object record(Class<?> type, Map<String, Object> like) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new AssertionError("the fuzzer makes no " + type + ": give it a hint");
    }
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getName(), components[i].getGenericType(), like);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw invalid;
      }
      throw new LinkageError(e.getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  Bytes bytes() {
    byte[] content = new byte[random.nextInt(50) == 0 ? 3_000 : random.nextInt(80)];
    random.nextBytes(content);
    return Bytes.of(content);
  }

  /** Small, near the height, or at an edge. */
  private long number() {
    return switch (random.nextInt(12)) {
      case 0 -> known.height() + random.nextInt(11) - 5;
      case 1 -> random.nextInt(1_000_000);
      case 2 -> PointRules.MAX_POINTS - random.nextInt(2);
      case 3 -> random.nextBoolean() ? Long.MAX_VALUE : Integer.MAX_VALUE;
      case 4 -> -1L * random.nextInt(3);
      default -> 1L + random.nextInt(12);
    };
  }
}
