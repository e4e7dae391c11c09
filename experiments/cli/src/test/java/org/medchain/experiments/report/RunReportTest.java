package org.medchain.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.HistogramLog;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.SimulationErrors.SimulationErrorRow;
import org.medchain.experiments.results.TrialRow;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.node.ObjectNode;

/** The page opens from disk, needs nothing but itself, and hides nothing (EXP-13). */
class RunReportTest {
  private static final String REDRAW = "experiments/medchain report results/runs/<q> & \"co\"";

  /** Columns of nodes that have the cores of one machine together, of searches and of games. */
  private static final Set<ColumnCondition> OF_OTHER_RUNS =
      Set.of(
          ColumnCondition.SATURATION,
          ColumnCondition.GAME,
          ColumnCondition.DAY,
          ColumnCondition.SHARED_CORES,
          ColumnCondition.PROCESSES,
          ColumnCondition.PROXIED);

  @TempDir Path folder;
  private RunFolder run;
  private String protocols = "[pbft, pow]";
  private final List<TrialRow> rows = new ArrayList<>();
  private RunManifest manifest;
  private SimulationErrors errors = new SimulationErrors(List.of());

  @BeforeEach
  void makeFolder() throws IOException {
    run = new RunFolder(folder);
    Files.createDirectories(run.report());
    Files.createDirectories(run.histogram(1).getParent());
  }

  private String page(String axes) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"), "name: q\nprotocols: " + protocols + "\n" + axes);
    LoadedConfig loaded = LoadedConfig.read(config, ConfigOverrides.NONE);
    rows.clear();
    for (TrialCell cell : loaded.grid()) {
      TrialResult result = FakeTrials.run(cell, TrialHook.NONE);
      HistogramLog.write(run.histogram(cell.number()), result);
      rows.add(TrialRow.of(result));
    }
    manifest = RunManifest.begin(folder, loaded, "c".repeat(64));
    assertThat(
            RunReport.write(
                new RecordedRun(run, manifest, rows), errors, ShortIntervals.NONE, REDRAW))
        .isEmpty();
    return Files.readString(run.page());
  }

  @Test
  void pageIsWellFormedAndSelfContained() throws Exception {
    Document page = parse(page("nodes: [4, 7]\nfaults: [crash, loss]\nfault_rates: [0, 0.4]\n"));
    NodeList all = page.getElementsByTagName("*");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      var id = all.item(i).getAttributes().getNamedItem("id");
      if (id != null) {
        ids.add(id.getNodeValue());
      }
      assertThat(all.item(i).getNodeName())
          .isNotIn("script", "link", "iframe", "img", "object", "embed");
      for (String name : List.of("src", "href", "xlink:href", "data", "srcset")) {
        var attribute = all.item(i).getAttributes().getNamedItem(name);
        if (attribute != null) {
          String target = attribute.getNodeValue();
          assertThat(target).doesNotContain(":", "//");
          assertThat(target.startsWith("#") || isInRun(target)).as(target).isTrue();
        }
      }
    }
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(files().size());
    assertThat(Files.readString(run.page()))
        .doesNotContain("@import", "url(http")
        .contains("data-head=\"verdict\"", "Drawn again by <code>" + Markup.escape(REDRAW))
        .contains("The clients offer 15 a second", "href=\"../config.yaml\"");
  }

  /** EXP-22: the sentence is made from the file, and says so where there is none. */
  @Test
  void simulatedPercentilesComeWithTheirError() throws Exception {
    String none =
        "How far a simulated 99th percentile is from that of real processes is not measured.";
    assertThat(page("nodes: [4, 7]\n").split(none, -1)).as("figure and table").hasSize(3);
    errors =
        new SimulationErrors(
            List.of(
                error(4, "latency_p99_ms", -0.731),
                error(7, "latency_p99_ms", 0.062),
                error(10, "latency_p50_ms", 3)));
    assertThat(page("nodes: [4, 7]\n").split("between -73 % and \\+6 % \\(2 cells", -1)).hasSize(3);
    protocols = "[pbft]";
    assertThat(page("nodes: [4, 7]\nhost: cluster\n")).doesNotContain("off by", "-73 %");
  }

  private static SimulationErrorRow error(int nodes, String quantity, double error) {
    OptionalDouble none = OptionalDouble.empty();
    return new SimulationErrorRow("light", nodes, quantity, OptionalDouble.of(error), none, none);
  }

  /** Of the run's files only the figures exist in this test; the others a run always has. */
  private boolean isInRun(String target) {
    return List.of("../trials.csv", "../manifest.json", "../config.yaml").contains(target)
        || Files.exists(run.report().resolve(target));
  }

  /** CMP-51: each form with each cell, as numbers and on the page, or the reason why not. */
  @Test
  void closedFormsStandBesideWhatWasMeasured() throws Exception {
    String page = page("nodes: [4, 7]\nfault_rates: [0, 0.4]\n");
    List<String> lines = Files.readAllLines(run.report().resolve("closed-forms.csv"));
    assertThat(lines.getFirst())
        .isEqualTo(
            "protocol,nodes,fault,fault_rate,attacker_share,epsilon,block_interval_s,form,"
                + "predicted,measured,low,high,ratio,reason");
    // Two forms for PBFT, eight for proof of work, in four cells each.
    assertThat(lines).hasSize(1 + 4 * (2 + 8));
    String messages =
        lines.stream()
            .filter(line -> line.startsWith("pbft,7,crash,0.0"))
            .filter(line -> line.contains("pbft_messages_per_tx"))
            .findFirst()
            .orElseThrow();
    String[] fields = messages.split(",", -1);
    double predicted = Double.parseDouble(fields[8]);
    double measured = Double.parseDouble(fields[9]);
    assertThat(Double.parseDouble(fields[12])).isEqualTo(measured / predicted);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("pbft,7,crash,0.4"))
        .allMatch(
            line -> line.endsWith(",,,,,some nodes are faulty: the form is about the normal case"));
    assertThat(page)
        .contains("<h2 id=\"closed-forms\">Closed forms</h2>", "Rosenfeld 2014")
        .contains("ratio or why there is none", "some nodes are faulty");
    assertThat(run.report().resolve("figures/closed-messages-nodes.svg")).isNotEmptyFile();
  }

  /** CMP-51: results that other code wrote are still drawn. */
  @Test
  void aConfigOfOtherCodeLeavesTheFormsOut() throws Exception {
    page("nodes: [4, 7]\n");
    ((ObjectNode) manifest.json().path("config")).put("reprises", 3);
    RunReport.write(new RecordedRun(run, manifest, rows), errors, ShortIntervals.NONE, REDRAW);
    String page = Files.readString(run.page());
    assertThat(page).contains("Not compared: this code cannot read the config");
    assertThat(Files.readAllLines(run.report().resolve("closed-forms.csv"))).hasSize(1);
  }

  @Test
  void everyFigureIsThereForEveryKindOfFault() throws Exception {
    page("nodes: [4, 7]\nfaults: [crash, loss]\nfault_rates: [0, 0.4]\n");
    assertThat(figures())
        .containsExactlyInAnyOrder(
            "throughput-nodes-crash.svg",
            "throughput-nodes-loss.svg",
            "latency-nodes-crash.svg",
            "latency-nodes-loss.svg",
            "messages-nodes-crash.svg",
            "messages-nodes-loss.svg",
            "throughput-fault-rate-crash.svg",
            "throughput-fault-rate-loss.svg",
            "latency-crashed.svg",
            "latency-fault-rate-loss.svg");
    for (String figure : figures()) {
      parse(Files.readString(run.report().resolve("figures").resolve(figure)));
    }
  }

  /** EXP-37: first the words, then one figure; what few readers want is folded away. */
  @Test
  void thePageOpensWithItsAnswer() throws Exception {
    String page = page("nodes: [4, 7]\nfault_rates: [0, 0.4]\n");
    int place = 0;
    for (String next :
        List.of(
            "<h1>",
            "<dt>Question",
            "<dt>Answer",
            "<dt>Valid when",
            "<dt>Not shown",
            "<figure",
            "<h2>The run</h2>",
            "<details class=\"part\">",
            "id=\"closed-forms\"",
            "id=\"cells\"",
            "id=\"provenance\"")) {
      place = page.indexOf(next, place);
      assertThat(place).as(next).isPositive();
    }
    assertThat(page.substring(0, page.indexOf("<figure"))).doesNotContain("<details");
  }

  /** What finality withstands and the block interval are axes, and attackers have a figure. */
  @Test
  void everyAxisHasItsFigure() throws Exception {
    String page =
        page(
            """
            nodes: [4]
            finality: {epsilon: [0.001, 0.000001]}
            pow: {block_interval_s: [1, 10]}
            """);
    assertThat(figures()).containsExactlyInAnyOrder("latency-block-interval-crash-4.svg");
    assertThat(page).contains("25 %, at most 1e-6").contains("block every s");
    page("nodes: [4]\nfinality: {attacker_share: [0.1, 0.25]}\n");
    assertThat(figures()).containsExactlyInAnyOrder("latency-attacker-share-crash-4.svg");
    page("nodes: [4]\nfinality: {epsilon: [0.1, 0.01, 0.001]}\n");
    assertThat(figures()).containsExactlyInAnyOrder("latency-epsilon-crash-4.svg");
  }

  @Test
  void whatHasNoValueIsShownAsSuch() throws Exception {
    String page = page("nodes: [4, 16]\nfault_rates: [0, 0.4, 0.5]\n");
    assertThat(page)
        .contains("no request final in any repeat")
        .contains("not reached: too few final")
        .contains("some repeats have no value")
        .contains("(2/3): 2 of 3 repeats have a value")
        .doesNotContain("NaN");
  }

  /** EXP-13: what was final at one node and not at another has no latency. */
  @Test
  void cellsInWhichNodesDisagreedAreNotDrawn() throws Exception {
    String whole = page("nodes: [4, 7]\n");
    assertThat(whole).doesNotContain("disagreed in any trial");
    // One trial in three of proof of work with 7 nodes.
    int torn = rows.size() - 1;
    Map<TrialColumn, String> fields = new EnumMap<>(rows.get(torn).fields());
    fields.put(TrialColumn.AGREEMENT_VIOLATIONS, "3");
    rows.set(torn, new TrialRow(fields, Map.of()));
    RunReport.write(new RecordedRun(run, manifest, rows), errors, ShortIntervals.NONE, REDRAW);
    String page = Files.readString(run.page());

    assertThat(page.split("have no point", -1)).as("three figures").hasSize(4);
    assertThat(page)
        .contains("was not at another: 1 of 4 here", "agreement broken in some trial")
        .contains(Markup.escape(ReportSentence.of("table.violated")));
  }

  @Test
  void everyColumnIsExplained() throws Exception {
    assertThat(page("nodes: [4]\n")).doesNotContain("late_difficulty", "late interval");
    String page = page("nodes: [4]\npow: {retarget: {rule: asert}}\n");
    assertThat(page).contains("<th>late interval s</th>", "<th>k</th>", "<th>reversal</th>");
    for (TrialColumn column : TrialColumn.values()) {
      if (!OF_OTHER_RUNS.contains(column.condition())) {
        assertThat(page).contains("<th><code>" + column.header() + "</code></th>");
      }
      assertThat(column.definition().meaning()).endsWith(".");
    }
  }

  /** Those of measurements alone. */
  private List<String> figures() {
    return files().stream().filter(name -> !name.startsWith("closed-")).toList();
  }

  private List<String> files() {
    return List.of(run.report().resolve("figures").toFile().list());
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
