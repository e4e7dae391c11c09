package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.SimulationErrors;

/** The page that puts simulation and cluster side by side (EXP-19). */
public final class ComparisonReport {
  private final List<SimulationClusterPair> pairings;
  private final DayStepsSection daySteps;
  private final String calibration;
  private final String redrawCommand;

  /**
   * A page.
   *
   * @param pairings all cells
   * @param daySteps of the experiments whose load is a day
   * @param calibration text of the file that the simulation was calibrated with
   * @param redraw the command that makes it again
   */
  public ComparisonReport(
      List<SimulationClusterPair> pairings,
      DayStepsSection daySteps,
      String calibration,
      String redraw) {
    this.pairings = List.copyOf(pairings);
    this.daySteps = daySteps;
    this.calibration = calibration;
    this.redrawCommand = redraw;
  }

  /** Writes {@code index.html}, its figures and tables into a folder. */
  public void write(Path folder) throws IOException {
    Path figures = folder.resolve("figures");
    Files.createDirectories(figures);
    List<RenderedFigure> drawn = new ArrayList<>();
    if (RunReport.fontTrouble().isEmpty() && !pairings.isEmpty()) {
      for (ResultFigure figure : figures()) {
        RenderedFigure each = RenderedFigure.of(figure);
        drawn.add(each);
        each.write(figures);
      }
    }
    errors().write(folder.resolve(SimulationErrors.NAME));
    daySteps.write(folder);
    AtomicFile.write(folder.resolve("index.html"), html(drawn));
  }

  private SimulationErrors errors() {
    return new SimulationErrors(pairings.stream().flatMap(SimulationClusterPair::errors).toList());
  }

  private List<ResultFigure> figures() {
    return List.of(
        figure(AxisQuantity.THROUGHPUT, "Requests that became final in a second.", false),
        figure(
            AxisQuantity.LATENCY,
            "From a request's intended start to f + 1 equal replies: the full line is the median,"
                + " the dashed one the 99th percentile.",
            true),
        figure(
            AxisQuantity.MESSAGES,
            "All messages delivered, between nodes and between clients and nodes, divided by the"
                + " requests that became final.",
            false));
  }

  private ResultFigure figure(AxisQuantity y, String meaning, boolean latency) {
    List<ResultFigure.ResultPanel> panels = new ArrayList<>();
    for (String experiment :
        pairings.stream().map(SimulationClusterPair::experiment).distinct().toList()) {
      List<SimulationClusterPair> own =
          pairings.stream().filter(each -> each.experiment().equals(experiment)).toList();
      List<ResultFigure.ResultLine> lines = new ArrayList<>();
      for (boolean real : new boolean[] {false, true}) {
        TrialColumn first =
            latency
                ? TrialColumn.LATENCY_P50_MS
                : y == AxisQuantity.MESSAGES
                    ? TrialColumn.MESSAGES_PER_TX
                    : TrialColumn.THROUGHPUT_TPS;
        lines.add(line(own, real, first, latency ? " p50" : "", false));
        if (latency) {
          lines.add(line(own, real, TrialColumn.LATENCY_P99_MS, " p99", true));
        }
      }
      panels.add(new ResultFigure.ResultPanel(experiment, lines));
    }
    String id = "compare-" + y.name().toLowerCase(java.util.Locale.ROOT);
    String title = FigureCaptions.title(y) + ": simulation and cluster";
    return new ResultFigure(id, title, meaning, AxisQuantity.NODES, y, panels);
  }

  private static ResultFigure.ResultLine line(
      List<SimulationClusterPair> own,
      boolean real,
      TrialColumn column,
      String suffix,
      boolean dashed) {
    String who = real ? "cluster" : "simulation";
    List<ResultFigure.ResultPoint> points = new ArrayList<>();
    for (SimulationClusterPair each : own) {
      CellSummary cell = real ? each.cluster() : each.simulation();
      points.add(
          new ResultFigure.ResultPoint(
              cell.cell().nodes(),
              cell.estimate(column),
              cell.total(TrialColumn.COMMITTED) == 0
                  ? ResultFigure.MissingValueReason.NOTHING_FINAL
                  : ResultFigure.MissingValueReason.UNREACHED));
    }
    return new ResultFigure.ResultLine(who + suffix, who, dashed, points);
  }

  private String html(List<RenderedFigure> drawn) {
    List<String> parts = new ArrayList<>();
    parts.add(ReportPage.head("Simulation and cluster"));
    parts.add("<h1>Simulation and cluster</h1>");
    parts.add(
        Markup.element(
            "p",
            "The same replicas, the same requests: in virtual time with the costs that were"
                + " measured on this machine, and as real processes on it. Synthetic records."));
    long within = pairings.stream().filter(SimulationClusterPair::agrees).count();
    parts.add(
        ("<p class=\"verdicts %s\">%s of %s cells agree within 25 %% on throughput and "
                + "median latency, %s on the 99th percentile.</p>")
            .formatted(
                within == pairings.size() ? "pass" : "unknown",
                within,
                pairings.size(),
                pairings.stream().filter(SimulationClusterPair::p99Agrees).count()));
    parts.add(Markup.element("p", errors().ofP99()));
    parts.add("<h2>All cells</h2>");
    parts.add(
        Markup.element(
            "p",
            "Means over repeats, percentiles of all repeats' requests together. The relative error"
                + " is how much more the simulation says than the cluster: each repeat of both has"
                + " the same requests and gives one ratio; their geometric means with 95 %"
                + " confidence (Student's t on the logarithms). Judged are throughput and p50;"
                + " whether p99 is within 25 % is told beside. All errors are in "
                + SimulationErrors.NAME
                + "."));
    parts.add(table());
    parts.add(daySteps.html());
    parts.add("<h2>Figures</h2>");
    drawn.forEach(each -> parts.add(each.html(redrawCommand)));
    parts.add("<h2>Where a difference may come from</h2>");
    parts.add(
        "<ul>\n"
            + "<li>Nothing in the simulation compiles code or collects garbage; a process does,"
            + " most of all in its first seconds. This is seen in p99, and in the median too where"
            + " the nodes have so few cores that their compilers are not done when measuring"
            + " begins.</li>\n"
            + "<li>Each simulated disk is its node's alone; the cluster's nodes share one, and what"
            + " a force takes was measured with four files at once.</li>\n"
            + "<li>What a checkpoint costs is charged for the state as it is; a cluster's state"
            + " also holds what was asked for before the time 0 to have code compiled, so its"
            + " snapshots are longer.</li>\n"
            + "<li>A simulated core is given away after each input; an operating system gives it"
            + " away when it likes, and waking a thread takes time that depends on what the machine"
            + " does.</li>\n"
            + "<li>The disk's thread of each process also needs a core; the simulation's disk does"
            + " not.</li>\n"
            + "</ul>");
    parts.add("<h2>What the simulation charged</h2>");
    parts.add("<pre>" + Markup.escape(calibration) + "</pre>");
    parts.add("<p>Made again by <code>" + Markup.escape(redrawCommand) + "</code>.</p>");
    parts.add("</body>\n</html>\n");
    return String.join("\n", parts);
  }

  private String table() {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    for (String head : List.of("experiment", "load", "nodes", "", "throughput tx/s")) {
      html.append(Markup.element("th", head));
    }
    for (String head :
        List.of("p50 ms", "p90 ms", "p99 ms", "messages/tx", "CPU µs/tx", "verdict")) {
      html.append(Markup.element("th", head));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (SimulationClusterPair each : pairings) {
      String nodes = Integer.toString(each.cluster().cell().nodes());
      row(
          html,
          List.of(each.experiment(), each.load(), nodes, "simulation"),
          values(each.simulation()),
          "");
      row(html, List.of("", "", "", "cluster"), values(each.cluster()), "");
      row(html, List.of("", "", "", "error"), errors(each), each.verdict());
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static void row(
      StringBuilder html, List<String> first, List<String> values, String verdict) {
    html.append("<tr>");
    first.forEach(word -> html.append(Markup.element("td", word)));
    values.forEach(word -> html.append(Markup.element("td", word)));
    String looks = verdict.isEmpty() ? "" : verdict.startsWith("within") ? "pass" : "unknown";
    html.append("<td class=\"").append(looks).append("\">").append(Markup.escape(verdict));
    html.append("</td></tr>\n");
  }

  private static List<String> values(CellSummary cell) {
    return SimulationClusterPair.SHOWN.stream()
        .map(column -> cell.estimate(column).value())
        .map(CellTable::number)
        .toList();
  }

  private static List<String> errors(SimulationClusterPair pairing) {
    return SimulationClusterPair.SHOWN.stream()
        .map(pairing::relativeError)
        .map(ComparisonReport::words)
        .toList();
  }

  private static String words(RepeatEstimate error) {
    return error.value().isEmpty()
        ? CellTable.ABSENT
        : error.words(ReadableNumbers::signedPercent, " … ");
  }

  /** The cells as lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (SimulationClusterPair each : pairings) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s, %d nodes: %s",
              each.experiment(),
              each.cluster().cell().nodes(),
              each.verdict()));
      lines.add("  " + String.join("  ", words("simulation", values(each.simulation()))));
      lines.add("  " + String.join("  ", words("cluster", values(each.cluster()))));
      lines.add("  " + String.join("  ", words("error", errors(each))));
    }
    lines.addAll(daySteps.lines());
    return lines;
  }

  private static List<String> words(String who, List<String> values) {
    List<String> heads = List.of("tx/s", "p50 ms", "p90 ms", "p99 ms", "messages/tx", "CPU µs/tx");
    List<String> words = new ArrayList<>(List.of("%-10s".formatted(who)));
    for (int i = 0; i < heads.size(); i++) {
      words.add(heads.get(i) + " " + values.get(i));
    }
    return words;
  }
}
