package org.medchain.microbenchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The command {@code medchain bench}: JMH's own command line, with the manners of the other
 * commands, {@code --help} and one line and exit code 2 for a mistake (EXP-1).
 */
public final class MicrobenchmarkCommand {
  private static final List<String> HELP = List.of("--help", "-h", "-help");

  private MicrobenchmarkCommand() {}

  /** Runs the benchmarks that the arguments name, all without any. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    if (Arrays.stream(arguments).anyMatch(HELP::contains)) {
      printHelp(System.out);
      return;
    }
    Optional<String> mistake = argumentError(arguments);
    if (mistake.isPresent()) {
      System.err.println(mistake.get());
      System.exit(2);
    }
    BenchmarkForks forks = BenchmarkForks.endWithThis();
    Main.main(watched(arguments));
    forks.done();
  }

  private static String[] watched(String... arguments) {
    return Stream.concat(Arrays.stream(arguments), Stream.of("-prof", CommandWatch.class.getName()))
        .toArray(String[]::new);
  }

  /** What is wrong with the arguments, in one line. */
  static Optional<String> argumentError(String... arguments) {
    try {
      new CommandLineOptions(arguments);
      return Optional.empty();
    } catch (CommandLineOptionException e) {
      String reason = e.getMessage().strip().replaceAll("\\s+", " ");
      return Optional.of(
          "medchain bench: " + reason + "; 'medchain bench --help' lists what there is");
    }
  }

  private static void printHelp(PrintStream out) throws IOException {
    out.println("Usage: medchain bench [REGEX...] [JMH options]");
    out.println("Runs the micro-benchmarks whose names match, or all; '-l' lists them.");
    out.println("'bench simulator' measures the simulator, 'bench node' node processes, and");
    out.println("'bench hostile' the same beside hostile peers; '--help' explains each.");
    out.println();
    try {
      new CommandLineOptions().showHelp();
    } catch (CommandLineOptionException e) {
      throw new IllegalStateException("no options are not wrong", e);
    }
  }
}
