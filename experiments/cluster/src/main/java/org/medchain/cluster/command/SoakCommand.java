package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.cluster.load.SignatureFloor;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain cluster soak}: a cluster of its own, loaded and harmed for long (CLUSTER-8). */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false)
final class SoakCommand extends ProcessCommand {
  private static final int NODES = 4;

  /**
   * Of what signatures allow. Four nodes carry 0.4 of that (NODE-9), except for half of each minute
   * one of them has just been started and takes most of a processor to compile: they carry about
   * 0.24 on two processors.
   */
  private static final double HALF_LOAD = 0.12;

  /** So that all of it is collected, and growth seen, in the minutes between two kills. */
  private static final List<String> SMALL_HEAP = List.of("-Xmx320m");

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "30")
  private int minutes;

  @Option(names = "--rate", paramLabel = "TPS")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--bytes", paramLabel = "N", defaultValue = "0")
  private int bytes;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    if (minutes < 1 || rate.filter(tps -> !(tps > 0)).isPresent() || bytes < 0) {
      throw wrong("--minutes and --rate must be more than 0, --bytes 0 or more");
    }
    try (TemporaryFolder own = TemporaryFolder.create(ClusterSelection.clusters(), "soak-")) {
      int code = 1;
      try {
        code = soak(own.path().resolve("cluster"));
        return code;
      } finally {
        if (code != 0) {
          own.keep();
          err().println(own.path() + ": kept, to see what went wrong");
        }
      }
    }
  }

  private int soak(Path where) throws UserInputException, IOException, InterruptedException {
    ClusterFolder.create(
        where, ClusterPlan.of(NODES).withClients(Soak.SENDERS).withJvm(SMALL_HEAP));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(where))) {
      LocalCluster cluster = processes.cluster();
      processes.startAll(TIMEOUT);
      double rateTps = rate.orElseGet(SoakCommand::halfLoad);
      say(String.format(Locale.ROOT, "%.0f requests a second", rateTps));
      Path tables =
          out != null ? out : Path.of(System.getProperty("medchain.home", ""), "results", "soak");
      Soak soak = new Soak(processes, rateTps, bytes, tables);
      soak.run(minutes, this::say);
      cluster.stopAll(TIMEOUT, each -> err().println(each.name() + " had to be killed"));
      List<String> wrong = new ArrayList<>(soak.trend().exceededBounds());
      wrong.addAll(soak.missing(this::say));
      say(soak.trend().recoveries());
      wrong.forEach(this::say);
      say(wrong.isEmpty() ? "flat, and nothing is missing" : "not as it must be");
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private static double halfLoad() {
    int processors = Runtime.getRuntime().availableProcessors();
    return HALF_LOAD * SignatureFloor.measure().tps(processors, NODES);
  }
}
