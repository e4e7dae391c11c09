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
    resourceBundle = "org.medchain.cluster.help")
public final class NodeBenchCommand implements BenchmarkCommand {
  @Spec private CommandSpec spec;

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
