package org.medchain.experiments;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.medchain.experiments.bench.BenchmarkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain bench}, whose benchmarks other modules bring. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of("simulator", "search", "node", "hostile", "proof");

  private CommandSpec spec;

  @Spec
  void bringOthers(CommandSpec own) {
    spec = own;
    // The order of a class path is no order for a reader.
    ServiceLoader.load(BenchmarkCommand.class).stream()
        .map(each -> new CommandLine(each.get()))
        .sorted(Comparator.comparingInt(each -> NAMES.indexOf(each.getCommandName())))
        .forEach(each -> own.addSubcommand(null, each));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "a benchmark is missing: " + String.join(", ", NAMES));
  }
}
