package org.medchain.experiments;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.launcher.SpellingSuggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code medchain bench}, whose benchmarks other modules bring. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of("simulator", "search", "node", "hostile", "proof");

  private CommandSpec spec;

  @Parameters(hidden = true)
  private List<String> unknown = List.of();

  @Spec
  void bringOthers(CommandSpec own) {
    spec = own;
    // The options of a misspelt word are not what is wrong.
    own.parser().unmatchedOptionsArePositionalParams(true);
    // The order of a class path is no order for a reader.
    ServiceLoader.load(BenchmarkCommand.class).stream()
        .map(each -> new CommandLine(each.get()))
        .sorted(Comparator.comparingInt(each -> NAMES.indexOf(each.getCommandName())))
        .forEach(each -> own.addSubcommand(null, each));
  }

  @Override
  public Integer call() {
    String names = String.join(", ", NAMES);
    if (unknown.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "a benchmark is missing: " + names);
    }
    String word = unknown.get(0);
    throw new ParameterException(
        spec.commandLine(),
        "'"
            + word
            + "' is no benchmark"
            + SpellingSuggestion.nearest(word, NAMES)
                .map(each -> " (did you mean " + each + "?)")
                .orElse("")
            + "; allowed: "
            + names
            + ", or a part of a micro-benchmark's name with a capital letter or a dot");
  }
}
