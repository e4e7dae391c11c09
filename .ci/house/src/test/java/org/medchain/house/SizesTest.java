package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HOUSE-1: files, methods and rooms stay small enough to read at a time. */
class SizesTest {
  private static final int FILE = 400;
  private static final int METHOD = 60;
  private static final int ROOM = 40;

  private static final SourceTree TREE = SourceTree.here();
  private static final List<SourceFile> SOURCES = TREE.mainSources();
  private static final List<SourceFile> TESTS = TREE.testSources();

  @Test
  void noFileIsLongerThan400Lines() {
    assertThat(Stream.concat(SOURCES.stream(), TESTS.stream()).filter(each -> each.lines() > FILE))
        .extracting(each -> each.path() + ": " + each.lines())
        .isEmpty();
  }

  @Test
  void noMethodIsLongerThan60Lines() {
    List<String> longer =
        Stream.concat(
                SOURCES.stream(),
                TESTS.stream().filter(each -> each.path().startsWith("reference-node/core")))
            .flatMap(
                file ->
                    file.methods().stream()
                        .filter(method -> method.lines() > METHOD)
                        .map(method -> file.path() + " " + method.name() + ": " + method.lines()))
            .toList();
    assertThat(longer).isEmpty();
  }

  /** Tests of one package may stand in several modules: each folder is a room of its own. */
  @Test
  void noPackageAndNoFolderOfTestsHasMoreThan40Files() {
    assertThat(rooms(SOURCES, SourceFile::packageName)).isEmpty();
    assertThat(rooms(TESTS, each -> String.valueOf(each.path().getParent()))).isEmpty();
  }

  /** Those with too many files. */
  private static Map<String, Long> rooms(
      List<SourceFile> files, Function<SourceFile, String> place) {
    Map<String, Long> rooms =
        files.stream().collect(Collectors.groupingBy(place, TreeMap::new, Collectors.counting()));
    assertThat(rooms).hasSizeGreaterThan(50);
    rooms.values().removeIf(count -> count <= ROOM);
    return rooms;
  }
}
