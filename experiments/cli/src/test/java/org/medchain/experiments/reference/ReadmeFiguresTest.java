package org.medchain.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.execution.WrappedText;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.WholeTrials;

/** Figures in the texts of {@code results/} are those of the files beside them (RES-3). */
class ReadmeFiguresTest {
  private static final Path RESULTS = Repository.file("results");

  /** The rows of the first table of a page whose head begins so, as cells. */
  private static List<List<String>> table(String page, String head) throws IOException {
    List<String> lines = Files.readAllLines(RESULTS.resolve(page));
    int first =
        lines.indexOf(lines.stream().filter(each -> each.startsWith(head)).findFirst().get());
    return lines.stream()
        .skip(first + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .toList();
  }

  private static List<String[]> csv(String file) throws IOException {
    return Files.readAllLines(RESULTS.resolve(file)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
  }

  /** Whether a text is that number, rounded to the digits that the text has. */
  private static void isRounded(String text, double value) {
    String plain = text.replaceAll("[^0-9.]", "");
    int decimals = plain.contains(".") ? plain.length() - plain.indexOf('.') - 1 : 0;
    assertThat(plain)
        .as("%s for %s", text, value)
        .isEqualTo(String.format(Locale.ROOT, "%." + decimals + "f", value));
  }

  @Test
  void benchPageMatchesItsFile() throws IOException {
    Map<String, String[]> file = new HashMap<>();
    csv("bench/node.csv").forEach(row -> file.put(row[0], row));
    double floorThere = 19_500;
    double verifyThereUs = 24;
    double verifyUs = number(file.get("verify_us")[1]);
    List<List<String>> rows = table("bench/README.md", "| figure ");
    assertThat(rows).hasSizeGreaterThan(5);
    for (List<String> row : rows) {
      String figure = row.get(0).replace("`", "");
      double value = number(file.get(figure)[1]);
      double limit = number(row.get(1));
      isRounded(row.get(2), value);
      int to = row.get(3).indexOf('–');
      isRounded(row.get(3).substring(0, to), number(file.get(figure + "_least")[1]));
      isRounded(row.get(3).substring(to), number(file.get(figure + "_most")[1]));
      assertThat(limit).as(figure).isEqualTo(number(file.get(figure)[3]));
      boolean rate = file.get(figure)[2].equals("1/s");
      boolean missed = rate ? value < limit : value > limit;
      assertThat(row.get(4).contains("missed")).as(figure).isEqualTo(missed);
      if (rate) {
        isRounded(row.get(5), number(file.get(figure)[4]));
        isRounded(row.get(6), limit / floorThere);
      } else if (!row.get(5).isEmpty()) {
        assertThat(number(row.get(5))).isCloseTo(1000 * value / verifyUs, within(1.0));
        isRounded(row.get(6), 1000 * limit / verifyThereUs);
      }
    }
  }

  @Test
  void benchPageMatchesTheCpuProfile() throws IOException {
    Map<String, List<String>> parts =
        Map.of(
            "verify", List.of("verify"),
            "disk", List.of("disk"),
            "host, sockets, TLS", List.of("host", "sockets", "TLS"),
            "order", List.of("order"),
            "hash, encode", List.of("hash", "encode"));
    Map<String, Double> file = new HashMap<>();
    csv("bench/node.csv").forEach(row -> file.put(row[0], number(row[1])));
    List<List<String>> rows = table("bench/README.md", "| part ");
    assertThat(rows).hasSameSizeAs(parts.entrySet());
    for (List<String> row : rows) {
      List<String> names = parts.get(row.get(0));
      for (String mode : List.of("signed", "mac")) {
        double sum =
            names.stream().mapToDouble(name -> file.get(mode + "_cpu_" + name + "_us")).sum();
        isRounded(row.get(mode.equals("signed") ? 1 : 2), sum);
      }
    }
  }

  /** CLAIM-11: README shows the words with which its first command ends. */
  @Test
  void readmeShowsWhatTheQuickstartSays() throws Exception {
    RecordedRun run = WholeTrials.run(RESULTS.resolve("quickstart"));
    RunAnswer answer =
        RunAnswer.of(run.manifest(), run.cells(), SimulationErrors.ofProject(Repository.ROOT));

    assertThat(Files.readString(Repository.file("README.md")))
        .contains(String.join("\n", WrappedText.of("Answer:     ", answer.answer())) + "\n")
        .contains(RunSummary.of(run).verdicts() + "\n");
  }
}
