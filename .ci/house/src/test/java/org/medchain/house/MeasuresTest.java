package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * HOUSE-7: prints how large the house is. With {@code -Dhouse.root=FOLDER} it measures the sources
 * of another checkout in the same way.
 */
class MeasuresTest {
  @Test
  void printsTheMeasures() {
    List<SourceFile> sources = SourceTree.here().mainSources();
    SourceFile longest =
        sources.stream().max(Comparator.comparingInt(SourceFile::lines)).orElseThrow();
    int method =
        sources.stream()
            .flatMap(file -> file.methods().stream())
            .mapToInt(SourceFile.Method::lines)
            .max()
            .orElseThrow();
    Map<String, Long> rooms =
        sources.stream()
            .collect(
                Collectors.groupingBy(
                    SourceFile::packageName, TreeMap::new, Collectors.counting()));
    Map<String, Long> names =
        sources.stream()
            .collect(Collectors.groupingBy(SourceFile::simpleName, Collectors.counting()));
    long same = names.values().stream().filter(count -> count > 1).count();
    int lines = sources.stream().mapToInt(SourceFile::codeLines).sum();

    print("lines of code", lines);
    print("files", sources.size());
    print("longest file", longest.lines() + " " + longest.path());
    print("longest method", method);
    print("most files a package", rooms.values().stream().max(Long::compare).orElseThrow());
    print("simple names that occur twice", same);
    print("without a way in", withoutAWayIn(sources));

    assertThat(lines).isPositive();
  }

  private static String withoutAWayIn(Collection<SourceFile> sources) {
    if (System.getProperty("house.root") != null) {
      return "not known: it takes that checkout's classes";
    }
    Set<String> lost = WayInTest.unreached(List.of("library.txt"));
    int lines =
        sources.stream()
            .filter(file -> lost.contains(file.fullName()))
            .mapToInt(SourceFile::codeLines)
            .sum();
    return lost.size() + " types, " + lines + " lines of code";
  }

  private static void print(String what, Object figure) {
    System.out.println(String.format(Locale.ROOT, "%-32s %s", what, figure));
  }
}
