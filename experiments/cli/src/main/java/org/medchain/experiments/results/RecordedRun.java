package org.medchain.experiments.results;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.JsonNode;

/**
 * A run as far as it is on disk.
 *
 * @param folder where it all is
 * @param manifest as written
 * @param rows of all trials with a result, in the grid's order
 */
public record RecordedRun(RunFolder folder, RunManifest manifest, List<TrialRow> rows) {
  /**
   * Reads it.
   *
   * @param torn takes a message on a last row that is only half written, and left out
   */
  public static RecordedRun read(Path path, Consumer<String> torn) throws UserInputException {
    RunFolder folder = new RunFolder(path);
    RunManifest manifest = RunManifest.read(folder.manifest());
    return new RecordedRun(folder, manifest, TrialsFile.read(folder.trials(), torn));
  }

  /** The cells of the grid. */
  public List<CellSummary> cells() throws UserInputException {
    return CellSummary.of(rows, folder::latencies, manifest.stoppingRule());
  }

  /** The effective config. */
  public JsonNode config() {
    return manifest.json().path("config");
  }
}
