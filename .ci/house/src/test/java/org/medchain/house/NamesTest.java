package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HOUSE-2, HOUSE-3: one meaning for a name, and the field's words ({@code spec/glossary.md}). */
class NamesTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final List<SourceFile> SOURCES = TREE.mainSources();

  @Test
  void noTypesShareASimpleName() {
    Map<String, Long> uses =
        SOURCES.stream()
            .collect(
                Collectors.groupingBy(SourceFile::simpleName, TreeMap::new, Collectors.counting()));
    uses.values().removeIf(count -> count == 1);

    assertThat(uses).isEmpty();
  }

  @Test
  void everyNameIsOneOfTheField() {
    Set<String> banned = Set.copyOf(Listed.in("banned-identifiers.txt"));
    List<String> found =
        SOURCES.stream()
            .flatMap(
                file ->
                    Stream.concat(file.types().stream(), file.names().stream())
                        .filter(banned::contains)
                        .map(name -> file.path() + ": " + name))
            .distinct()
            .toList();
    assertThat(banned).isNotEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void testsHaveNamesOfTheField() {
    Set<String> banned = Set.copyOf(Listed.in("banned-identifiers.txt"));
    List<String> found =
        TREE.testSources().stream()
            .flatMap(
                file ->
                    Stream.concat(
                            file.types().stream(),
                            file.methods().stream().map(SourceFile.Method::name))
                        .filter(banned::contains)
                        .map(name -> file.path() + ": " + name))
            .distinct()
            .toList();
    assertThat(found).isEmpty();
  }

  /** In pages, comments and strings; what runs wrote down stays as it was. */
  @Test
  void proseHasNoBannedPhrase() {
    List<Pattern> everywhere = phrases("banned-phrases.txt");
    List<Pattern> inCode = new ArrayList<>(phrases("banned-phrases-in-code.txt"));
    inCode.addAll(everywhere);
    List<String> found = new ArrayList<>();
    for (Path page : TREE.files(NamesTest::isPage)) {
      List<String> lines = TREE.read(page).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        addIfBanned(found, everywhere, page + ":" + (i + 1), lines.get(i));
      }
    }
    for (Path source : TREE.files(path -> path.toString().endsWith(".java"))) {
      for (JavaProse.Passage each : JavaProse.of(TREE.read(source))) {
        addIfBanned(found, inCode, source + ":" + each.line(), each.text());
      }
    }
    assertThat(everywhere).isNotEmpty();
    assertThat(found).isEmpty();
  }

  private static List<Pattern> phrases(String list) {
    return Listed.in(list).stream()
        .map(each -> Pattern.compile("(?i)\\b(?:" + each + ")(?!\\w)"))
        .toList();
  }

  private static void addIfBanned(
      List<String> found, List<Pattern> banned, String place, String text) {
    for (Pattern each : banned) {
      Matcher matcher = each.matcher(text);
      if (matcher.find()) {
        int from = Math.max(0, matcher.start() - 40);
        int to = Math.min(text.length(), matcher.end() + 40);
        found.add(place + ": " + text.substring(from, to));
      }
    }
  }

  private static boolean isPage(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".md") && !name.startsWith("results");
  }

  /** HOUSE-4: prose fits beside code. A table's row, a link and a block of code are one line. */
  @Test
  void linesOfProseFit() {
    List<String> longer = new ArrayList<>();
    for (Path path : TREE.files(Pages::isProse)) {
      List<String> lines = TREE.read(path).lines().toList();
      boolean[] code = {false};
      IntStream.range(0, lines.size())
          .filter(i -> tooLong(lines.get(i), code))
          .forEach(i -> longer.add(path + ":" + (i + 1)));
    }
    assertThat(longer).isEmpty();
  }

  private static boolean tooLong(String line, boolean[] code) {
    if (line.strip().startsWith("```")) {
      code[0] = !code[0];
    }
    return !code[0]
        && line.length() > 120
        && !line.strip().startsWith("|")
        && line.substring(0, 120).strip().contains(" ")
        && !line.contains("](");
  }
}
