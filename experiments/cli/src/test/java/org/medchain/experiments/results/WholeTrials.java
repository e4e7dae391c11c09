package org.medchain.experiments.results;

import java.nio.file.Path;
import java.util.List;
import org.medchain.experiments.config.UserInputException;

/** Tables of trials of which no row is missing. */
public final class WholeTrials {
  private WholeTrials() {}

  /** All rows; a last one that was only half written is no table of a run that ended. */
  public static List<TrialRow> read(Path file) throws UserInputException {
    return TrialsFile.read(file, WholeTrials::refuse);
  }

  /** A run that ended. */
  public static RecordedRun run(Path folder) throws UserInputException {
    return RecordedRun.read(folder, WholeTrials::refuse);
  }

  private static void refuse(String torn) {
    throw new AssertionError(torn);
  }
}
