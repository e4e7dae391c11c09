package org.medchain.hostile.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.hostile.HostileFrameCosts;
import org.medchain.hostile.HostileFrameCosts.FrameCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain bench hostile}. */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    description = {
      "Node processes of this machine under an open load of half their capacity, beside hostile "
          + "peers in a process at nice 19: one of each role alone (follower, agency, entity, "
          + "light-client, revoked), a hostile member in the place of the first one, and all of "
          + "them together; and the same without them. The peers hold valid certificates and send "
          + "messages and calls of every kind with arbitrary contents, as fast as they get rid of "
          + "them. Must hold: 90 %% of the load committed, and no view change but out of the "
          + "hostile member's own views.",
      "Two clusters take turns; they need 8 GB of memory.",
      "With --frames: what a frame of each kind costs a node, in verifications of one signature."
    })
public final class HostileBenchCommand implements BenchmarkCommand {
  private static final int DEARER_SHOWN = 5;

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm",
      defaultValue = "30",
      description = "Seconds of load on each cluster before. Default: ${DEFAULT-VALUE}.")
  private int warm;

  @Option(
      names = "--only",
      split = ",",
      description = "Rows, e.g. baseline,all. Default: all rows.")
  private List<String> only;

  @Option(
      names = "--frames",
      arity = "0..1",
      fallbackValue = "2000",
      description = "Measures N frames of each kind and role instead. Without N: 2000.",
      paramLabel = "N")
  private Integer frames;

  @Option(
      names = "--out",
      description = "Default: results/bench/hostile.csv, with --frames hostile-frames.csv there.")
  private Path out;

  public HostileBenchCommand() {}

  @Override
  public Integer call() throws Exception {
    requirePositive("--rounds", rounds);
    requirePositive("--seconds", seconds);
    requirePositive("--warm", warm);
    List<Neighbours> rows = rows();
    Consumer<String> progress = spec.commandLine().getErr()::println;
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.create(temporary, "medchain-hostile-")) {
      if (frames == null) {
        measureLoad(folder.path(), rows, progress);
      } else {
        requirePositive("--frames", frames);
        measureFrames(folder.path(), progress);
      }
    }
    return 0;
  }

  private void measureLoad(Path folder, List<Neighbours> rows, Consumer<String> progress)
      throws IOException {
    Duration slot = Duration.ofSeconds(seconds);
    HostileFigures figures =
        new HostileBench(folder, rows, rounds, Duration.ofSeconds(warm), slot, progress).run();
    Path file = file("hostile.csv");
    figures.write(file);
    figures.verdicts().forEach(this::print);
    print("all figures: " + file);
  }

  private void measureFrames(Path folder, Consumer<String> progress) throws Exception {
    List<FrameCost> costs = HostileFrameCosts.ofAllKinds(folder, frames, progress);
    Path file = file("hostile-frames.csv");
    Files.createDirectories(file.toAbsolutePath().getParent());
    String table = costs.stream().map(FrameCost::csv).collect(Collectors.joining());
    Files.writeString(file, FrameCost.HEAD + table, StandardCharsets.UTF_8);
    print("the dearest, in verifications of one signature:");
    costs.stream()
        .sorted(Comparator.comparingDouble(FrameCost::verifications).reversed())
        .limit(DEARER_SHOWN)
        .forEach(
            each ->
                print(
                    String.format(
                        Locale.ROOT,
                        "%-18s of a %-12s %7.2f",
                        each.kind(),
                        each.role(),
                        each.verifications())));
    print("all figures: " + file);
  }

  private List<Neighbours> rows() {
    List<Neighbours> all = Neighbours.all();
    if (only == null) {
      return all;
    }
    List<String> names = all.stream().map(Neighbours::name).toList();
    for (String each : only) {
      if (!names.contains(each)) {
        throw wrong("--only is " + each + "; allowed: " + String.join(", ", names));
      }
    }
    return all.stream().filter(each -> only.contains(each.name())).toList();
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw wrong(option + " is " + value + "; allowed: 1 or more");
    }
  }

  private ParameterException wrong(String line) {
    return new ParameterException(spec.commandLine(), line);
  }

  private Path file(String name) {
    return out == null
        ? Path.of(System.getProperty("medchain.home", "")).resolve("results/bench").resolve(name)
        : out;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
