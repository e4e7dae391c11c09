package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-6: everything in main has a way in, by a command, a service or the documented library. What
 * still waits for its command stands on a list, by name, and leaves it when it has one.
 */
class WayInTest {
  private static final Rooms ROOMS = Rooms.read();

  @Test
  void everyTypeIsReachedFromAnEntryPoint() {
    SortedSet<String> entries = EntryPoints.find(SourceTree.here());
    assertThat(entries).contains("org.medchain.experiments.Medchain");
    List<String> library = types("library.txt");
    List<String> waiting = types("waiting.txt");
    SortedSet<String> without = new TreeSet<>(entries);
    without.addAll(library);
    Set<String> reached = ROOMS.reachable(without);

    assertThat(waiting).as("has a way in now: strike it out").noneMatch(reached::contains);
    SortedSet<String> with = new TreeSet<>(without);
    with.addAll(waiting);
    SortedSet<String> lost = new TreeSet<>(ROOMS.uses().keySet());
    lost.removeAll(ROOMS.reachable(with));
    assertThat(lost).isEmpty();
  }

  /** A name that ends in {@code .*} is that of a package. */
  private static List<String> types(String list) {
    List<String> types = new ArrayList<>();
    for (String name : Listed.in(list)) {
      List<String> meant =
          ROOMS.uses().keySet().stream()
              .filter(
                  type ->
                      name.endsWith(".*")
                          ? (Rooms.packageOf(type) + ".*").equals(name)
                          : type.equals(name))
              .toList();
      assertThat(meant).as(list + " names " + name).isNotEmpty();
      types.addAll(meant);
    }
    return types;
  }
}
