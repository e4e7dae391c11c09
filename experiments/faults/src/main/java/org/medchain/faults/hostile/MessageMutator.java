package org.medchain.faults.hostile;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Changes one part of a recorded message, at any depth, and leaves the rest as it was. */
record MessageMutator(SplittableRandom random, ArbitraryValues values) {
  private static final int ATTEMPTS = 8;

  /** The record with one part changed; the same one if every change is refused. */
  Object mutate(Record whole) {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    for (int i = 0; i < ATTEMPTS && components.length > 0; i++) {
      int changed = random.nextInt(components.length);
      Object[] parts = new Object[components.length];
      for (int each = 0; each < parts.length; each++) {
        Object before = Reflected.part(whole, components[each]);
        parts[each] = each == changed ? changed(before, components[each]) : before;
      }
      Optional<Object> made = Reflected.build(whole.getClass(), parts);
      if (made.isPresent()) {
        return made.get();
      }
    }
    return whole;
  }

  private Object changed(Object before, RecordComponent component) {
    return switch (before) {
      case List<?> list
          when component.getGenericType() instanceof ParameterizedType generic && !list.isEmpty() ->
          changedList(list, generic);
      case Record nested when random.nextInt(3) > 0 -> mutate(nested);
      case Long number when random.nextInt(3) == 0 -> Math.max(0, number + random.nextInt(5) - 2);
      default -> values.of(component.getGenericType());
    };
  }

  private List<Object> changedList(List<?> before, ParameterizedType generic) {
    List<Object> list = new ArrayList<>(before);
    int at = random.nextInt(list.size());
    switch (random.nextInt(6)) {
      case 0 -> list.remove(at);
      case 1 -> list.add(list.get(at)); // a duplicate
      case 2 -> Collections.swap(list, 0, at);
      case 3 -> list.add(values.of(generic.getActualTypeArguments()[0]));
      case 4 -> {
        if (list.get(at) instanceof Record entry) {
          list.set(at, mutate(entry));
        }
      }
      default -> {
        return values.list(generic.getActualTypeArguments()[0]);
      }
    }
    return list;
  }
}
