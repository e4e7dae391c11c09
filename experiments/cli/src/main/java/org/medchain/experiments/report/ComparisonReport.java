package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.report.RunFigures.PlottedColumn;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.SimulationErrors;

/**
 * The page that puts simulation and cluster side by side (EXP-19).
 *
 * @param pairings all cells
 * @param daySteps of the experiments whose load is a day
 * @param calibration text of the file that the simulation was calibrated with
 * @param redraw the command that makes it again
 */
public record ComparisonReport(
    List<SimulationClusterPair> pairings,
    DayStepsSection daySteps,
    String calibration,
    String redraw) {
  private static final List<String> HEADS =
      List.of(
          "experiment",
          "load",
          "nodes",
          "",
          "tx/s",
          "p50 ms",
          "p90 ms",
          "p99 ms",
          "messages/tx",
          "CPU µs/tx",
          "verdict");

  /** Writes {@code index.html}, its figures and tables into a folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> drawn = List.of();
    if (!pairings.isEmpty()) {
      drawn = new DrawnFigures(folder.resolve("figures"), redraw).of(figures());
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
        figure(AxisQuantity.THROUGHPUT, ReportSentence.of("compare.throughput")),
        figure(AxisQuantity.LATENCY, ReportSentence.of("compare.latency")),
        figure(AxisQuantity.MESSAGES, ReportSentence.of("caption.messages")));
  }

  private ResultFigure figure(AxisQuantity y, String meaning) {
    List<ResultPanel> panels = new ArrayList<>();
    for (String experiment :
        pairings.stream().map(SimulationClusterPair::experiment).distinct().toList()) {
      List<SimulationClusterPair> own =
          pairings.stream().filter(each -> each.experiment().equals(experiment)).toList();
      List<ResultLine> lines = new ArrayList<>();
      for (boolean real : new boolean[] {false, true}) {
        String who = real ? "cluster" : "simulation";
        for (PlottedColumn measure : RunFigures.measures(y, List.of())) {
          lines.add(
              new ResultLine(
                  who + measure.name(),
                  who,
                  measure.dashed(),
                  own.stream()
                      .map(pair -> real ? pair.cluster() : pair.simulation())
                      .map(cell -> point(cell, measure.column()))
                      .toList()));
        }
      }
      panels.add(new ResultPanel(experiment, lines));
    }
    String id = "compare-" + y.name().toLowerCase(Locale.ROOT);
    String title = FigureCaptions.title(y) + ": simulation and cluster";
    return new ResultFigure(id, title, meaning, AxisQuantity.NODES, y, panels);
  }

  private static ResultPoint point(CellSummary cell, TrialColumn column) {
    boolean none = cell.total(TrialColumn.COMMITTED) == 0;
    return new ResultPoint(
        cell.cell().nodes(),
        cell.estimate(column),
        none ? MissingValueReason.NOTHING_FINAL : MissingValueReason.UNREACHED);
  }

  private String html(List<String> drawn) {
    long within = pairings.stream().filter(SimulationClusterPair::agrees).count();
    String body =
        ReportSentence.of(
            "compare.page",
            within == pairings.size() ? "pass" : "unknown",
            within,
            pairings.size(),
            pairings.stream().filter(SimulationClusterPair::p99Agrees).count(),
            Markup.escape(errors().ofP99()),
            SimulationErrors.NAME,
            HtmlPage.table(
                "cells",
                table().columns(),
                table().rows(),
                verdict ->
                    verdict.isEmpty() ? "" : verdict.startsWith("within") ? "pass" : "unknown"),
            daySteps.html(),
            String.join("\n", drawn),
            Markup.escape(calibration),
            Markup.escape(redraw));
    return ReportPage.page("Simulation and cluster", List.of(body));
  }

  /** Of each pair a row for the simulation, the cluster and the error. */
  private CellTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (SimulationClusterPair each : pairings) {
      String nodes = Integer.toString(each.cluster().cell().nodes());
      rows.add(
          row(
              List.of(each.experiment(), each.load(), nodes, "simulation"),
              values(each.simulation()),
              ""));
      rows.add(row(List.of("", "", "", "cluster"), values(each.cluster()), ""));
      rows.add(row(List.of("", "", "", "error"), errors(each), each.verdict()));
    }
    return new CellTable(HEADS, rows, 1);
  }

  private static List<String> row(List<String> place, List<String> values, String verdict) {
    List<String> row = new ArrayList<>(place);
    row.addAll(values);
    row.add(verdict);
    return row;
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

  /** The tables as lines for a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(table().lines());
    lines.addAll(daySteps.lines());
    return lines;
  }
}
