package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain bench node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.medchain.cluster.help")
public final class NodeBenchCommand extends BenchmarkCommand {
  @Option(names = "--rounds", defaultValue = "3")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "6")
  private int seconds;

  @Option(names = "--warm", defaultValue = "50")
  private int warm;

  @Option(names = "--state", paramLabel = "NMiB")
  private String state;

  @Option(names = "--out")
  private Path out;

  public NodeBenchCommand() {}

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    if (state != null && !state.matches("[1-9][0-9]{0,4}MiB")) {
      throw wrong("--state: " + state + " is not 1MiB to 99999MiB");
    }
    BenchFigures figures = new BenchFigures();
    try (TemporaryFolder folder =
        TemporaryFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "medchain-bench-")) {
      NodeBenchmark benchmark =
          new NodeBenchmark(
              folder.path(),
              rounds,
              Duration.ofSeconds(warm),
              Duration.ofSeconds(seconds),
              this::progress,
              figures);
      if (state == null) {
        benchmark.run();
      } else {
        benchmark.run(Integer.parseInt(state.substring(0, state.length() - 3)));
      }
    }
    figures.verdicts().forEach(this::say);
    String usual = "results/bench/" + (state == null ? "node.csv" : "state.csv");
    write(out, usual, figures.csv());
    return 0;
  }
}
