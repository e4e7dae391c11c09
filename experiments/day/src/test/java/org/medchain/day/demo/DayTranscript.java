package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.medchain.checkout.Repository;

/**
 * What a day said, without what differs from day to day: keys, times, places on the chain, and who
 * of the holders has accepted a file so far. {@code -Drewrite} writes the file that it is compared
 * with, from a day without faults.
 */
final class DayTranscript implements DayListener {
  private static final String FILE = "day.txt";
  private static final Path SOURCES =
      Repository.file("experiments/day/src/test/resources/org/medchain/day/demo");

  /** Hospitals do these by themselves, sooner or later. */
  private static final Pattern OF_HOLDERS = Pattern.compile(".* (hold|entrust|prove) (of|by) .*");

  private static final Pattern HOLDERS = Pattern.compile("(\\d+) holders?, .*");
  private static final int REPLICAS = 3;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void after(StepResult result) {
    text.append("$ ").append(result.step().words()).append('\n');
    text.append("exit ").append(result.code()).append('\n');
    String last = "";
    for (String line : result.said().lines().map(DayTranscript::line).toList()) {
      boolean anotherHolder = line.equals(last) && line.contains("HOLDER");
      if (!anotherHolder && !OF_HOLDERS.matcher(line).matches()) {
        text.append("  ").append(line).append('\n');
      }
      last = line;
    }
  }

  private static String line(String said) {
    String line =
        said.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("  \\d+\\.\\d+  ", "  PLACE  ")
            .replaceAll("(block|height|request) \\d{1,7}\\b", "$1 N")
            .replaceAll("[0-9a-f]{8,64}…?", "#")
            .replaceAll("audits answered \\d+, missed \\d+", "audits")
            .replaceAll("\\d+ audits answered", "N audits answered")
            .replaceAll("\\d+ (alert|order)s?$", "N $1s")
            .replaceAll("\\d+ bytes", "N bytes")
            .replaceAll("  (holds it|was entrusted with it, and has not accepted it)", "  HOLDER");
    return HOLDERS.matcher(line).replaceAll(DayTranscript::holders);
  }

  private static String holders(MatchResult count) {
    return Integer.parseInt(count.group(1)) >= REPLICAS ? "holders enough" : count.group();
  }

  String text() {
    return text.toString();
  }

  /** Compares. */
  void isAsItMustBe() throws IOException {
    if (System.getProperty("rewrite") != null) {
      Files.createDirectories(SOURCES);
      Files.writeString(SOURCES.resolve(FILE), text());
      return;
    }
    assertThat(text().lines().toList()).isEqualTo(golden());
  }

  /** The lines that a day has to be. */
  static List<String> golden() throws IOException {
    try (var file =
        Objects.requireNonNull(DayTranscript.class.getResourceAsStream(FILE), "no " + FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
