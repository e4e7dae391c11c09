package org.medchain.faults.oracle;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Replica;

/**
 * How much a replica of PBFT keeps by height or view: the window between its water marks and a few
 * views, for all messages of others (SCH-4). It inspects the objects, as there is no other way.
 */
public final class MemoryBoundOracle {
  /** Far above the widest window of a plan, far below the size of a flood. */
  public static final int MAX_NUMBERS = 100;

  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private int largestNumberRange;

  private MemoryBoundOracle() {}

  /**
   * Entries of the largest map or window by numbers that the replica holds; its clients' not
   * counted.
   */
  public static int largestNumberRange(Replica replica) {
    MemoryBoundOracle walk = new MemoryBoundOracle();
    walk.reach(replica);
    while (!walk.open.isEmpty()) {
      walk.visit(walk.open.pop());
    }
    return walk.largestNumberRange;
  }

  private void reach(Object object) {
    if (object != null && seen.add(object)) {
      open.push(object);
    }
  }

  private void visit(Object object) {
    if (object instanceof Map<?, ?> map) {
      if (!map.isEmpty() && map.keySet().iterator().next() instanceof Long) {
        largestNumberRange = Math.max(largestNumberRange, map.size());
      }
      map.values().forEach(this::reach);
    } else if (object instanceof Optional<?> optional) {
      optional.ifPresent(this::reach);
    } else if (object.getClass().getName().startsWith("org.medchain.consensus.")
        && !(object instanceof ClientTable)
        && !object.getClass().isRecord()) {
      for (Field field : FIELDS.computeIfAbsent(object.getClass(), MemoryBoundOracle::fields)) {
        try {
          reach(field.get(object));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(field + " cannot be read", e);
        }
      }
    }
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> found = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        found.add(field);
      }
    }
    return found;
  }
}
