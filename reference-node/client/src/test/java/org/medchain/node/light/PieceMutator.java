package org.medchain.node.light;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.medchain.data.Bytes;
import org.medchain.data.MalformedInput;

/**
 * Changes true values at any depth: a piece is exchanged for one of the same type that is true
 * elsewhere, or for one that is slightly wrong; lists lose, repeat and swap elements.
 */
final class PieceMutator {
  private static final int KEPT = 4_000;

  private final Random random;
  private final Map<String, List<Object>> pieces = new LinkedHashMap<>();

  PieceMutator(Random random) {
    this.random = random;
  }

  /** The value and all its parts may replace others. */
  void learn(Object value) {
    List<Object> known = pieces.computeIfAbsent(kind(value), each -> new ArrayList<>());
    if (known.size() >= KEPT) {
      known.set(random.nextInt(KEPT), value);
    } else {
      known.add(value);
    }
    switch (value) {
      case Record record -> parts(record).forEach(this::learn);
      case List<?> list -> list.forEach(this::learn);
      case Optional<?> optional -> optional.ifPresent(this::learn);
      default -> {}
    }
  }

  /** The kind of values that may replace it: for a list, one of the same elements. */
  private static String kind(Object value) {
    return switch (value) {
      case List<?> list -> list.isEmpty() ? "empty" : "list of " + list.get(0).getClass();
      case Optional<?> optional -> "perhaps " + optional.map(Object::getClass);
      default -> value.getClass().getName();
    };
  }

  /**
   * The value with one to three changes.
   *
   * @throws IllegalArgumentException or {@link MalformedInput} if the changed one cannot exist
   */
  Object mutated(Object value) {
    Object changed = value;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = changed(changed);
    }
    return changed;
  }

  private Object changed(Object value) {
    if (random.nextInt(5) == 0) {
      return other(value);
    }
    return switch (value) {
      case Long number -> number(number);
      case Integer number -> (int) number(number);
      case Boolean flag -> !flag;
      case Bytes bytes -> bytes(bytes);
      case List<?> list -> list(list);
      case Optional<?> optional -> optional.isEmpty() ? other(value) : optional(optional);
      case Record record -> record(record);
      default -> other(value);
    };
  }

  private Object other(Object value) {
    List<Object> known = pieces.getOrDefault(kind(value), List.of(value));
    return known.get(random.nextInt(known.size()));
  }

  private long number(long number) {
    return switch (random.nextInt(6)) {
      case 0 -> number + 1;
      case 1 -> number - 1;
      case 2 -> number ^ (1L << random.nextInt(64));
      case 3 -> random.nextBoolean() ? Long.MAX_VALUE : Integer.MAX_VALUE;
      case 4 -> 0;
      default -> (long) other(number);
    };
  }

  private Object bytes(Bytes bytes) {
    if (bytes.size() == 0 || random.nextInt(4) == 0) {
      return other(bytes);
    }
    byte[] copy = bytes.toArray();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(copy);
  }

  private Object optional(Optional<?> value) {
    return random.nextInt(3) == 0 ? Optional.empty() : value.map(this::changed);
  }

  private Object list(List<?> list) {
    List<Object> copy = new ArrayList<>(list);
    int at = copy.isEmpty() ? 0 : random.nextInt(copy.size());
    int kind = copy.isEmpty() ? 6 : random.nextInt(8);
    switch (kind) {
      case 0 -> copy.remove(at);
      case 1 -> copy.add(copy.get(at));
      case 2 -> Collections.swap(copy, at, random.nextInt(copy.size()));
      case 3 -> copy.set(at, other(copy.get(at)));
      case 4 -> copy.add(at, other(copy.get(at)));
      case 5 -> copy.subList(at, copy.size()).clear();
      case 6 -> {
        return other(list);
      }
      default -> copy.set(at, changed(copy.get(at)));
    }
    return List.copyOf(copy);
  }

  private static List<Object> parts(Record record) {
    List<Object> parts = new ArrayList<>();
    for (RecordComponent each : record.getClass().getRecordComponents()) {
      try {
        each.getAccessor().setAccessible(true);
        parts.add(each.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return parts;
  }

  private Object record(Record record) {
    List<Object> parts = parts(record);
    if (parts.isEmpty()) {
      return record;
    }
    int at = random.nextInt(parts.size());
    parts.set(at, changed(parts.get(at)));
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof MalformedInput malformed) {
        throw malformed;
      }
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw invalid;
      }
      throw new LinkageError(e.getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
