package org.medchain.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.MadeRow;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.StoppingRule;
import org.medchain.experiments.results.TrialRow;
import org.xml.sax.InputSource;

/** Simulation and cluster side by side (EXP-19). */
class ComparisonReportTest {
  private static final DayStepsSection NO_DAY = new DayStepsSection(List.of());

  @TempDir Path folder;

  private static TrialRow row(int nodes, String tps, String p50, String contaminated) {
    String machine = contaminated.isEmpty() ? "" : " other_load=0.125 steal=0.0 compiling=0.31";
    return MadeRow.of(
        "nodes=%s throughput_tps=%s latency_p50_ms=%s contaminated=%s%s"
            .formatted(nodes, tps, p50, contaminated, machine));
  }

  private static SimulationClusterPair pairing(TrialRow simulated, TrialRow real)
      throws UserInputException {
    return SimulationClusterPair.of("light", "open, 100 tx/s", cells(simulated), cells(real))
        .getFirst();
  }

  /** A repeat alone tells its own percentiles. */
  private static List<CellSummary> cells(TrialRow... rows) throws UserInputException {
    return CellSummary.of(List.of(rows), trial -> new Histogram(3), StoppingRule.NONE);
  }

  @Test
  void errorIsTheSimulationsExcess() throws Exception {
    SimulationClusterPair pairing = pairing(row(4, "120", "8", ""), row(4, "100", "10", "false"));
    assertThat(pairing.relativeError(TrialColumn.THROUGHPUT_TPS).value().orElseThrow())
        .isBetween(0.199, 0.201);
    assertThat(pairing.relativeError(TrialColumn.LATENCY_P50_MS).value().orElseThrow())
        .isBetween(-0.201, -0.199);
    assertThat(pairing.relativeError(TrialColumn.LATENCY_P50_MS).low()).as("one repeat").isEmpty();
    assertThat(pairing.relativeError(TrialColumn.LATENCY_P99_MS).value()).isEmpty();
    assertThat(pairing.agrees()).isTrue();
    assertThat(pairing.p99Agrees()).isFalse();
    assertThat(pairing.verdict()).isEqualTo("within 25 %; p99 has no value");
  }

  /**
   * Ratios of 1.1, 1.2 and 1.25: logarithms of mean 0.1669 and standard deviation 0.0653, so with t
   * = 4.303 at 2 degrees of freedom 1.182 (1.005 to 1.390).
   */
  @Test
  void repeatsGiveAnInterval() throws Exception {
    List<CellSummary> simulated =
        cells(row(1, "110", "150"), row(2, "120", "10"), row(3, "125", "10"), row(4, "9", "10"));
    List<CellSummary> real = cells(row(1, "100", "300"), row(2, "100", "20"), row(3, "100", "20"));
    SimulationClusterPair pairing = SimulationClusterPair.of("x", "", simulated, real).getFirst();
    RepeatEstimate error = pairing.relativeError(TrialColumn.THROUGHPUT_TPS);
    assertThat(error.value().orElseThrow()).isCloseTo(0.182, offset(5e-4));
    assertThat(error.low().orElseThrow()).isCloseTo(0.0047, offset(5e-4));
    assertThat(error.high().orElseThrow()).isCloseTo(0.3897, offset(5e-4));
    RepeatEstimate tail = pairing.relativeError(TrialColumn.LATENCY_P99_MS);
    assertThat(tail.low().orElseThrow()).isCloseTo(-0.5, offset(1e-9));
    assertThat(tail.high().orElseThrow()).isCloseTo(-0.5, offset(1e-9));
    assertThat(pairing.p99Agrees()).isFalse();
    assertThat(pairing.agrees()).as("p99 is no part of the verdict").isTrue();
    assertThat(pairing.verdict()).isEqualTo("within 25 %; p99 -50 %");
    new ComparisonReport(List.of(pairing), NO_DAY, "", "").write(folder);
    SimulationErrors found = SimulationErrors.read(folder.resolve("errors.csv"));
    assertThat(found.rows()).hasSize(6);
    assertThat(Files.readAllLines(folder.resolve("errors.csv")))
        .startsWith(
            "experiment,nodes,quantity,error,low,high", "x,4,throughput_tps,0.1817,0.0047,0.3897")
        .contains("x,4,latency_p90_ms,,,");
    assertThat(found.ofP99()).contains("off by -50 % (one cell, results/compare/errors.csv)");
  }

  private static TrialRow row(int trial, String tps, String p99) {
    return MadeRow.of(
        "trial=%s throughput_tps=%s latency_p50_ms=10 latency_p99_ms=%s"
            .formatted(trial, tps, p99));
  }

  @Test
  void aFileOfErrorsIsReadOrRefused() throws Exception {
    Path file = folder.resolve("errors.csv");
    assertThat(SimulationErrors.ofProject(folder).ofP99()).contains("is not measured");
    for (String text :
        List.of("a,b\n", "experiment,nodes,quantity,error,low,high\nx,four,latency_p99_ms,1,,\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> SimulationErrors.read(file))
          .isInstanceOf(UserInputException.class)
          .hasMessageContaining(file + ":" + text.lines().count() + ": not a row as");
    }
  }

  @Test
  void whatIsApartIsNamed() throws Exception {
    assertThat(pairing(row(4, "100", "13", ""), row(4, "100", "10", "true")).verdict())
        .isEqualTo(
            "not within 25 %: median latency +30 %; p99 has no value; 1 of 1 trials of the cluster"
                + " were contaminated");
    assertThat(pairing(row(4, "70", "", ""), row(4, "100", "10", "false")).verdict())
        .isEqualTo(
            "not within 25 %: throughput -30 %, median latency has no value; p99 has no value");
    assertThat(pairing(row(4, "100", "10", ""), row(4, "0", "10", "false")).agrees()).isFalse();
  }

  @Test
  void onlyCellsOfBothArePaired() throws Exception {
    assertThat(
            SimulationClusterPair.of(
                "x",
                "",
                cells(row(4, "1", "1", ""), row(7, "1", "1", "")),
                cells(row(7, "1", "1", "false"), row(16, "1", "1", "false"))))
        .hasSize(1)
        .allMatch(each -> each.cluster().cell().nodes() == 7);
  }

  @Test
  void pageIsWellFormedAndWhole() throws Exception {
    List<SimulationClusterPair> pairings =
        List.of(
            pairing(row(4, "120", "8", ""), row(4, "100", "10", "false")),
            pairing(row(7, "100", "13", ""), row(7, "100", "10", "true")));
    ComparisonReport report =
        new ComparisonReport(pairings, NO_DAY, "cpu: <4> & more", "medchain compare <x>");
    report.write(folder);
    String page = Files.readString(folder.resolve("index.html"));
    var unused =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>\n", ""))));
    assertThat(page)
        .contains(
            "1 of 2 cells agree within 25 %",
            "0 on the 99th percentile", "median latency +30 %", "+20 %", "&lt;4&gt;")
        .contains("compare-throughput", "compare-latency", "compare-messages")
        .doesNotContain("NaN", "<script");
    assertThat(folder.resolve("figures").toFile().list())
        .containsExactlyInAnyOrder(
            "compare-throughput.svg", "compare-latency.svg", "compare-messages.svg");
    assertThat(report.lines())
        .hasSize(1 + 2 * 3)
        .anyMatch(line -> line.endsWith("  within 25 %; p99 has no value"));
  }
}
