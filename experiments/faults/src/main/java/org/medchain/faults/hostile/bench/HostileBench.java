package org.medchain.faults.hostile.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.medchain.cluster.bench.BenchCluster.LoadMeasurement;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.local.ChildJvm;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.hostile.HostileCounts;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.faults.hostile.HostileRole;
import org.medchain.node.agency.client.Polling;

/**
 * Measures what a cluster commits of half its capacity beside hostile peers (THR-7). Two clusters
 * take turns, one of four correct members and one in which a place is free for a hostile one; rows
 * with hostile peers and without are measured in turn, so that other load on the machine affects
 * all alike.
 */
record HostileBench(
    Path folder,
    List<Neighbours> rows,
    int rounds,
    Duration warm,
    Duration slot,
    Consumer<String> progress) {
  private static final int SENDERS = 8;

  /** Requests in flight of each sender that saturate the system. */
  private static final int OUTSTANDING = 100;

  /** Of a measurement, before it counts. */
  private static final Duration LEAD = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MS = 100;

  HostileFigures run() throws UserInputException, IOException, InterruptedException {
    HostileFigures figures = new HostileFigures();
    progress.accept("starting four nodes and a client, and three nodes and a client");
    try (HostileCluster whole = new HostileCluster(folder.resolve("whole"), true, SENDERS);
        HostileCluster free = new HostileCluster(folder.resolve("free"), false, SENDERS)) {
      progress.accept("warming up for " + 2 * warm.toSeconds() + " s");
      whole.run(closed(warm));
      free.run(closed(warm));
      for (int round = 1; round <= rounds; round++) {
        progress.accept("round " + round + " of " + rounds + ": capacity");
        double capacity = whole.run(closed(slot)).result().throughputTps();
        for (int i = 0; i < rows.size(); i++) {
          Neighbours row = rows.get(i);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "round %d of %d: %d of %d, %s",
                  round,
                  rounds,
                  i + 1,
                  rows.size(),
                  row.name()));
          HostileCluster cluster = row.inMembersPlace() ? free : whole;
          figures.add(row, measure(cluster, row, capacity, round));
        }
      }
    }
    return figures;
  }

  private SlotMeasurement measure(
      HostileCluster cluster, Neighbours row, double capacity, int round)
      throws IOException, InterruptedException {
    try (ChildJvm process =
        row.roles().isEmpty() ? null : cluster.startHostile(row.roles(), round)) {
      Optional<ChildJvm> peers = Optional.ofNullable(process);
      if (process != null) {
        awaitSending(process);
      }
      long cpuBefore = cpuNs(peers);
      List<HostileCounts> unusedEarlier = countsOf(peers);
      NodeReadings before = cluster.readings();
      double rate = capacity / 2;
      LoadMeasurement load = cluster.run(new LoadPlan(SENDERS, 0, rate, 0, false, LEAD, slot));
      NodeReadings after = cluster.readings();
      return new SlotMeasurement(
          capacity,
          rate * slot.toSeconds(),
          load.result().throughputTps() * slot.toSeconds(),
          load.result(),
          load.nodesCpuNs(),
          after.view() - before.view(),
          row.inMembersPlace() ? explained(before.view(), after.view()) : 0,
          after.since(before),
          countsOf(peers),
          cpuNs(peers) - cpuBefore);
    }
  }

  /**
   * The changes from one view to a later one that lead out of a view whose primary is the hostile
   * member: correct replicas may leave it.
   */
  static long explained(long from, long to) {
    return LongStream.range(from, to)
        .filter(view -> view % HostileCluster.MEMBERS == HostileCluster.MEMBER)
        .count();
  }

  private static long cpuNs(Optional<ChildJvm> process) {
    return process.map(ChildJvm::cpuNs).orElse(0L);
  }

  /** Waits until all that are let in have sent something. */
  private static void awaitSending(ChildJvm process) throws IOException, InterruptedException {
    if (!Polling.until(LIMIT, POLL_MS, () -> allSend(process))) {
      throw new IOException("the hostile peers send nothing: " + process.stderrTail());
    }
  }

  private static boolean allSend(ChildJvm process) throws IOException {
    return countsOf(Optional.of(process)).stream()
        .allMatch(each -> each.role() == HostileRole.REVOKED || each.of(Counted.SENT) > 0);
  }

  /** What each did since the last time; of no process, nothing. */
  private static List<HostileCounts> countsOf(Optional<ChildJvm> process) throws IOException {
    return process.isEmpty()
        ? List.of()
        : HostileCounts.decode(process.get().request("counts", LIMIT));
  }

  private static LoadPlan closed(Duration measured) {
    return new LoadPlan(SENDERS, OUTSTANDING, 0, 0, false, LEAD, measured);
  }
}
