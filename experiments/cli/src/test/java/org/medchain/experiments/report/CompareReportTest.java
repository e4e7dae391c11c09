package org.medchain.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.Column;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.Estimate;
import org.medchain.experiments.results.MeasuredErrors;
import org.medchain.experiments.results.TrialRow;
import org.xml.sax.InputSource;

/** Simulation and cluster side by side (EXP-19). */
class CompareReportTest {
  @TempDir Path folder;

  private static TrialRow row(int nodes, String tps, String p50, String contaminated) {
    Map<Column, String> fields = new EnumMap<>(Column.class);
    fields.put(Column.PROTOCOL, "pbft");
    fields.put(Column.NODES, Integer.toString(nodes));
    fields.put(Column.FAULT, "crash");
    fields.put(Column.FAULT_RATE, "0.0");
    fields.put(Column.ATTACKER_SHARE, "0.25");
    fields.put(Column.EPSILON, "0.001");
    fields.put(Column.TRIAL, "1");
    fields.put(Column.COMMITTED, "100");
    fields.put(Column.MEASURED, "100");
    fields.put(Column.THROUGHPUT_TPS, tps);
    fields.put(Column.LATENCY_P50_MS, p50);
    fields.put(Column.CONTAMINATED, contaminated);
    if (!contaminated.isEmpty()) {
      fields.put(Column.OTHER_LOAD, "0.125");
      fields.put(Column.STEAL, "0.0");
      fields.put(Column.COMPILING, "0.31");
    }
    return new TrialRow(fields);
  }

  private static Pairing pairing(TrialRow simulated, TrialRow real) throws Refusal {
    return Pairing.of("light", "open, 100 tx/s", cells(simulated), cells(real)).getFirst();
  }

  /** A repeat alone tells its own percentiles. */
  private static List<CellSummary> cells(TrialRow... rows) throws Refusal {
    return CellSummary.of(List.of(rows), trial -> new Histogram(3));
  }

  @Test
  void errorIsWhatTheSimulationSaysMore() throws Exception {
    Pairing pairing = pairing(row(4, "120", "8", ""), row(4, "100", "10", "false"));
    assertThat(pairing.error(Column.THROUGHPUT_TPS).value().orElseThrow()).isBetween(0.199, 0.201);
    assertThat(pairing.error(Column.LATENCY_P50_MS).value().orElseThrow())
        .isBetween(-0.201, -0.199);
    assertThat(pairing.error(Column.LATENCY_P50_MS).low()).as("one repeat").isEmpty();
    assertThat(pairing.error(Column.LATENCY_P99_MS).value()).isEmpty();
    assertThat(pairing.agrees()).isTrue();
    assertThat(pairing.tailAgrees()).isFalse();
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
    Pairing pairing = Pairing.of("x", "", simulated, real).getFirst();
    Estimate error = pairing.error(Column.THROUGHPUT_TPS);
    assertThat(error.value().orElseThrow()).isCloseTo(0.182, offset(5e-4));
    assertThat(error.low().orElseThrow()).isCloseTo(0.0047, offset(5e-4));
    assertThat(error.high().orElseThrow()).isCloseTo(0.3897, offset(5e-4));
    Estimate tail = pairing.error(Column.LATENCY_P99_MS);
    assertThat(tail.low().orElseThrow()).isCloseTo(-0.5, offset(1e-9));
    assertThat(tail.high().orElseThrow()).isCloseTo(-0.5, offset(1e-9));
    assertThat(pairing.tailAgrees()).isFalse();
    assertThat(pairing.agrees()).as("p99 is no part of the verdict").isTrue();
    assertThat(pairing.verdict()).isEqualTo("within 25 %; p99 -50 %");
    new CompareReport(List.of(pairing), "", "").write(folder);
    MeasuredErrors found = MeasuredErrors.read(folder.resolve("errors.csv"));
    assertThat(found.rows()).hasSize(6);
    assertThat(Files.readAllLines(folder.resolve("errors.csv")))
        .startsWith(
            "experiment,nodes,quantity,error,low,high", "x,4,throughput_tps,0.1817,0.0047,0.3897")
        .contains("x,4,latency_p90_ms,,,");
    assertThat(found.ofP99()).contains("off by -50 % (one cell, results/compare/errors.csv)");
  }

  private static TrialRow row(int trial, String tps, String p99) {
    Map<Column, String> fields = new EnumMap<>(row(4, tps, "10", "").fields());
    fields.put(Column.TRIAL, Integer.toString(trial));
    fields.put(Column.LATENCY_P99_MS, p99);
    return new TrialRow(fields);
  }

  @Test
  void aFileOfErrorsIsReadOrRefused() throws Exception {
    Path file = folder.resolve("errors.csv");
    assertThat(MeasuredErrors.ofProject(folder).ofP99()).contains("is not measured");
    for (String text :
        List.of("a,b\n", "experiment,nodes,quantity,error,low,high\nx,four,latency_p99_ms,1,,\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> MeasuredErrors.read(file))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining(file + ":" + text.lines().count() + ": no row of");
    }
  }

  @Test
  void whatIsApartIsNamed() throws Exception {
    assertThat(pairing(row(4, "100", "13", ""), row(4, "100", "10", "true")).verdict())
        .isEqualTo(
            "not within 25 %: median latency +30 %; p99 has no value; 1 of 1 trials of the cluster were contaminated:"
                + " other programs took 12 % of the processors' time, the hypervisor 0 %,"
                + " compilers that were not done 31 %");
    assertThat(pairing(row(4, "70", "", ""), row(4, "100", "10", "false")).verdict())
        .isEqualTo(
            "not within 25 %: throughput -30 %, median latency has no value; p99 has no value");
    assertThat(pairing(row(4, "100", "10", ""), row(4, "0", "10", "false")).agrees()).isFalse();
  }

  @Test
  void onlyCellsOfBothArePaired() throws Exception {
    assertThat(
            Pairing.of(
                "x",
                "",
                cells(row(4, "1", "1", ""), row(7, "1", "1", "")),
                cells(row(7, "1", "1", "false"), row(16, "1", "1", "false"))))
        .hasSize(1)
        .allMatch(each -> each.cluster().cell().nodes() == 7);
  }

  @Test
  void pageIsWellFormedAndWhole() throws Exception {
    List<Pairing> pairings =
        List.of(
            pairing(row(4, "120", "8", ""), row(4, "100", "10", "false")),
            pairing(row(7, "100", "13", ""), row(7, "100", "10", "true")));
    CompareReport report = new CompareReport(pairings, "cpu: <4> & more", "medchain compare <x>");
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
    assertThat(report.lines().getFirst())
        .isEqualTo("light, 4 nodes: within 25 %; p99 has no value");
    assertThat(report.lines()).hasSize(8);
  }
}
