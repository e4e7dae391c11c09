package org.medchain.experiments;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.experiments.answer.FinalMeaning;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.WrappedText;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunJson;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.TerminalTable;
import org.medchain.experiments.results.TrialRow;

/**
 * The outcome of a run.
 *
 * @param run as it is on disk
 * @param missing a line for each trial that ended without one
 */
record RunOutcome(RecordedRun run, List<String> missing) {
  /** More of them would hide the table. */
  private static final int LINES_MAX = 10;

  /**
   * Reads a run that a command is given by its folder; a last row that is only half written is
   * reported and left out.
   *
   * @param use what the command does with it, in an infinitive: "draw"
   */
  static RecordedRun read(Path path, CommandContext host, String use) throws UserInputException {
    if (!Files.isDirectory(path)) {
      throw new UserInputException(
          path + ": there is no such folder; the folder of a run is wanted");
    }
    RecordedRun run = RecordedRun.read(path, torn -> host.err().println(torn + "; it is left out"));
    if (run.rows().isEmpty()) {
      throw new UserInputException(
          run.folder().trials() + ": no trial has a result yet; there is nothing to " + use);
    }
    return run;
  }

  /** 1 if a promise was broken, or a trial has no result without an interruption. */
  int exitCode() {
    boolean failed = run.rows().stream().anyMatch(row -> row.verdict() == TrialOutcome.FAIL);
    return failed || !missing.isEmpty() ? Medchain.FAILED : Medchain.OK;
  }

  /**
   * To the command's streams.
   *
   * @param wide whether the report's table is printed, however wide
   */
  void print(CommandContext host, boolean json, boolean wide) throws UserInputException {
    PrintStream out = host.out();
    printFailures(host.err());
    List<CellSummary> cells = run.cells();
    if (json) {
      out.println(RunJson.of(run, cells));
      out.flush();
      return;
    }
    SimulationErrors errors = SimulationErrors.ofProject(host.root().orElse(run.folder().path()));
    RunAnswer answer = RunAnswer.of(run.manifest(), cells, errors);
    paragraph(out, "Answer:     ", answer.answer());
    paragraph(out, "Valid when: ", answer.validWhen());
    paragraph(out, "Not shown:  ", answer.notShown());
    out.println();
    TerminalTable fitted = TerminalTable.of(cells);
    CellTable table = wide ? CellTable.of(cells) : fitted.table();
    table.lines().forEach(out::println);
    paragraph(out, "final: ", FinalMeaning.of(cells));
    if (!wide && fitted.left() > 0) {
      paragraph(out, "more: ", fitted.left() + " columns with --wide and in the report");
    }
    table.remarks().forEach(key -> paragraph(out, "", ReportSentence.of(key)));
    String narrowed = CellTable.narrowed(cells);
    if (!narrowed.isEmpty()) {
      paragraph(out, "repeats: ", narrowed);
    }
    String ofP99 = errors.ofP99(run.config());
    if (!ofP99.isEmpty()) {
      paragraph(out, "p99: ", ofP99);
    }
    out.println();
    RunSummary summary = RunSummary.of(run);
    out.println(summary.verdicts());
    out.println(summary.speed());
    out.println("Report: " + run.folder().page().toAbsolutePath().normalize());
    out.flush();
  }

  private static void paragraph(PrintStream out, String label, String text) {
    WrappedText.of(label, text).forEach(out::println);
  }

  private void printFailures(PrintStream err) {
    List<String> lines =
        run.rows().stream()
            .filter(row -> row.verdict() == TrialOutcome.FAIL)
            .map(row -> name(row) + ": fail: " + oneLine(row.text(TrialColumn.REASON)))
            .toList();
    lines.stream().limit(LINES_MAX).forEach(err::println);
    if (lines.size() > LINES_MAX) {
      err.println(lines.size() - LINES_MAX + " more failures; see " + run.folder().trials());
    }
  }

  private static String name(TrialRow row) {
    String seed = row.text(TrialColumn.SEED);
    return name(row.trial(), row.cell(), row.text(TrialColumn.FAULT_RATE), seed);
  }

  static String name(TrialCell trial) {
    String rate = Double.toString(trial.faultRate());
    return name(trial.number(), GridCell.of(trial), rate, Long.toString(trial.seed()));
  }

  private static String name(int trial, GridCell cell, String rate, String seed) {
    return String.format(
        Locale.ROOT,
        "trial %d (%s, %d nodes, %s %s, seed %s)",
        trial,
        cell.protocol(),
        cell.nodes(),
        cell.fault(),
        rate,
        seed);
  }

  static String oneLine(String text) {
    return QuotedText.sentence(String.valueOf(text).replaceAll("\\s+", " "));
  }
}
