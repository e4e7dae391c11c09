package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.bench.BenchmarkCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain bench node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {
      "Four node processes and a client's process on this machine: throughput at saturation, "
          + "latency under an open load and with one client, with signed requests (log forced) and "
          + "with sessions' codes (log not forced), as a ratio to what signatures alone allow.",
      "Two clusters run beside each other, and need 9 GB of memory, and 11 GB in the temporary "
          + "folder until the end.",
      "Compare ratios, not times: they hold for this machine and this moment."
    })
public final class NodeBenchCommand implements BenchmarkCommand {
  @Spec private CommandSpec spec;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "6",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm",
      defaultValue = "50",
      description = {
        "Least seconds of load before the first; it continues while requests become cheaper.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int warm;

  @Option(
      names = "--state",
      paramLabel = "NMiB",
      description = {
        "Measures instead a node with so much state, in turn with one without: throughput, and the"
            + " longest latency while snapshots are written.",
        "256MiB need 10 GB of memory and a minute to start."
      })
  private String state;

  @Option(names = "--out", description = "Default: results/bench/node.csv, or state.csv.")
  private Path out;

  public NodeBenchCommand() {}

  @Override
  public Integer call() throws IOException {
    var err = spec.commandLine().getErr();
    if (state != null && !state.matches("[1-9][0-9]{0,4}MiB")) {
      throw new ParameterException(
          spec.commandLine(), "--state: " + state + " is not 1MiB to 99999MiB");
    }
    String usual = "results/bench/" + (state == null ? "node.csv" : "state.csv");
    Path file = out == null ? home().resolve(usual) : out;
    BenchFigures figures;
    try (TemporaryFolder folder = TemporaryFolder.create(temporary(), "medchain-bench-")) {
      NodeBenchmark benchmark =
          new NodeBenchmark(
              folder.path(),
              rounds,
              Duration.ofSeconds(warm),
              Duration.ofSeconds(seconds),
              err::println);
      figures =
          state == null
              ? benchmark.run()
              : benchmark.run(Integer.parseInt(state.substring(0, state.length() - 3)));
    }
    figures.write(file);
    figures.verdicts().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().println("all figures: " + file);
    return 0;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }
}
