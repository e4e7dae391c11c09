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
@Command(
    name = "simulator",
    description = {
      "Runs trials in this process, one after the other in one thread, and says how many messages "
          + "a CPU second they deliver: each with all the observers of a trial and without any, in "
          + "several rounds (median, least and most), beside the committed table. A trial is a "
          + "whole one: batches, checkpoints, several heights at once, planned faults, symbolic "
          + "signatures; its set-up counts.",
      "A message is one delivery: to a replica or a client, under proof of work one delivery of "
          + "gossip. A regression is named where a trial is more than a tenth slower and the "
          + "rounds of both tables do not overlap, both measured by the yardstick, a fixed piece "
          + "of work.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 fine; 1 a regression is named, unless --out replaces the table that it",
      "was found against; 2 wrong usage."
    })
final class SimulatorBenchCommand implements Callable<Integer> {
  private static final String REFERENCE = "results/bench/simulator.csv";

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "Only 10 and 100 nodes, a tenth of the messages, no sweep: under a minute.")
  private boolean quick;

  @Option(
      names = "--profile",
      description = "Print where the time goes instead, by parts (100 nodes; see --nodes).")
  private boolean profile;

  @Option(
      names = "--memory",
      description = {
        "Print what a trial's objects take instead, at five of its heights (10 to 200 nodes; see "
            + "--nodes), and in trials ten and a hundred times as long with the fewest nodes."
      })
  private boolean memory;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the table to FILE (CSV).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Compare with this table (default: " + REFERENCE + ").")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--protocols",
      split = ",",
      paramLabel = "P",
      description = "Only these (default: pbft,sealed,pow).")
  private List<String> protocols = List.of("pbft", "sealed", "pow");

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "N",
      description = "Numbers of nodes (default: 4,10,31,100,200,400).")
  private List<Integer> nodes = List.of();

  @Option(names = "--rounds", paramLabel = "N", description = "Default: 3; 1 compares nothing.")
  private int rounds = 3;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "Messages of a trial, about (default: 2000000); at most 1000 heights.")
  private Optional<Long> messages = Optional.empty();

  @Option(
      names = "--sweep",
      paramLabel = "S",
      description = {
        "CPU seconds that PBFT's trial of 10 nodes may take for 10, 100 and 1000 thousand heights; "
            + "the next is left out where it would take longer (default: 300)."
      })
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
