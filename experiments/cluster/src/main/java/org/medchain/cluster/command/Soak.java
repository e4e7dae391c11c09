package org.medchain.cluster.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadProcess;
import org.medchain.cluster.load.LoadResult;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/**
 * A cluster under a steady open load whose primary is killed once a minute: whether its resources
 * and latency stay flat, and nothing that was acknowledged is missing (CLUSTER-8).
 */
final class Soak {
  static final int SENDERS = 32;

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** In each minute, so that the killed one is back when the minute's resources are taken. */
  private static final long KILL_S = 15;

  private static final long DOWN_S = 10;
  private static final String RESOURCES = "resources.csv";
  private static final String LATENCY = "latency.csv";
  private static final String RECOVERIES = "recoveries.csv";

  private final OwnedCluster processes;
  private final LocalCluster cluster;
  private final LoadPlan minute;
  private final LoadProcess client;
  private final Path out;
  private final long startNs = System.nanoTime();
  private final SoakTrend trend = new SoakTrend();

  /** Numbers of each sender's requests. */
  private final Map<PublicKey, BitSet> acknowledged = new HashMap<>();

  /** The latest time at which an acknowledged request was due. */
  private volatile long acknowledgedNs = Long.MIN_VALUE;

  /** Of a cluster that is ready; the tables are begun again. */
  Soak(OwnedCluster processes, double rateTps, int bytes, Path out)
      throws UserInputException, IOException {
    this.processes = processes;
    this.cluster = processes.cluster();
    this.out = out;
    minute = new LoadPlan(SENDERS, 0, rateTps, bytes, false, Duration.ZERO, Duration.ofMinutes(1));
    client = new LoadProcess(cluster.folder(), cluster.folder().nodeNumbers(), SENDERS);
    Files.createDirectories(out);
    for (String table : List.of(RESOURCES, LATENCY, RECOVERIES)) {
      Files.deleteIfExists(out.resolve(table));
    }
    add(RESOURCES, "minute,node,heap_after_gc_mb,rss_mb,descriptors,height");
    add(LATENCY, "minute,submitted,acknowledged,p50_ms,p90_ms,p99_ms,max_ms");
    add(RECOVERIES, "kill,node,second,unavailable_ms,back_ms");
  }

  private void add(String table, String row) throws IOException {
    Files.writeString(
        out.resolve(table), row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Plays this number of minutes; ends when all nodes have the same blocks. */
  void run(int minutes, Consumer<String> progress) throws IOException, InterruptedException {
    long numbers = (long) Math.ceil(minute.rateTps() * 60 / SENDERS) + 1;
    for (int i = 1; i <= minutes; i++) {
      int number = i;
      CompletableFuture<Void> killing = CompletableFuture.runAsync(() -> killPrimary(number));
      LoadResult result = client.run(minute, (i - 1) * numbers, this::acknowledge);
      try {
        killing.join();
      } catch (CompletionException e) {
        throw new IOException("a killed node did not restart: " + e.getCause().getMessage(), e);
      }
      addUsage(i);
      add(LATENCY, row(i, result));
      trend.addLatency(ms(result, 500).orElse(Double.POSITIVE_INFINITY));
      progress.accept("minute " + row(i, result));
    }
    var unused = Polling.until(TIMEOUT, 100, this::allAtSameHeight);
  }

  private void acknowledge(Output.Accepted each, long dueNs, long atNs) {
    acknowledged
        .computeIfAbsent(each.request().sender(), key -> new BitSet())
        .set(Math.toIntExact(each.request().sequence()));
    acknowledgedNs = Math.max(acknowledgedNs, dueNs);
  }

  static String row(int minute, LoadResult result) {
    return IntStream.of(500, 900, 990, 1000)
        .mapToObj(permille -> CsvTable.text(ms(result, permille)))
        .collect(
            Collectors.joining(
                ",", minute + "," + result.due() + "," + result.accepted() + ",", ""));
  }

  /** A request without an answer is later than all. */
  private static OptionalDouble ms(LoadResult result, int permille) {
    return new CensoredLatencies(result.latencyUs(), result.due()).quantileMs(permille);
  }

  private void killPrimary(int number) {
    try {
      TimeUnit.SECONDS.sleep(KILL_S);
      ClusterMember primary = primary();
      processes.kill(primary);
      long killedNs = System.nanoTime();
      boolean over = Polling.until(TIMEOUT, 1, () -> acknowledgedNs > killedNs);
      double unavailableMs = over ? (System.nanoTime() - killedNs) / 1e6 : Double.POSITIVE_INFINITY;
      trend.addUnavailability(unavailableMs);
      TimeUnit.SECONDS.sleep(DOWN_S);
      long startedNs = System.nanoTime();
      processes.start(primary);
      cluster.awaitReady(List.of(primary), TIMEOUT, state -> {});
      add(
          RECOVERIES,
          String.format(
              Locale.ROOT,
              "%d,%s,%d,%s,%.1f",
              number,
              primary.name(),
              TimeUnit.NANOSECONDS.toSeconds(killedNs - startNs),
              over ? String.format(Locale.ROOT, "%.1f", unavailableMs) : "",
              (System.nanoTime() - startedNs) / 1e6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ClusterMember primary() throws IOException, InterruptedException {
    List<NodeStatus> said = nodes().stream().flatMap(each -> each.status().stream()).toList();
    String key =
        NodeStatus.inMajorityView(said)
            .map(NodeStatus::primary)
            .orElseThrow(() -> new IOException("no node's admin endpoint replies"));
    return cluster.members().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IOException("the primary is not a member of the cluster"));
  }

  private List<MemberState> nodes() throws IOException, InterruptedException {
    return cluster.states().stream().filter(each -> each.member().role().equals("member")).toList();
  }

  private boolean allAtSameHeight() throws IOException, InterruptedException {
    List<Optional<Long>> heights =
        nodes().stream().map(each -> each.status().map(NodeStatus::height)).distinct().toList();
    return heights.size() == 1 && heights.getFirst().isPresent();
  }

  private void addUsage(int number) throws IOException, InterruptedException {
    for (ClusterMember each : processes.unexpectedEnds(cluster.members())) {
      throw new IOException(each.name() + " ended by itself before minute " + number + " was over");
    }
    for (MemberState each : nodes()) {
      long pid = each.running().map(RunningProcess::pid).orElse(0L);
      SoakSample.collect(pid);
      SoakSample sample = SoakSample.of(cluster.metrics(each.member()), pid);
      String height = each.status().map(status -> "" + status.height()).orElse("");
      add(RESOURCES, number + "," + each.member().name() + "," + sample.columns() + "," + height);
      trend.addUsage(each.member().name(), sample);
    }
  }

  SoakTrend trend() {
    return trend;
  }

  /** What the stopped nodes' blocks lack of what was acknowledged, a line each. */
  List<String> missing(Consumer<String> report) throws IOException {
    int all = acknowledged.values().stream().mapToInt(BitSet::cardinality).sum();
    List<String> missing = new ArrayList<>();
    for (int i : cluster.folder().nodeNumbers()) {
      Map<PublicKey, BitSet> left = new HashMap<>();
      acknowledged.forEach((sender, numbers) -> left.put(sender, (BitSet) numbers.clone()));
      try {
        long gaps = removeStored(cluster.folder().node(i).resolve("data/store"), left);
        int count = left.values().stream().mapToInt(BitSet::cardinality).sum();
        report.accept("n" + i + ": " + (all - count) + " of " + all + " acknowledged");
        if (count > 0) {
          missing.add(
              "n%s lacks %s acknowledged requests, and %s blocks that it did not fetch in time"
                  .formatted(i, count, gaps));
        }
      } catch (CorruptStoreException e) {
        missing.add("n" + i + ": " + String.join("; ", e.report()));
      }
    }
    return missing;
  }

  /** How many blocks the store lacks: it took their state over from others. */
  private static long removeStored(Path store, Map<PublicKey, BitSet> left)
      throws IOException, CorruptStoreException {
    long gaps = 0;
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (long at = 1; at <= opened.blocks().highestHeight(); at++) {
        Optional<CertifiedBlock> decision = opened.blocks().blockAt(at);
        gaps += decision.isEmpty() ? 1 : 0;
        for (Transaction each : decision.map(it -> it.block().transactions()).orElse(List.of())) {
          left.getOrDefault(each.request().sender(), new BitSet())
              .clear(Math.toIntExact(each.request().sequence()));
        }
      }
    }
    return gaps;
  }
}
