package org.medchain.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A benchmark that another module brings: a class with picocli's {@code @Command(name = …)} and a
 * constructor without parameters, named in {@code META-INF/services/} of its jar. It is part of
 * {@code medchain bench} when that jar is on the class path.
 */
public abstract class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** A line of the result. */
  protected final void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  /** A line for who waits. */
  protected final void progress(String line) {
    spec.commandLine().getErr().println(line);
  }

  /** What an option has that it cannot have. */
  protected final ParameterException wrong(String line) {
    return new ParameterException(spec.commandLine(), line);
  }

  /** Refuses what is less than 1. */
  protected final void requirePositive(String option, int value) {
    if (value < 1) {
      throw wrong(option + " is " + value + "; allowed: 1 or more");
    }
  }

  /** A place in the project's folder. */
  protected static Path home(String place) {
    return Path.of(System.getProperty("medchain.home", "")).resolve(place);
  }

  /**
   * Writes all figures, and says where.
   *
   * @param out what the user wants; null for the usual file
   */
  protected final void write(Path out, String usual, String table) throws IOException {
    Path file = out == null ? home(usual) : out;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, table);
    say("all figures: " + file);
  }
}
