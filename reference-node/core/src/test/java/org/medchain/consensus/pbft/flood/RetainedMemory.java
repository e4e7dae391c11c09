package org.medchain.consensus.pbft.flood;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** About how many bytes some objects reach; a kind that the walker does not know is refused. */
public final class RetainedMemory {
  private static final int HEADER = 16;
  private static final int FIELD = 8;
  private static final int ENTRY = 40;

  /** Whose whole content their iteration shows; views of larger lists are not among them. */
  private static final List<String> COLLECTIONS =
      List.of(
          "java.util.ArrayList",
          "java.util.ArrayDeque",
          "java.util.TreeSet",
          "java.util.LinkedHashSet",
          "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$ListN");

  private static final List<String> MAPS =
      List.of(
          "java.util.TreeMap", "java.util.LinkedHashMap", "java.util.ImmutableCollections$MapN");

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private final Map<String, List<Field>> fields = new TreeMap<>();
  private long bytes;

  private RetainedMemory() {}

  /** Bytes reachable from the roots; an object that several reach counts once. */
  public static long bytes(Object... roots) {
    RetainedMemory walk = new RetainedMemory();
    Arrays.asList(roots).forEach(walk::reach);
    while (!walk.open.isEmpty()) {
      walk.visit(walk.open.pop());
    }
    return walk.bytes;
  }

  private void reach(Object object) {
    if (object != null && seen.add(object)) {
      open.push(object);
    }
  }

  private void visit(Object object) {
    Class<?> type = object.getClass();
    bytes += HEADER;
    if (type.isArray()) {
      visitArray(object);
    } else if (object instanceof Collection<?> all && COLLECTIONS.contains(type.getName())) {
      bytes += (long) ENTRY * all.size();
      all.forEach(this::reach);
    } else if (object instanceof Map<?, ?> map && MAPS.contains(type.getName())) {
      bytes += (long) ENTRY * map.size();
      map.keySet().forEach(this::reach);
      map.values().forEach(this::reach);
    } else if (object instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (object instanceof BitSet bits) {
      bytes += bits.size() / Byte.SIZE;
    } else if (object instanceof String text) {
      bytes += text.length();
    } else if (!isLeaf(object)) {
      visitFields(object, type);
    }
  }

  private static boolean isLeaf(Object object) {
    return object instanceof Number
        || object instanceof Boolean
        || object instanceof Enum<?>
        || object instanceof Class<?>;
  }

  private void visitArray(Object array) {
    int length = Array.getLength(array);
    if (array instanceof Object[] objects) {
      bytes += (long) FIELD * length;
      Arrays.asList(objects).forEach(this::reach);
    } else {
      bytes += array instanceof byte[] ? length : (long) FIELD * length;
    }
  }

  private void visitFields(Object object, Class<?> type) {
    if (!isOurs(type)) {
      throw new AssertionError("what a " + type.getName() + " holds is not known");
    }
    for (Field field : fields.computeIfAbsent(type.getName(), name -> instanceFields(type))) {
      bytes += FIELD;
      if (!field.getType().isPrimitive()) {
        reach(value(field, object));
      }
    }
  }

  /** The platform's, as AbstractList, are the tops of some of ours, and hold nothing there. */
  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("org.medchain.");
  }

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Class<?> each = type; isOurs(each); each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          found.add(field);
        }
      }
    }
    return found;
  }

  private static Object value(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " cannot be read", e);
    }
  }
}
