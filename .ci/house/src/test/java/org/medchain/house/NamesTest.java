package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  void noNameIsOneThatTheFieldDoesNotKnow() {
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

  /** In pages; what runs wrote down stays as it was. */
  @Test
  void noPhraseIsOneThatWantsATranslation() {
    List<Pattern> banned =
        Listed.in("banned-phrases.txt").stream()
            .map(each -> Pattern.compile("(?i)\\b(?:" + each + ")(?!\\w)"))
            .toList();
    List<String> found = new ArrayList<>();
    TREE.files(Pages::isProse)
        .forEach(
            path -> {
              List<String> lines = TREE.read(path).lines().toList();
              for (int i = 0; i < lines.size(); i++) {
                for (Pattern each : banned) {
                  if (each.matcher(lines.get(i)).find()) {
                    found.add(path + ":" + (i + 1) + ": " + lines.get(i).strip());
                  }
                }
              }
            });
    assertThat(banned).isNotEmpty();
    assertThat(found).isEmpty();
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
