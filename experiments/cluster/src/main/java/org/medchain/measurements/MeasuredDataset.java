package org.medchain.measurements;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Option;

/** The options of a measurement over a dataset: its folder, and a file for the lines. */
public final class MeasuredDataset {
  @Option(names = "--dataset", paramLabel = "DIR", defaultValue = "datasets/synthea-sample")
  private Path folder;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  /** The project's root. */
  static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }

  /** Before the minutes that the lines take. */
  void requireOut() throws UserInputException {
    if (out != null) {
      new OutputPath(out).requireFileWithFolder();
    }
  }

  SyntheticRecords records() throws UserInputException {
    return records(folder, "--dataset: ");
  }

  /** Of a folder in the project's. */
  public static SyntheticRecords records(Path folder, String problem) throws UserInputException {
    try {
      return SyntheticRecords.read(home().resolve(folder));
    } catch (DatasetException e) {
      throw new UserInputException(problem + e.getMessage());
    }
  }

  /** Prints the lines, and writes them where a file is named; the exit code. */
  int write(PrintWriter terminal, List<String> lines) throws UserInputException {
    lines.forEach(terminal::println);
    if (out != null) {
      new OutputPath(out).write(out, lines);
    }
    return 0;
  }
}
