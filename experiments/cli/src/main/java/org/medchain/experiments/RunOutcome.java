package org.medchain.experiments;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.metrics.TrialVerdict;
import org.medchain.experiments.answer.FinalMeaning;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.WrappedText;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunJson;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.TerminalTable;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/**
 * The outcome of a run.
 *
 * @param folder where it all is
 * @param manifest as written
 * @param rows of all trials with a result, in the grid's order
 * @param missing a line for each trial that ended without one
 */
record RunOutcome(
    RunFolder folder, RunManifest manifest, List<TrialRow> rows, List<String> missing) {
  /** More of them would hide the table. */
  private static final int LINES_MAX = 10;

  /**
   * Reads a run that a command is given by its folder; a last row that is only half written is
   * reported and left out.
   *
   * @param use what the command does with it, in an infinitive: "draw"
   */
  static RunOutcome read(Path run, CommandContext host, String use) throws UserInputException {
    if (!Files.isDirectory(run)) {
      throw new UserInputException(
          run + ": there is no such folder; the folder of a run is wanted");
    }
    RunFolder folder = new RunFolder(run);
    RunManifest manifest = RunManifest.read(folder.manifest());
    List<TrialRow> rows =
        TrialsFile.read(folder.trials(), torn -> host.err().println(torn + "; it is left out"));
    if (rows.isEmpty()) {
      throw new UserInputException(
          folder.trials() + ": no trial has a result yet; there is nothing to " + use);
    }
    return new RunOutcome(folder, manifest, rows, List.of());
  }

  /** 1 if a promise was broken, or a trial has no result without an interruption. */
  int exitCode() {
    boolean failed = rows.stream().anyMatch(row -> row.verdict() == TrialVerdict.FAIL);
    return failed || !missing.isEmpty() ? Medchain.FAILED : Medchain.OK;
  }

  /** The cells of the grid. */
  List<CellSummary> cells() throws UserInputException {
    return CellSummary.of(rows, folder::latencies, manifest.stoppingRule());
  }

  /**
   * To the command's streams.
   *
   * @param wide whether the report's table is printed, however wide
   */
  void print(CommandContext host, boolean json, boolean wide) throws UserInputException {
    PrintStream out = host.out();
    printFailures(host.err());
    List<CellSummary> cells = cells();
    RunSummary summary = RunSummary.of(manifest, rows);
    if (json) {
      out.println(RunJson.of(folder, manifest, summary, cells, rows));
      out.flush();
      return;
    }
    SimulationErrors errors = SimulationErrors.ofProject(host.root().orElse(folder.path()));
    RunAnswer answer = RunAnswer.of(manifest, cells, errors);
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
    String ofP99 = errors.ofP99(manifest.json().path("config"));
    if (!ofP99.isEmpty()) {
      paragraph(out, "p99: ", ofP99);
    }
    out.println();
    out.println(summary.verdicts());
    out.println(summary.speed());
    out.println("Report: " + folder.page().toAbsolutePath().normalize());
    out.flush();
  }

  private static void paragraph(PrintStream out, String label, String text) {
    WrappedText.of(label, text).forEach(out::println);
  }

  private void printFailures(PrintStream err) {
    List<String> lines =
        rows.stream()
            .filter(row -> row.verdict() == TrialVerdict.FAIL)
            .map(row -> name(row) + ": fail: " + oneLine(row.text(TrialColumn.REASON)))
            .toList();
    lines.stream().limit(LINES_MAX).forEach(err::println);
    if (lines.size() > LINES_MAX) {
      err.println(lines.size() - LINES_MAX + " more failures; see " + folder.trials());
    }
  }

  private static String name(TrialRow row) {
    return String.format(
        Locale.ROOT,
        "trial %d (%s, %d nodes, %s %s, seed %s)",
        row.trial(),
        row.cell().protocol(),
        row.cell().nodes(),
        row.cell().fault(),
        row.text(TrialColumn.FAULT_RATE),
        row.text(TrialColumn.SEED));
  }

  static String name(TrialCell trial) {
    return String.format(
        Locale.ROOT,
        "trial %d (%s, %d nodes, %s %s, seed %d)",
        trial.number(),
        trial.protocol().key(),
        trial.nodes(),
        trial.fault().key(),
        trial.faultRate(),
        trial.seed());
  }

  static String oneLine(String text) {
    return QuotedText.sentence(text.replaceAll("\\s+", " "));
  }
}
