package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.experiments.MedchainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.metrics.LatencyPercentiles;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.experiments.CommandFixture.Ended;

/** EXP-30: two runs side by side, with a test that is named. */
@Tag("statistical")
class DifferenceReportTest {
  private static final String CONFIG =
      "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\nrepeats: 3\n";

  @TempDir Path root;
  private CommandFixture usual;
  private Path out;

  @BeforeEach
  void makeProject() throws IOException {
    usual = new CommandFixture(root, FakeTrials::run);
    out = root.resolve("out");
  }

  /** All latencies are twice what they were. */
  private static TrialResult slower(TrialCell cell, TrialHook hook) {
    TrialResult good = FakeTrials.run(cell, hook);
    LatencyPercentiles latency = good.load().percentiles();
    return FakeTrials.like(
        good,
        new LoadMetrics(
            good.load().measured(),
            good.load().throughput(),
            new LatencyPercentiles(
                twice(latency.p50Ms()),
                twice(latency.p90Ms()),
                twice(latency.p99Ms()),
                twice(latency.maxMs())),
            good.load().warmupMaxMs()));
  }

  private static OptionalDouble twice(OptionalDouble value) {
    return value.isPresent() ? OptionalDouble.of(2 * value.getAsDouble()) : value;
  }

  private Path run(CommandFixture command, String name, String config) throws IOException {
    Ended ended = command.run("run", command.config(config).toString(), "--name", name);
    assertThat(ended.code()).as(ended.err()).isZero();
    try (Stream<Path> runs = Files.list(root.resolve("results").resolve("runs"))) {
      return runs.filter(path -> path.getFileName().toString().startsWith(name + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private List<CSVRecord> table() throws IOException {
    CSVFormat head = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(Files.readString(out.resolve("differences.csv")), head)) {
      return parser.getRecords();
    }
  }

  private static CSVRecord line(List<CSVRecord> table, String protocol, String quantity) {
    return table.stream()
        .filter(each -> each.get("protocol").equals(protocol) && each.get("nodes").equals("4"))
        .filter(each -> each.get("quantity").equals(quantity))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDifferenceIsFoundAndNoOther() throws Exception {
    Path first = run(usual, "one", CONFIG);
    Path second = run(new CommandFixture(root, DifferenceReportTest::slower), "two", CONFIG);
    Ended ended = usual.run("report", first.toString(), second.toString(), "--out", out.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("A: results/runs/one-", "B: results/runs/two-")
        .contains("8 of 10 tests show a difference at 5 % over all of them (Holm)")
        .contains("both runs have the same seeds")
        .contains("Table: " + out.resolve("differences.csv"))
        .doesNotContain("NaN");
    CSVRecord median = line(table(), "pbft", "latency_p50_ms");
    // 40 ms · (1 + 0.04 + 0.02 for each repeat).
    assertThat(number(median, "mean_a")).isCloseTo(43.2, within(1e-9));
    assertThat(number(median, "difference")).isCloseTo(43.2, within(1e-9));
    assertThat(number(median, "low")).isBetween(38.0, 43.2);
    assertThat(number(median, "relative")).isCloseTo(1, within(1e-9));
    assertThat(number(median, "cliffs_delta")).isEqualTo(1);
    assertThat(number(median, "p_holm")).isBetween(number(median, "p"), 0.05);
    assertThat(median.get("verdict")).isEqualTo("higher");
    CSVRecord throughput = line(table(), "pbft", "throughput_tps");
    assertThat(number(throughput, "p")).isEqualTo(1);
    assertThat(throughput.get("verdict")).isEqualTo("no difference shown");
    CSVRecord messages = line(table(), "pow", "messages_per_tx");
    assertThat(messages.get("p")).isEmpty();
    assertThat(messages.get("verdict"))
        .isEqualTo("not tested: the repeats of each run are all equal");
  }

  private static double number(CSVRecord line, String column) {
    return Double.parseDouble(line.get(column));
  }

  @Test
  void survivorsAndSingleRepeatsAreNotTested() throws Exception {
    String hard = "name: q\nprotocols: [pow]\nnodes: [16]\nfault_rates: [0.5]\nrepeats: 3\n";
    Path first = run(usual, "one", hard);
    Path second = run(new CommandFixture(root, DifferenceReportTest::slower), "two", hard);
    usual.run("report", first.toString(), second.toString(), "--out", out.toString());
    assertThat(table())
        .filteredOn(each -> each.get("quantity").equals("latency_p50_ms"))
        .extracting(each -> each.get("verdict"))
        .containsExactly("not tested: 2 of 3 and 2 of 3 repeats have a value");
    Path single = run(usual, "single", CONFIG.replace("repeats: 3", "repeats: 1"));
    Path three = run(usual, "three", CONFIG);
    usual.run("report", single.toString(), three.toString(), "--out", out.toString());
    assertThat(line(table(), "pbft", "latency_p50_ms").get("verdict"))
        .isEqualTo("not tested: one repeat has no variance");
  }

  /** What was final at one node and not at another is no latency to compare. */
  @Test
  void cellsInWhichNodesDisagreedAreNotTested() throws Exception {
    Path first = run(usual, "one", CONFIG);
    Path second = run(new CommandFixture(root, DifferenceReportTest::slower), "two", CONFIG);
    Path trials = second.resolve("trials.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(trials));
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("agreement_violations");
    String[] fields = lines.get(1).split(",", -1);
    assertThat(fields).startsWith("1", "pbft", "4");
    fields[column] = "2";
    lines.set(1, String.join(",", fields));
    Files.write(trials, lines);

    usual.run("report", first.toString(), second.toString(), "--out", out.toString());
    assertThat(line(table(), "pbft", "latency_p50_ms").get("verdict"))
        .isEqualTo("not tested: nodes disagreed on what is final");
    assertThat(line(table(), "pow", "latency_p50_ms").get("verdict")).isEqualTo("higher");
  }

  @Test
  void cellsOfOneRunAloneAreNamed() throws Exception {
    Path first = run(usual, "one", CONFIG);
    Path second = run(usual, "two", CONFIG.replace("[4, 7]", "[4, 31]"));
    Ended ended = usual.run("report", first.toString(), second.toString(), "--out", out.toString());
    assertThat(ended.out()).contains("only A has: PBFT, 7 nodes, ", "only B has: PBFT, 31 nodes, ");
    Path third = run(usual, "third", CONFIG.replace("[4, 7]", "[16]"));
    refused(
        usual.run("report", first.toString(), third.toString()),
        third + ": has no cell in common with " + first);
  }

  @Test
  void aComparisonLiesBesideTheRunsUnlessToldOtherwise() throws Exception {
    Path first = run(usual, "one", CONFIG);
    Path second = run(usual, "two", CONFIG);
    assertThat(usual.run("report", first.toString(), second.toString()).code()).isZero();
    assertThat(
            root.resolve("results/runs/comparisons")
                .resolve(first.getFileName() + "-and-" + second.getFileName())
                .resolve("differences.csv"))
        .exists();
    refused(
        usual.run("report", first.toString(), first.toString()),
        first + ": the same run twice; there is nothing to compare");
    refused(
        usual.run("report", first.toString(), "--out", out.toString()),
        "medchain report: --out is for comparisons of two runs");
  }
}
