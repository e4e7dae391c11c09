package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.export.RunExport;
import org.medchain.experiments.report.RunReport;
import org.medchain.experiments.report.ShortIntervals;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run as tables for R, Python and others (EXP-28, EXP-45). */
@Command(
    name = "export",
    description = {
      "Writes a run for R, Python and others: tidy.csv has a row a trial and the same columns for "
          + "every run, quantiles.csv the latencies of all repeats of a cell together, steps.csv "
          + "the steps of a search for saturation, dictionary.csv the type, unit and meaning of "
          + "each column and how often it has no value ('NA').",
      "With --tidy it writes the same in long form too: long.csv has a row a trial and quantity, "
          + "cells.csv a row a cell and quantity with its interval, figures.csv a row a point of "
          + "a figure of the report. What reads them: experiments/analysis."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(paramLabel = "RUN_DIR", description = "The folder of a run, as 'run' printed it.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to; default: the folder 'export' in that of the run.")
  private Path out;

  @Option(names = "--tidy", description = "Write long.csv, cells.csv and figures.csv as well.")
  private boolean tidy;

  ExportCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    RunOnDisk read = RunOnDisk.read(run, host, "write");
    Path to = out == null ? run.resolve("export") : out;
    List<CellSummary> cells = read.cells();
    RunExport export = RunExport.of(read.folder(), read.manifest(), read.rows(), cells);
    if (tidy) {
      ShortIntervals shorter = ShortIntervals.ofProject(host.root().orElse(run));
      export.addLongTables(RunReport.figures(read.folder(), read.manifest(), cells, shorter));
    }
    try {
      export.write(to).forEach(file -> host.out().println(file.toAbsolutePath().normalize()));
    } catch (IOException e) {
      throw RunFolder.unwritable(to, e);
    }
    return Medchain.OK;
  }
}
