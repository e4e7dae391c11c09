package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** HOUSE-5: rooms and files use each other in one direction, and no module one above it. */
class RoomsTest {
  private static final SortedMap<String, SortedMap<String, String>> PACKAGES =
      Rooms.read().packages();
  private static final SourceTree TREE = SourceTree.here();
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");

  @Test
  void noPackagesUseEachOtherInACircle() {
    assertThat(circles(PACKAGES)).isEmpty();
  }

  @Test
  void aCircleIsFound() {
    SortedMap<String, SortedMap<String, String>> planted = new TreeMap<>();
    planted.put("a", new TreeMap<>(Map.of("b", "a.X uses b.Y")));
    planted.put("b", new TreeMap<>(Map.of("c", "b.Y uses c.Z")));
    planted.put("c", new TreeMap<>(Map.of("a", "c.Z uses a.X")));
    planted.put("d", new TreeMap<>(Map.of("a", "d.W uses a.X")));

    assertThat(circles(planted)).hasSize(3);
  }

  /** Files of one package may know each other; an import says that a file leans on another. */
  @Test
  void noFilesImportEachOther() {
    SortedMap<String, Set<String>> imports = new TreeMap<>();
    TREE.mainSources().forEach(file -> imports.put(file.fullName(), new TreeSet<>()));
    TREE.mainSources()
        .forEach(
            file ->
                IMPORT
                    .matcher(TREE.read(file.path()))
                    .results()
                    .map(each -> fileOf(each.group(1), imports.keySet()))
                    .filter(other -> !other.equals(file.fullName()))
                    .forEach(imports.get(file.fullName())::add));
    List<String> circles = new ArrayList<>();
    imports.forEach(
        (from, targets) ->
            targets.stream()
                .filter(to -> imports.getOrDefault(to, Set.of()).contains(from))
                .forEach(to -> circles.add(from + " -> " + to)));
    assertThat(imports.values()).anyMatch(each -> each.size() > 10);
    assertThat(circles).isEmpty();
  }

  /** The file that declares the imported type or member, or what is imported if none does. */
  private static String fileOf(String imported, Set<String> files) {
    String rest = imported;
    while (!files.contains(rest) && rest.indexOf('.') > 0) {
      rest = rest.substring(0, rest.lastIndexOf('.'));
    }
    return rest;
  }

  /** The uses by which a package reaches itself again. */
  private static List<String> circles(SortedMap<String, SortedMap<String, String>> packages) {
    List<String> circles = new ArrayList<>();
    packages.forEach(
        (from, targets) ->
            targets.forEach(
                (to, example) -> {
                  if (reach(packages, to).contains(from)) {
                    circles.add(from + " -> " + to + ": " + example);
                  }
                }));
    return circles;
  }

  private static SortedSet<String> reach(
      SortedMap<String, SortedMap<String, String>> packages, String from) {
    SortedSet<String> reached = new TreeSet<>();
    List<String> next = new ArrayList<>(List.of(from));
    while (!next.isEmpty()) {
      String each = next.removeLast();
      if (reached.add(each) && packages.containsKey(each)) {
        next.addAll(packages.get(each).keySet());
      }
    }
    return reached;
  }

  /** The list says, from the ground up, which modules there are and what each may use. */
  @Test
  void noArrowPointsUpwards() {
    Map<String, List<String>> allowed = new TreeMap<>();
    for (String line : Listed.in("modules.txt")) {
      String[] parts = line.split(":", -1);
      allowed.put(parts[0].strip(), List.of(parts[1].strip().split("\\s+", -1)));
    }
    List<String> wrong = new ArrayList<>();
    PACKAGES.forEach(
        (from, targets) ->
            targets.forEach(
                (to, example) -> {
                  String module = module(from, allowed);
                  String other = module(to, allowed);
                  if (!module.equals(other) && !allowed.get(module).contains(other)) {
                    wrong.add(module + " -> " + other + ": " + example);
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  private static String module(String name, Map<String, List<String>> modules) {
    String rest = name;
    while (!modules.containsKey(rest)) {
      int dot = rest.lastIndexOf('.');
      assertThat(dot).as(name + " is not in modules.txt").isPositive();
      rest = rest.substring(0, dot);
    }
    return rest;
  }
}
