package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.bench.BenchmarkCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--out", description = "Default: results/bench/node.csv.")
  private Path out;

  /** For the service loader. */
  public NodeBenchCommand() {}

  @Override
  public Integer call() throws IOException {
    var err = spec.commandLine().getErr();
    Path file = out == null ? home().resolve("results/bench/node.csv") : out;
    BenchFigures figures;
    try (TemporaryFolder folder = TemporaryFolder.create(temporary(), "medchain-bench-")) {
      figures =
          new NodeBenchmark(
                  folder.path(),
                  rounds,
                  Duration.ofSeconds(warm),
                  Duration.ofSeconds(seconds),
                  err::println)
              .run();
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
