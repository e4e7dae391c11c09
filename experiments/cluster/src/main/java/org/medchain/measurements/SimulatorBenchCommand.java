package org.medchain.measurements;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a delivered message of the simulator costs (SIM-41, SIM-42). */
@Command(name = "simulator", mixinStandardHelpOptions = true, sortOptions = false)
public final class SimulatorBenchCommand extends BenchmarkCommand {
  private static final String REFERENCE = "results/bench/simulator.csv";

  @Option(names = "--quick")
  private boolean quick;

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

  public SimulatorBenchCommand() {}

  @Override
  public Integer call() throws IOException, UserInputException {
    if (out.isPresent()) {
      new OutputPath(out.get()).requireFile();
    }
    SimulatorBenchmark benchmark =
        new SimulatorBenchmark(
            new TrialRunner(
                MeasuredDataset.records(Path.of(WorkloadConfig.defaults().dataset()), "")),
            protocols.stream().map(this::protocol).toList(),
            requireNodes(),
            requireRounds(),
            messages.orElse(quick ? 200_000L : 2_000_000L),
            sweep.orElse(quick || !nodes.isEmpty() ? 0.0 : 300.0),
            new Yardstick(),
            this::progress);
    Path reference = against.orElse(home(REFERENCE));
    boolean replaces =
        out.filter(file -> file.toAbsolutePath().equals(reference.toAbsolutePath())).isPresent();
    SimulatorTable before = SimulatorTable.read(reference);
    SimulatorTable now = benchmark.run();
    if (out.isPresent()) {
      now.write(out.get());
    }
    now.lines(before).forEach(this::say);
    List<String> regressions = now.regressions(before);
    regressions.forEach(this::say);
    return regressions.isEmpty() || replaces ? 0 : 1;
  }

  private List<Integer> requireNodes() {
    if (nodes.stream().anyMatch(count -> count < 4 || count > 10_000)) {
      throw wrong("--nodes are 4 to 10000 each");
    }
    if (!nodes.isEmpty()) {
      return nodes;
    }
    return quick ? List.of(10, 100) : List.of(4, 10, 31, 100, 200, 400);
  }

  private int requireRounds() {
    if (rounds < 1 || rounds > 1000) {
      throw wrong("--rounds is 1 to 1000");
    }
    return rounds;
  }

  private ProtocolKind protocol(String key) {
    return ConfigKeys.constant(ProtocolKind.class, key)
        .orElseThrow(() -> wrong("--protocols are pbft, sealed, pow, not '" + key + "'"));
  }
}
