package org.medchain.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;

/**
 * A run that a command is given by its folder.
 *
 * @param rows of its trials, one or more
 */
record RunOnDisk(RunFolder folder, RunManifest manifest, List<TrialRow> rows) {
  /**
   * Reads it; a last row that is only half written is reported and left out.
   *
   * @param use what the command does with it, in an infinitive: "draw"
   */
  static RunOnDisk read(Path run, CommandContext host, String use) throws UserInputException {
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
    return new RunOnDisk(folder, manifest, rows);
  }

  /** Its cells. */
  List<CellSummary> cells() throws UserInputException {
    return CellSummary.of(rows, folder::latencies, manifest.stoppingRule());
  }
}
