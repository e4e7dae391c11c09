package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.report.DifferenceReport;
import org.medchain.experiments.report.DifferenceReport.ComparedRun;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the report of a run again, or compares two runs (EXP-30). */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {
  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN_DIR", descriptionKey = "RUN_DIR")
  private Path run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER_RUN_DIR",
      descriptionKey = "OTHER_RUN_DIR")
  private Path other;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  ReportCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    if (other != null) {
      return compare();
    }
    if (out != null) {
      throw new ParameterException(spec.commandLine(), "--out is for comparisons of two runs");
    }
    RecordedRun read = RunOutcome.read(run, host, "draw");
    String trouble = write(host, read);
    host.out().println(RunSummary.of(read).verdicts());
    host.out().println(read.folder().page().toAbsolutePath().normalize());
    return trouble.isEmpty() ? Medchain.OK : Medchain.INVALID_INPUT;
  }

  private int compare() throws UserInputException {
    if (run.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
      throw new UserInputException(other + ": the same run twice; there is nothing to compare");
    }
    DifferenceReport report = new DifferenceReport(taking(run), taking(other));
    if (report.isEmpty()) {
      throw new UserInputException(
          other + ": has no cell in common with " + run + ", so there is nothing to compare");
    }
    Path folder = out == null ? comparisonFolder() : out;
    try {
      report.write(folder);
    } catch (IOException e) {
      throw RunFolder.unwritable(folder, e);
    }
    report.lines().forEach(host.out()::println);
    Path table = folder.resolve(DifferenceReport.FILE);
    host.out().println("Table: " + table.toAbsolutePath().normalize());
    host.out().flush();
    return Medchain.OK;
  }

  private ComparedRun taking(Path folder) throws UserInputException {
    RecordedRun read = RunOutcome.read(folder, host, "compare");
    return new ComparedRun(host.displayPath(folder), read.manifest(), read.cells());
  }

  /** Beside the runs, which Git ignores. */
  private Path comparisonFolder() {
    Path runs =
        host.root()
            .map(root -> root.resolve("results").resolve("runs"))
            .orElseGet(() -> other.toAbsolutePath().normalize().getParent());
    return runs.resolve("comparisons").resolve(name(run) + "-and-" + name(other));
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** The report's problems, if any, are printed for the user too. */
  static String write(CommandContext host, RecordedRun run) throws UserInputException {
    RunFolder folder = run.folder();
    Path root = host.root().orElse(folder.path());
    SimulationErrors errors = SimulationErrors.ofProject(root);
    ShortIntervals shorter = ShortIntervals.ofProject(root);
    String redraw = "experiments/medchain report " + host.displayPath(folder.path());
    try {
      String trouble = RunReport.write(run, errors, shorter, redraw);
      if (!trouble.isEmpty()) {
        host.err().println(trouble);
      }
      return trouble;
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.report(), e);
    }
  }
}
