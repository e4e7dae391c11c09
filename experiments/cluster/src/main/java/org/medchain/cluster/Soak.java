package org.medchain.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.operations.NodeStatus;

/**
 * A steady load over a long time, while the primary is killed again and again (CLUSTER-8): the
 * processes' resources and the requests' latencies, minute by minute, and how long each recovery
 * takes.
 */
final class Soak implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** A killed node stays away so long. */
  private static final long DOWN_S = 10;

  private static final long FINAL_QUIET_S = 30;

  private static final long SAMPLE_LEAD_S = 15;
  private static final String RESOURCES = "resources.csv";
  private static final String LATENCY = "latency.csv";
  private static final String RECOVERIES = "recoveries.csv";

  private final SoakPlan plan;
  private final OwnedCluster processes;
  private final LocalCluster cluster;
  private final Consumer<String> progress;
  private final SoakLoad load;
  private final SoakTrend trend = new SoakTrend();

  private int kills;

  /**
   * The soak's steps.
   *
   * @param minutes how long
   * @param rateTps requests a second
   * @param bytes of each request
   * @param killEveryS seconds between two kills of the primary; 0 for none
   * @param out folder for the tables
   */
  record SoakPlan(int minutes, double rateTps, int bytes, int killEveryS, Path out) {}

  /** Begins the load on a cluster that is ready. */
  Soak(SoakPlan plan, OwnedCluster processes, int senders, Consumer<String> told)
      throws UserInputException, IOException, InterruptedException {
    this.plan = plan;
    this.processes = processes;
    this.cluster = processes.cluster();
    this.progress = told;
    Genesis genesis = cluster.folder().genesis();
    NodeConfig center = NodeConfigFile.read(cluster.folder().centerFile());
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      keys.add(cluster.folder().clientIdentity(i).ledger());
    }
    ClusterLedgerClient client =
        new ClusterLedgerClient(
            genesis, center.consensus(), cluster.folder().clientIdentity(0), keys, center.peers());
    client.await(center.peers().size(), TIMEOUT);
    Files.createDirectories(plan.out());
    for (String table : List.of(RESOURCES, LATENCY, RECOVERIES)) {
      Files.deleteIfExists(plan.out().resolve(table));
    }
    row(RESOURCES, "minute,node,heap_after_gc_mb,rss_mb,descriptors,height");
    row(LATENCY, "minute,submitted,skipped,acknowledged,p50_ms,p90_ms,p99_ms,max_ms");
    row(RECOVERIES, "kill,node,second,unavailable_ms,back_ms");
    load = new SoakLoad(client, genesis.chain(), keys, plan.rateTps(), plan.bytes());
  }

  private void row(String table, String row) throws IOException {
    Files.writeString(
        plan.out().resolve(table),
        row + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * Soaks for the time given, then waits for pending requests.
   *
   * @throws IOException also if a killed node does not restart, or another ends
   */
  void run() throws IOException, InterruptedException {
    long startNs = System.nanoTime();
    CompletableFuture<Void> killing =
        plan.killEveryS() > 0
            ? CompletableFuture.runAsync(() -> killPeriodically(startNs))
            : CompletableFuture.completedFuture(null);
    for (int minute = 1; minute <= plan.minutes(); minute++) {
      // Kills are at the minutes' ends.
      sleepUntil(startNs, 60L * minute - SAMPLE_LEAD_S);
      recordUsage(minute);
      sleepUntil(startNs, 60L * minute);
      load.endMinute();
      recordLatency(false);
    }
    try {
      killing.join(); // the absent one restarts first
    } catch (CompletionException e) {
      throw new IOException("a killed node did not restart: " + e.getCause().getMessage(), e);
    }
    load.stop();
    var unused = Polling.until(TIMEOUT, 100, () -> load.open() == 0 && allAtSameHeight());
    recordLatency(true);
  }

  /** A request is acknowledged when a few nodes executed it; the others may need a moment more. */
  private boolean allAtSameHeight() throws IOException, InterruptedException {
    List<LocalCluster.MemberState> nodes =
        cluster.states().stream().filter(each -> !each.member().role().equals("center")).toList();
    return nodes.stream().allMatch(each -> each.status().isPresent())
        && nodes.stream().map(each -> each.status().get().height()).distinct().count() == 1;
  }

  /** Not in the last half minute, so that the last one is back at the end. */
  private void killPeriodically(long startNs) {
    long lastS = 60L * plan.minutes() - FINAL_QUIET_S;
    try {
      for (long second = plan.killEveryS(); second <= lastS; second += plan.killEveryS()) {
        sleepUntil(startNs, second);
        killPrimary(second);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleepUntil(long startNs, long second) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(startNs + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
  }

  private void killPrimary(long second) throws IOException, InterruptedException {
    LocalCluster.ClusterMember primary = primary();
    processes.kill(primary);
    long killedNs = System.nanoTime();
    // The first request that was due after the kill and is acknowledged ends the outage.
    boolean over = Polling.until(TIMEOUT, 1, () -> load.acknowledgedAfter(killedNs));
    double unavailableMs = over ? (System.nanoTime() - killedNs) / 1e6 : Double.POSITIVE_INFINITY;
    TimeUnit.SECONDS.sleep(DOWN_S);
    long startedNs = System.nanoTime();
    processes.start(primary);
    cluster.awaitReady(List.of(primary), TIMEOUT, state -> {});
    row(
        RECOVERIES,
        String.format(
            Locale.ROOT,
            "%d,%s,%d,%s,%.1f",
            ++kills,
            primary.name(),
            second,
            over ? String.format(Locale.ROOT, "%.1f", unavailableMs) : "",
            (System.nanoTime() - startedNs) / 1e6));
    trend.addUnavailability(unavailableMs);
  }

  private LocalCluster.ClusterMember primary() throws IOException, InterruptedException {
    List<NodeStatus> said =
        cluster.states().stream()
            .filter(each -> each.member().role().equals("member"))
            .flatMap(each -> each.status().stream())
            .toList();
    String key =
        NodeStatus.inMajorityView(said)
            .map(NodeStatus::primary)
            .orElseThrow(() -> new IOException("no node's admin endpoint replies"));
    return cluster.members().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IOException("the primary is not a member of the cluster"));
  }

  /** The processes' resources; one after the other collects its heap for that. */
  private void recordUsage(int minute) throws IOException, InterruptedException {
    for (LocalCluster.ClusterMember each : processes.unexpectedEnds(cluster.members())) {
      throw new IOException(each.name() + " ended by itself before minute " + minute + " was over");
    }
    for (LocalCluster.MemberState each : cluster.states()) {
      if (each.alive() && !each.member().role().equals("center")) {
        long pid = each.running().map(RunningProcess::pid).orElse(0L);
        SoakSample.collect(pid);
        SoakSample sample = SoakSample.of(cluster.adminPage(each.member(), "/metrics"), pid);
        String height = each.status().map(status -> "" + status.height()).orElse("");
        row(RESOURCES, minute + "," + each.member().name() + "," + sample.columns() + "," + height);
        trend.addUsage(each.member().name(), sample);
      }
    }
  }

  /** How long requests took, as soon as all of a minute are answered, or in the end. */
  private void recordLatency(boolean all) throws IOException {
    for (SoakLoad.SoakMinute each : load.ended(all)) {
      row(LATENCY, each.row());
      trend.addLatency(each.ms(500).orElse(Double.POSITIVE_INFINITY));
      progress.accept("minute " + each.row());
    }
  }

  /** The receivers of results; for the check of the stores. */
  SoakLoad load() {
    return load;
  }

  /** How it went over the minutes. */
  SoakTrend trend() {
    return trend;
  }

  @Override
  public void close() {
    load.close();
  }
}
