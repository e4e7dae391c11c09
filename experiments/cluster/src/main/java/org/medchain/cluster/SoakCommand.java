package org.medchain.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.cluster.load.SignatureFloor;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.storage.CorruptStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code medchain cluster soak}: a steady load over a long time (CLUSTER-8). */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false)
final class SoakCommand extends ProcessCommand {
  private static final int SENDERS = 32;
  private static final int NODES = 4;

  /**
   * Of what signatures allow. Four nodes carry 0.4 of that (NODE-9), but for half of each minute
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

  @Option(names = "--kill-every", paramLabel = "SECONDS", defaultValue = "60")
  private int killEvery;

  @Option(names = "--folder", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    if (minutes < 1 || rate.filter(tps -> !(tps > 0)).isPresent() || bytes < 0 || killEvery < 0) {
      throw new ParameterException(
          spec().commandLine(), "--minutes and --rate must be more than 0, the others 0 or more");
    }
    if (folder == null) {
      return soakInTemporaryFolder();
    }
    if (Files.exists(folder)) {
      throw new UserInputException(
          folder + ": a soak begins with a cluster of its own; name another folder");
    }
    return soak(folder);
  }

  private int soakInTemporaryFolder() throws UserInputException, IOException, InterruptedException {
    try (TemporaryFolder own = TemporaryFolder.create(ClusterSelection.clusters(), "soak-")) {
      int code = 1;
      try {
        code = soak(own.path());
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
    Path tables =
        out != null ? out : Path.of(System.getProperty("medchain.home", ""), "results", "soak");
    ClusterFolder.create(where, ClusterPlan.of(NODES).withClients(SENDERS).withJvm(SMALL_HEAP));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(where))) {
      LocalCluster cluster = processes.cluster();
      for (LocalCluster.ClusterMember each : cluster.members().reversed()) {
        processes.start(each);
      }
      cluster.awaitReady(TIMEOUT, state -> {});
      var plan =
          new Soak.SoakPlan(
              minutes, rate.orElseGet(SoakCommand::halfLoad), bytes, killEvery, tables);
      return soak(plan, processes);
    }
  }

  private static double halfLoad() {
    int processors = Runtime.getRuntime().availableProcessors();
    return HALF_LOAD * SignatureFloor.measure().tps(processors, NODES);
  }

  private int soak(Soak.SoakPlan plan, OwnedCluster processes)
      throws UserInputException, IOException, InterruptedException {
    LocalCluster cluster = processes.cluster();
    out().println(String.format(Locale.ROOT, "%.0f requests a second", plan.rateTps()));
    try (Soak soak = new Soak(plan, processes, SENDERS, line -> out().println(line))) {
      soak.run();
      cluster.stopAll(TIMEOUT, each -> err().println(each.name() + " had to be killed"));
      List<String> wrong = new ArrayList<>(soak.trend().exceededBounds());
      wrong.addAll(missing(cluster, soak.load()));
      out().println(soak.trend().recoveries());
      wrong.forEach(out()::println);
      out().println(wrong.isEmpty() ? "flat, and nothing is missing" : "not as it must be");
      return wrong.isEmpty() ? 0 : 1;
    }
  }

  private List<String> missing(LocalCluster cluster, SoakLoad load) throws IOException {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < cluster.folder().nodes(); i++) {
      try {
        StoredRequests stored =
            StoredRequests.read(cluster.folder().node(i).resolve("data").resolve("store"));
        int count = 0;
        int all = 0;
        for (int sender = 0; sender < SENDERS; sender++) {
          PublicKey key = cluster.folder().clientIdentity(sender).ledger().publicKey();
          count += stored.missing(key, load.acknowledged(sender));
          all += load.acknowledged(sender).cardinality();
        }
        out().println("n" + i + ": " + stored.height() + " blocks, " + all + " acknowledged");
        if (count > 0) {
          missing.add(
              String.format(
                  Locale.ROOT,
                  "n%d lacks %d acknowledged requests, and %d blocks that it did not fetch in time",
                  i,
                  count,
                  stored.gaps()));
        }
      } catch (CorruptStoreException e) {
        missing.add("n" + i + ": " + String.join("; ", e.report()));
      }
    }
    return missing;
  }
}
