package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.bench.SimulatorBench;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a delivered message of the simulator costs, and where that time goes (SIM-41 to SIM-43,
 * SIM-45).
 */
@Command(name = "simulator", mixinStandardHelpOptions = true, sortOptions = false)
final class SimulatorBenchCommand implements Callable<Integer> {
  private static final String REFERENCE = "results/bench/simulator.csv";

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--profile")
  private boolean profile;

  @Option(names = "--memory")
  private boolean memory;

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--against", paramLabel = "FILE")
  private Optional<Path> against = Optional.empty();

  @Option(names = "--protocols", split = ",", paramLabel = "P")
  private List<String> protocols = List.of("pbft", "sealed", "pow");

  @Option(names = "--nodes", split = ",", paramLabel = "N")
  private List<Integer> nodes = List.of();

  @Option(names = "--rounds", paramLabel = "N")
  private int rounds = 3;

  @Option(names = "--messages", paramLabel = "N")
  private Optional<Long> messages = Optional.empty();

  @Option(names = "--sweep", paramLabel = "S")
  private Optional<Double> sweep = Optional.empty();

  SimulatorBenchCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException, UserInputException {
    if (profile && memory) {
      throw new ParameterException(spec.commandLine(), "--profile or --memory, not both");
    }
    requireUsedOptions();
    if (out.isPresent()) {
      new OutputPath(out.get()).requireFile();
    }
    SimulatorBench bench =
        new SimulatorBench(
            runner(),
            protocols.stream().map(this::protocol).toList(),
            requireNodes(),
            requireRounds(),
            messages.orElse(quick ? 200_000L : 2_000_000L),
            sweep.orElse(quick || !nodes.isEmpty() ? 0.0 : 300.0),
            host.err()::println);
    if (profile) {
      bench.profile(quick ? 3 : 20, out).forEach(host.out()::println);
      return Medchain.OK;
    }
    if (memory) {
      bench.memory(quick ? 10 : 200, quick ? 10 : 100, out).forEach(host.out()::println);
      return Medchain.OK;
    }
    Path reference = against.orElse(host.requiredRoot().resolve(REFERENCE));
    boolean replaces =
        out.filter(file -> file.toAbsolutePath().equals(reference.toAbsolutePath())).isPresent();
    SimulatorBench.BenchOutcome outcome = bench.measure(reference, out);
    outcome.lines().forEach(host.out()::println);
    outcome.regressions().forEach(host.out()::println);
    return outcome.regressions().isEmpty() || replaces ? Medchain.OK : Medchain.FAILED;
  }

  /**
   * A profile and the memory compare nothing, and the memory's trials have lengths of their own.
   */
  private void requireUsedOptions() {
    List<String> unused = List.of();
    if (memory) {
      unused = List.of("--messages", "--rounds", "--sweep", "--against");
    } else if (profile) {
      unused = List.of("--rounds", "--sweep", "--against");
    }
    unused.stream()
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              String with = memory ? "--memory" : "--profile";
              throw new ParameterException(
                  spec.commandLine(), option + " has no meaning with " + with);
            });
  }

  private TrialRunner runner() throws UserInputException {
    Path folder = host.requiredRoot().resolve(WorkloadConfig.defaults().dataset());
    try {
      return new TrialRunner(SyntheticRecords.read(folder));
    } catch (DatasetException e) {
      throw new UserInputException(e.getMessage());
    }
  }

  private List<Integer> requireNodes() {
    if (nodes.stream().anyMatch(count -> count < 4 || count > 10_000)) {
      throw new ParameterException(spec.commandLine(), "--nodes are 4 to 10000 each");
    }
    if (!nodes.isEmpty()) {
      return nodes;
    }
    if (profile) {
      return List.of(100);
    }
    if (memory && !quick) {
      return List.of(10, 31, 100, 200);
    }
    return quick ? List.of(10, 100) : List.of(4, 10, 31, 100, 200, 400);
  }

  private int requireRounds() {
    if (rounds < 1 || rounds > 1000) {
      throw new ParameterException(spec.commandLine(), "--rounds is 1 to 1000");
    }
    return rounds;
  }

  private ProtocolKind protocol(String key) {
    return Arrays.stream(ProtocolKind.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--protocols are pbft, sealed, pow, not '" + key + "'"));
  }
}
