package org.medchain.microbenchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

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
      CommandLineOptions options = new CommandLineOptions(arguments);
      return options.getIncludes().stream()
          .filter(each -> isUnknown(each, options.getExcludes()))
          .findFirst()
          .map(
              each ->
                  mistake(
                      "no micro-benchmark has a name with '"
                          + each
                          + "', and the other words are simulator, search, node, hostile, proof"));
    } catch (CommandLineOptionException | PatternSyntaxException e) {
      return Optional.of(mistake(e.getMessage().strip().replaceAll("\\s+", " ")));
    }
  }

  private static String mistake(String reason) {
    return "medchain bench: " + reason + "; 'medchain bench --help' lists what there is";
  }

  /** A misspelt word of another command must not start minutes of measuring, or end as fine. */
  private static boolean isUnknown(String regex, List<String> excluded) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT),
            List.of(regex),
            excluded)
        .isEmpty();
  }

  private static void printHelp(PrintStream out) throws IOException {
    out.println("Usage: medchain bench [REGEX...] [JMH options]");
    out.println("Runs the micro-benchmarks whose names match, or all; '-l' lists them.");
    out.println("'bench simulator' measures the simulator, 'bench search' searches over an");
    out.println("encrypted index, 'bench node' node processes, 'bench hostile' the same beside");
    out.println("hostile peers, 'bench proof' proofs of existence; '--help' explains each.");
    out.println();
    try {
      new CommandLineOptions().showHelp();
    } catch (CommandLineOptionException e) {
      throw new IllegalStateException("no options are not wrong", e);
    }
  }
}
