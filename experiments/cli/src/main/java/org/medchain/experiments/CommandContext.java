package org.medchain.experiments;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.execution.TrialFunction;

/**
 * What the command finds around it; tests put something else in its place.
 *
 * @param out for results
 * @param err for everything else
 * @param terminal whether people see {@code err} as it comes
 * @param root the project's root folder, if it is known
 * @param clock wall time
 * @param trials the function that runs the trials of a data set
 * @param commandLine as typed, for the manifest
 */
record CommandContext(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Optional<Path> root,
    Clock clock,
    Function<SyntheticRecords, TrialBackend> trials,
    String commandLine) {
  /**
   * Runs trials, up to a number at once.
   *
   * @param check whether a config can be run at all, as only the data set decides; throws an {@link
   *     IllegalArgumentException} that begins with the key that is wrong
   */
  record TrialBackend(TrialFunction function, Consumer<ExperimentConfig> check, int parallelism) {
    /** As many at once as there are threads. */
    TrialBackend(TrialFunction function, Consumer<ExperimentConfig> check) {
      this(function, check, Integer.MAX_VALUE);
    }
  }

  /** The real one. */
  static CommandContext ofProcess(String[] args) {
    // UTF-8 in every locale: results must not depend on it, and JSON has no other encoding.
    return new CommandContext(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminal.onStderr(),
        findRoot(),
        Clock.systemUTC(),
        records -> {
          TrialRunner runner = new TrialRunner(records);
          return new TrialBackend(runner::run, runner::check);
        },
        "medchain " + String.join(" ", args));
  }

  /** The launcher tells; otherwise the nearest folder upwards that looks like the project. */
  private static Optional<Path> findRoot() {
    String told = System.getProperty("medchain.home", "");
    if (!told.isEmpty()) {
      return Optional.of(Path.of(told));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("reference-node"))
          && Files.isDirectory(folder.resolve("experiments"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  Path requiredRoot() throws UserInputException {
    return root.orElseThrow(
        () ->
            new UserInputException(
                "medchain does not know where its project is; start it as experiments/medchain"));
  }

  /** A run's folder in a command: from the project's root where it lies within. */
  String displayPath(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    return root.map(top -> top.toAbsolutePath().normalize())
        .filter(absolute::startsWith)
        .map(top -> top.relativize(absolute).toString())
        .orElse(absolute.toString());
  }
}
