package org.medchain.experiments;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.medchain.experiments.bench.BenchmarkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The commands {@code medchain bench simulator} and {@code search}, and those that other modules
 * bring beside it.
 */
@Command(
    name = "bench",
    description = {
      "Measures the simulator, searches over an encrypted index (search), node processes (node), "
          + "them beside hostile peers (hostile), or proofs of existence (proof). Without one of "
          + "these words it runs the micro-benchmarks (JMH)."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Callable<Integer> {
  private final CommandContext host;
  private CommandSpec spec;

  BenchCommand(CommandContext host) {
    this.host = host;
  }

  @Spec
  void bringOthers(CommandSpec own) {
    spec = own;
    own.addSubcommand(null, new CommandLine(new SimulatorBenchCommand(host)));
    own.addSubcommand(null, new CommandLine(new SearchBenchCommand(host)));
    ServiceLoader.load(BenchmarkCommand.class)
        .forEach(each -> own.addSubcommand(null, new CommandLine(each)));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "a benchmark is missing: simulator, search, node, hostile, proof");
  }
}
