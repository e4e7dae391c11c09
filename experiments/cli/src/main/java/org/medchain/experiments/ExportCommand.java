package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.export.RunExport;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run as tables for R, Python and others (EXP-28, EXP-45). */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "RUN_DIR", descriptionKey = "RUN_DIR")
  private Path run;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Option(names = "--tidy")
  private boolean tidy;

  ExportCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    RecordedRun read = RunOutcome.read(run, host, "write");
    Path to = out == null ? run.resolve("export") : out;
    List<CellSummary> cells = read.cells();
    Optional<List<ResultFigure>> figures = Optional.empty();
    if (tidy) {
      ShortIntervals shorter = ShortIntervals.ofProject(host.root().orElse(run));
      figures = Optional.of(RunReport.figures(read, cells, shorter));
    }
    try {
      RunExport.write(read, cells, figures, to)
          .forEach(file -> host.out().println(file.toAbsolutePath().normalize()));
    } catch (IOException e) {
      throw RunFolder.unwritable(to, e);
    }
    return Medchain.OK;
  }
}
