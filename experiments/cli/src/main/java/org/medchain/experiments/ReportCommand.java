package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.report.Report;
import org.medchain.experiments.results.Manifest;
import org.medchain.experiments.results.MeasuredErrors;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws the report of a run again. */
@Command(
    name = "report",
    description = "Draws a run's page and figures again, from its trials.csv and manifest.json.",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.Version.class)
final class ReportCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of a run, as 'run' printed it.")
  private Path run;

  ReportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Refusal {
    if (!Files.isDirectory(run)) {
      throw new Refusal(run + ": there is no such folder; the folder of a run is wanted");
    }
    RunFolder folder = new RunFolder(run);
    Manifest manifest = Manifest.read(folder.manifest());
    List<TrialRow> rows =
        TrialsFile.read(
            folder.trials(), torn -> host.err().println(torn + "; it is left out of the report"));
    if (rows.isEmpty()) {
      throw new Refusal(folder.trials() + ": no trial has a result yet; there is nothing to draw");
    }
    String trouble = write(host, folder, manifest, rows);
    host.out().println(RunSummary.of(manifest, rows).verdicts());
    host.out().println(folder.page().toAbsolutePath().normalize());
    return trouble.isEmpty() ? Medchain.OK : Medchain.REFUSED;
  }

  /** The report's trouble, if any, is told to the user too. */
  static String write(Host host, RunFolder folder, Manifest manifest, List<TrialRow> rows)
      throws Refusal {
    Path root = host.root().orElse(folder.path());
    MeasuredErrors errors = MeasuredErrors.ofProject(root);
    String redraw = "experiments/medchain report " + host.shown(folder.path());
    try {
      String trouble = Report.write(folder, manifest, rows, errors, redraw);
      if (!trouble.isEmpty()) {
        host.err().println(trouble);
      }
      return trouble;
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.report(), e);
    }
  }
}
