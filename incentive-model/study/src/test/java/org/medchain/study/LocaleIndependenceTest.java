package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In every locale, the commands on games give the same bytes (EXP-20). */
@Tag("process")
class LocaleIndependenceTest {
  private static final Locale BEFORE = Locale.getDefault();

  private static Map<String, String> plain;

  @TempDir static Path folder;

  @BeforeAll
  static void runPlainly() throws IOException {
    plain = everything(Locale.ROOT);
  }

  @AfterEach
  void putBack() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "de-DE"})
  void bytesAreTheSame(String tag) throws IOException {
    assertThat(everything(Locale.forLanguageTag(tag))).isEqualTo(plain);
  }

  /** Output of all commands, and content of all files that they left, by name. */
  private static Map<String, String> everything(Locale locale) throws IOException {
    Locale.setDefault(locale);
    Map<String, String> found = new TreeMap<>();
    for (String name : List.of("solve", "evolve", "simulate", "analyse", "export", "schema")) {
      keep(found, name, "--help");
      keep(found, name, "none.yaml");
    }
    keep(found, "--help");
    keep(found, "schema");
    keep(found, "solve", GameRunner.sample("hawk-dove.yaml"), "--out", folder.resolve("solve"));
    keep(found, "evolve", GameRunner.sample("matching-pennies.yaml"));
    keep(found, "analyse", GameRunner.sample("credit-verifiers.yaml"), "--json");
    keep(found, "simulate", GameRunner.sample("neutral-drift.yaml"));
    Path drawn = folder.resolve("analyse");
    keep(found, "analyse", GameRunner.sample("credit-inspection.yaml"), "--out", drawn);
    keep(found, "export", GameRunner.sample("hawk-dove.yaml"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(each)) {
          found.put(folder.relativize(each).toString(), Files.readString(each));
        }
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
    return found;
  }

  private static void keep(Map<String, String> found, Object... words) {
    GameRunner run = GameRunner.run(words);
    String call = String.join(" ", Stream.of(words).map(String::valueOf).toList());
    found.put("game " + call, run.exit() + "\n" + run.out() + run.err());
  }
}
