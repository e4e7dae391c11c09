package org.medchain.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which top-level type of main code uses which, read from the class files.
 *
 * @param uses by full name; types of libraries are left out
 */
record Rooms(SortedMap<String, SortedSet<String>> uses) {
  private static final String OURS = "org.medchain.";

  static Rooms read() {
    SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
    for (JavaClass type : MainClasses.ALL) {
      if (type.getPackageName().startsWith("org.medchain.house")
          || type.getPackageName().startsWith("org.medchain.costs")
          || type.getPackageName().startsWith("org.medchain.tutorial")
          || type.getName().contains("jmh_generated")) {
        continue;
      }
      SortedSet<String> used = uses.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
      for (Dependency each : type.getDirectDependenciesFromSelf()) {
        String other = topLevel(each.getTargetClass().getBaseComponentType());
        if (other.startsWith(OURS) && !other.equals(topLevel(type))) {
          used.add(other);
        }
      }
    }
    return new Rooms(uses);
  }

  private static String topLevel(JavaClass type) {
    int nested = type.getName().indexOf('$');
    return nested < 0 ? type.getName() : type.getName().substring(0, nested);
  }

  static String packageOf(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }

  /** Which package uses which, without itself; with one example of a use each. */
  SortedMap<String, SortedMap<String, String>> packages() {
    SortedMap<String, SortedMap<String, String>> packages = new TreeMap<>();
    for (Map.Entry<String, SortedSet<String>> entry : uses.entrySet()) {
      String from = packageOf(entry.getKey());
      SortedMap<String, String> targets = packages.computeIfAbsent(from, name -> new TreeMap<>());
      for (String used : entry.getValue()) {
        if (!packageOf(used).equals(from)) {
          targets.putIfAbsent(packageOf(used), entry.getKey() + " uses " + used);
        }
      }
    }
    return packages;
  }

  /** All types that can be reached from some. */
  SortedSet<String> reachable(Iterable<String> from) {
    SortedSet<String> reached = new TreeSet<>();
    from.forEach(type -> reach(type, reached));
    return reached;
  }

  private void reach(String type, SortedSet<String> reached) {
    Deque<String> next = new ArrayDeque<>();
    next.add(type);
    while (!next.isEmpty()) {
      String each = next.remove();
      if (uses.containsKey(each) && reached.add(each)) {
        next.addAll(uses.get(each));
      }
    }
  }
}
