package org.medchain.faults.hostile.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.experiments.bench.BenchmarkCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain bench hostile}. */
@Command(
    name = "hostile",
    mixinStandardHelpOptions = true,
    description = {
      "Node processes of this machine under an open load of half their capacity, beside hostile "
          + "peers in a process at nice 19: one of each role alone (follower, agency, entity, "
          + "light-client, revoked), a hostile member in the place of the first one, and all of "
          + "them together; and the same without them. The peers hold valid certificates and send "
          + "messages and calls of every kind with arbitrary contents, as fast as they can. "
          + "Must hold: 90 %% of the load committed, and view changes only out of the hostile "
          + "member's own views.",
      "Two clusters take turns; they need 8 GB of memory."
    })
public final class HostileBenchCommand extends BenchmarkCommand {
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

  @Option(names = "--out", description = "Default: results/bench/hostile.csv.")
  private Path out;

  public HostileBenchCommand() {}

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    requirePositive("--rounds", rounds);
    requirePositive("--seconds", seconds);
    requirePositive("--warm", warm);
    List<Neighbours> rows = rows();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    HostileFigures figures;
    try (TemporaryFolder folder = TemporaryFolder.create(temporary, "medchain-hostile-")) {
      figures =
          new HostileBench(
                  folder.path(),
                  rows,
                  rounds,
                  Duration.ofSeconds(warm),
                  Duration.ofSeconds(seconds),
                  this::progress)
              .run();
    }
    figures.verdicts().forEach(this::say);
    write(out, "results/bench/hostile.csv", figures.csv());
    return 0;
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
}
