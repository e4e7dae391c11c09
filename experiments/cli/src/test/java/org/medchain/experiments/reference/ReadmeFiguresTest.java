package org.medchain.experiments.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.WholeTrials;

/** Figures in the texts of {@code results/} are those of the files beside them (RES-3). */
class ReadmeFiguresTest {
  private static final double MINUTE_MS = 60_000;
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

  @Test
  void buildPageMatchesItsFile() throws IOException {
    List<String[]> file = csv("build/builds.csv");
    List<List<String>> rows = table("build/README.md", "| commit | what was built ");
    int counted = 0;
    for (List<String> row : rows) {
      List<String[]> builds =
          file.stream()
              .filter(each -> each[0].equals(row.get(0)))
              .filter(each -> each[1].equals("all") == row.get(1).equals("all"))
              .filter(each -> each[2].equals(row.get(2)) && each[8].equals(row.get(7)))
              .toList();
      counted += builds.size();
      assertThat(builds).as(row.toString()).hasSize((int) number(row.get(3)));
      assertThat(range(builds, 4)).isEqualTo(row.get(4));
      assertThat(range(builds, 5)).isEqualTo(row.get(5));
      assertThat(builds).allMatch(each -> each[6].equals(row.get(6)));
    }
    assertThat(counted).as("rows of the file that the table speaks of").isEqualTo(file.size());
  }

  /** The first figures that a newcomer reads. */
  @Test
  void readmeMatchesTheQuickstartResult() throws IOException, UserInputException {
    List<TrialRow> rows = WholeTrials.read(RESULTS.resolve("quickstart/trials.csv"));
    String text = readme();
    List<Double> healthy = values(rows, "pbft", 0, TrialColumn.LATENCY_P50_MS);
    assertThat(healthy).allMatch(ms -> ms >= 120 && ms < 140);
    assertThat(text).contains("PBFT's median latency is 0.12 to 0.14 s at each of the four sizes");
    assertThat(values(rows, "pbft", 0.3, TrialColumn.LATENCY_P50_MS))
        .allMatch(ms -> ms >= 130 && ms < 170);
    assertThat(text).contains("0.13 to 0.17 s with 30 % crashed");
    assertThat(values(rows, "pow", 0, TrialColumn.LATENCY_P50_MS))
        .allMatch(ms -> ms >= 3 * MINUTE_MS && ms < 8 * MINUTE_MS);
    assertThat(values(rows, "pow", 0.4, TrialColumn.LATENCY_P50_MS))
        .allMatch(ms -> ms >= 5 * MINUTE_MS && ms < 12 * MINUTE_MS);
    assertThat(text).contains("takes 3 to 8 minutes", "and 5 to 12 with 40 % crashed");
    List<Double> confirmations = values(rows, "pow", 0, TrialColumn.CONFIRMATIONS);
    assertThat(confirmations).contains(20.0, 41.0).allMatch(k -> k >= 20 && k <= 41);
    assertThat(text).contains("for its 20 to 41 confirmations");
    List<Double> messages = values(rows, "pbft", 0, TrialColumn.MESSAGES_PER_TX);
    assertThat(messages.getFirst()).isBetween(30.0, 32.0);
    assertThat(messages.getLast()).isBetween(1850.0, 1890.0);
    assertThat(text).contains("31 a request with 4 nodes, 1,870 with 31");
  }

  @Test
  void readmeMatchesSaturation() throws IOException, UserInputException {
    List<TrialRow> rows = WholeTrials.read(RESULTS.resolve("saturation/trials.csv"));
    List<Double> pbft = values(rows, "pbft", 0, TrialColumn.SATURATION_TPS);
    String text = readme();
    assertThat(text)
        .contains(
            String.format(
                Locale.ROOT,
                "PBFT sustains %,.0f requests a second with 4 nodes and %,.0f with 31",
                hundreds(pbft.getFirst()),
                hundreds(pbft.getLast())));
    assertThat(values(rows, "pow", 0, TrialColumn.SATURATION_TPS))
        .allMatch(tps -> tps > 4.5 && tps < 6);
    assertThat(text).contains("sustains about 5 at each of the four sizes");
    List<Double> shared =
        csv("saturation/steps.csv").stream()
            .filter(row -> row[1].equals("pbft") && row[7].equals("share"))
            .map(row -> Double.parseDouble(row[18]))
            .toList();
    assertThat(shared).hasSize(4 * 2 * 3).allMatch(ms -> ms >= 105 && ms < 145);
    assertThat(text).contains("median latency of 0.11 to 0.14 s up to three quarters of that");
  }

  @Test
  void readmeMatchesTheGame() throws IOException, UserInputException {
    List<TrialRow> rows = WholeTrials.read(RESULTS.resolve("dishonest/trials.csv"));
    Map<Double, List<TrialRow>> byLazy =
        rows.stream()
            .collect(
                Collectors.groupingBy(row -> row.number(TrialColumn.LAZY_SHARE).orElseThrow()));
    double looked = sum(byLazy.get(0.0), TrialColumn.FALSE_ACCEPTED);
    double lazy = sum(byLazy.get(0.5), TrialColumn.FALSE_ACCEPTED);
    double records = sum(byLazy.get(0.5), TrialColumn.FALSE_RECORDS);
    assertThat(looked).isEqualTo(1);
    assertThat(records).isEqualTo(sum(byLazy.get(0.0), TrialColumn.FALSE_RECORDS));
    assertThat(readme())
        .contains(
            String.format(
                Locale.ROOT,
                "found one of %,.0f false records valid. With half of them lazy it was %.0f %%, and"
                    + " an honest record paid %.0f points more than a false one instead of %.0f.",
                records,
                100 * lazy / records,
                mean(byLazy.get(0.5), TrialColumn.HONEST_MINUS_FALSE_PAYOFF),
                mean(byLazy.get(0.0), TrialColumn.HONEST_MINUS_FALSE_PAYOFF)));
  }

  private static String readme() throws IOException {
    return Files.readString(RESULTS.resolveSibling("README.md")).replaceAll("\\s+", " ");
  }

  private static double hundreds(double number) {
    return Math.round(number / 100) * 100.0;
  }

  private static double sum(List<TrialRow> rows, TrialColumn column) {
    return rows.stream().mapToDouble(row -> row.number(column).orElseThrow()).sum();
  }

  private static double mean(List<TrialRow> rows, TrialColumn column) {
    return sum(rows, column) / rows.size();
  }

  /** How many claims hold, hold under a condition alone, and fail: a claim has a row a bound. */
  @Test
  void readmeMatchesTheVerdicts() throws IOException {
    Map<String, String> verdicts = new HashMap<>();
    for (String line : Files.readAllLines(RESULTS.resolve("claims/verdicts.csv"))) {
      // A condition with a comma or a quotation stands in quotation marks.
      String[] fields = line.split(",", 3);
      verdicts.put(
          fields[0], fields[1].replaceFirst("^\"", "").replaceFirst("^(holds only) .*", "$1"));
    }
    verdicts.remove("claim");
    String text = readme();
    assertThat(text)
        .contains(
            String.format(
                Locale.ROOT,
                "Of the %d claims of the paper and of four articles that an experiment decides"
                    + " here, %d hold, %d hold only under one reading or condition, and %d fail",
                verdicts.size(),
                Collections.frequency(verdicts.values(), "holds"),
                Collections.frequency(verdicts.values(), "holds only"),
                Collections.frequency(verdicts.values(), "fails")));
  }

  private static List<Double> values(
      List<TrialRow> rows, String protocol, double rate, TrialColumn column) {
    return rows.stream()
        .filter(row -> row.cell().protocol().equals(protocol) && row.cell().faultRate() == rate)
        .map(row -> row.number(column).orElseThrow())
        .toList();
  }

  private static String range(List<String[]> builds, int column) {
    int[] seconds =
        builds.stream().mapToInt(each -> Integer.parseInt(each[column])).sorted().toArray();
    String least = clock(seconds[0]);
    String most = clock(seconds[seconds.length - 1]);
    return least.equals(most) ? least : least + "–" + most;
  }

  private static String clock(int seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
