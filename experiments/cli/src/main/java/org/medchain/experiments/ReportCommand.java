package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.TrialRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws the report of a run again. */
@Command(
    name = "report",
    description = "Draws a run's page and figures again, from its trials.csv and manifest.json.",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class)
final class ReportCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of a run, as 'run' printed it.")
  private Path run;

  ReportCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    RunOnDisk read = RunOnDisk.read(run, host, "draw");
    String trouble = write(host, read.folder(), read.manifest(), read.rows());
    host.out().println(RunSummary.of(read.manifest(), read.rows()).verdicts());
    host.out().println(read.folder().page().toAbsolutePath().normalize());
    return trouble.isEmpty() ? Medchain.OK : Medchain.INVALID_INPUT;
  }

  /** The report's problems, if any, are printed for the user too. */
  static String write(
      CommandContext host, RunFolder folder, RunManifest manifest, List<TrialRow> rows)
      throws UserInputException {
    Path root = host.root().orElse(folder.path());
    SimulationErrors errors = SimulationErrors.ofProject(root);
    String redraw = "experiments/medchain report " + host.displayPath(folder.path());
    try {
      String trouble = RunReport.write(folder, manifest, rows, errors, redraw);
      if (!trouble.isEmpty()) {
        host.err().println(trouble);
      }
      return trouble;
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.report(), e);
    }
  }
}
