package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
    assertThat(EntryPoints.find(SourceTree.here())).contains("org.medchain.experiments.Medchain");
    assertThat(unreached(List.of("library.txt")))
        .as("has a way in now: strike it out")
        .containsAll(types("waiting.txt"));
    assertThat(unreached(List.of("library.txt", "waiting.txt"))).isEmpty();
  }

  /** What neither an entry point nor what these lists name leads to. */
  static SortedSet<String> unreached(List<String> lists) {
    SortedSet<String> entries = new TreeSet<>(EntryPoints.find(SourceTree.here()));
    lists.forEach(list -> entries.addAll(types(list)));
    SortedSet<String> lost = new TreeSet<>(ROOMS.uses().keySet());
    lost.removeAll(ROOMS.reachable(entries));
    return lost;
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
