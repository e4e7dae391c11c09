package org.medchain.cluster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.cluster.bench.BenchCluster.LoadMeasurement;
import org.medchain.cluster.load.LoadPlan;
import org.medchain.cluster.load.LoadResult;
import org.medchain.cluster.load.SignatureFloor;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;

/**
 * Measures four replicas and a client, each a process, on this machine (NODE-9). Two clusters, one
 * of signed requests with a forced log and one of sessions' codes without, are loaded in turn, so
 * that other load on the machine affects both.
 *
 * @param folder for the clusters
 * @param warm how long the first load at least warms up
 * @param roundTime of each load in a round
 * @param figures gets them
 */
record NodeBenchmark(
    Path folder,
    int rounds,
    Duration warm,
    Duration roundTime,
    Consumer<String> progress,
    BenchFigures figures) {
  private static final int REPLICAS = 4;
  private static final int SENDERS = 8;
  private static final int KIB = 1024;

  /** Requests in flight of each sender that saturate the system; more only wait. */
  private static final int OUTSTANDING = 100;

  /** A load whose requests are cheaper by this factor shows that the one before was not warm. */
  private static final double WARM_UP_GAIN = 0.03;

  private static final int MAX_WARM_UPS = 12;

  /** Bytes of blocks a second of which the processor has more than enough time for the rest. */
  private static final int OPEN_TPS = 500;

  private static final int OPEN_KIB = 16;

  /** What an institution leaves in the first state: four entries. */
  private static final int BYTES_OF_PARTICIPANT = 166;

  /** Objects kept until a checkpoint get old; where that filled the heap, all was collected. */
  private static final List<String> JVM =
      List.of("-XX:CompileThresholdScaling=1", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn256m");

  void run() throws UserInputException, IOException, InterruptedException {
    try (BenchCluster signed = cluster("signed", false, true, JVM);
        BenchCluster macs = cluster("macs", true, false, JVM)) {
      warm(signed, false);
      warm(macs, true);
      for (int i = 1; i <= rounds; i++) {
        round(i, signed, macs);
      }
    }
    profile("signed", false, true);
    profile("mac", true, false);
  }

  /**
   * A node with this much state beside one with none (STO-32), each alone: four on one machine
   * would write their files at the same time, and measure its disk and processors.
   */
  void run(int stateMib) throws UserInputException, IOException, InterruptedException {
    try (BenchCluster empty = cluster("empty", 0);
        BenchCluster full = cluster("full", stateMib)) {
      for (BenchCluster each : List.of(empty, full)) {
        warm(each, warm, time -> closed(SENDERS, OUTSTANDING, KIB, false, Duration.ZERO, time));
      }
      // As many bytes of blocks as the state has, so that it is written meanwhile.
      Duration snapshot = roundTime.plusSeconds(stateMib * KIB / (OPEN_TPS * OPEN_KIB));
      LoadPlan open =
          new LoadPlan(SENDERS, 0, OPEN_TPS, OPEN_KIB * KIB, false, roundTime, snapshot);
      for (int i = 1; i <= rounds; i++) {
        progress.accept("round " + i + " of " + rounds);
        figures.add(
            "floor_tps",
            "1/s",
            SignatureFloor.measure().tps(Runtime.getRuntime().availableProcessors(), 1));
        double without = tps(empty);
        double with = tps(full);
        figures.add("empty_tps", "1/s", without);
        figures.add("full_tps", "1/s", with);
        figures.add("empty_over_full", "", 1 / 0.85, without / with);
        figures.add("empty_longest_ms", "ms", ms(empty.run(open), 100));
        figures.add("full_longest_ms", "ms", 100, ms(full.run(open), 100));
      }
    }
  }

  private BenchCluster cluster(
      String name, ClusterPlan plan, List<String> jvm, List<String> ofClient)
      throws UserInputException, IOException, InterruptedException {
    progress.accept("starting a cluster and a client: " + name);
    ClusterFolder made = ClusterFolder.create(folder.resolve(name), plan.withJvm(jvm));
    return new BenchCluster(made, made.nodeNumbers(), SENDERS, ofClient);
  }

  private BenchCluster cluster(String name, int stateMib)
      throws UserInputException, IOException, InterruptedException {
    List<Participant> registered = new ArrayList<>();
    for (long i = 0; i < stateMib * (long) KIB * KIB / BYTES_OF_PARTICIPANT; i++) {
      Hash key = Hash.of(new Encoder().int64(i).toBytes());
      registered.add(new Participant(new PublicKey(key.toBytes()), Role.RESEARCH));
    }
    ClusterPlan plan = ClusterPlan.of(1).withClients(SENDERS).withParticipants(registered);
    // An entry of 41 bytes takes some 450 of heap, which is less than half of it: where more is in
    // use, the collector marks all of it again and again. It is the one of every other node.
    List<String> jvm =
        List.of("-XX:CompileThresholdScaling=1", "-Xmx" + (1024 + 26 * stateMib) + "m");
    return cluster(name, plan, jvm, stateMib == 0 ? BenchCluster.CLIENT : jvm);
  }

  private BenchCluster cluster(String name, boolean macs, boolean force, List<String> jvm)
      throws UserInputException, IOException, InterruptedException {
    ConsensusConfig consensus =
        macs
            ? ConsensusConfig.defaults(
                ConsensusConfig.RequestAuthenticationSetting.SESSION_MACS, 64)
            : ConsensusConfig.defaults();
    return cluster(
        name,
        ClusterPlan.of(REPLICAS).withClients(SENDERS).with(consensus).withForce(force),
        jvm,
        BenchCluster.CLIENT);
  }

  /**
   * Plays every load that is measured later. Each takes other paths through the code, and code
   * compiled for one is compiled again for the next.
   */
  private void warm(BenchCluster cluster, boolean macs) throws IOException {
    progress.accept("warming up for " + warm.toSeconds() + " s, and longer as long as it helps");
    warm(cluster, warm, time -> closed(SENDERS, OUTSTANDING, 0, macs, Duration.ZERO, time));
    Duration half = warm.dividedBy(2);
    warm(cluster, half, time -> closed(SENDERS, OUTSTANDING, KIB, macs, Duration.ZERO, time));
    if (!macs) {
      warm(cluster, half, time -> open(Duration.ZERO, time));
    }
    warm(cluster, half, time -> closed(1, 1, 0, macs, Duration.ZERO, time));
  }

  /**
   * Loads until the nodes need no less processor time for a request than before: how long the
   * compiler takes depends on the machine.
   */
  private void warm(BenchCluster cluster, Duration first, Function<Duration, LoadPlan> load)
      throws IOException {
    double least = cluster.run(load.apply(first)).nodesUsPerRequest();
    int inVain = 0;
    for (int i = 0; i < MAX_WARM_UPS && inVain < 2; i++) {
      double now = cluster.run(load.apply(warm.dividedBy(5))).nodesUsPerRequest();
      inVain = now > least * (1 - WARM_UP_GAIN) ? inVain + 1 : 0;
      least = Math.min(least, now);
    }
  }

  private void round(int number, BenchCluster signed, BenchCluster macs) throws IOException {
    progress.accept("round " + number + " of " + rounds);
    SignatureFloor floor = SignatureFloor.measure();
    int processors = Runtime.getRuntime().availableProcessors();
    figures.add("floor_tps", "1/s", floor.tps(processors, REPLICAS));
    figures.add("sign_us", "us", floor.signUs());
    figures.add("verify_us", "us", floor.verifyUs());
    figures.add("sha256_kib_us", "us", hashUsPerKib());
    saturate("signed_0b", signed, 0, false, 8000);
    saturate("mac_0b", macs, 0, true, 15_000);
    saturate("signed_1k", signed, KIB, false, 6000);
    saturate("mac_1k", macs, KIB, true, 10_000);
    LoadMeasurement open = signed.run(open(Duration.ofSeconds(2), roundTime));
    figures.add("p50_1000_ms", "ms", ms(open, 50));
    figures.add("p99_1000_ms", "ms", 40, ms(open, 99));
    oneClient("p50_one_client", signed, false, 3, floor);
    oneClient("mac_p50_one_client", macs, true, 1, floor);
  }

  private void oneClient(
      String name, BenchCluster cluster, boolean macs, double limit, SignatureFloor floor)
      throws IOException {
    double ms = ms(cluster.run(closed(1, 1, 0, macs, Duration.ofSeconds(2), roundTime)), 50);
    figures.add(name + "_ms", "ms", limit, ms);
    figures.add(name + "_verifications", "", ms * 1e3 / floor.verifyUs());
  }

  /**
   * Of SHA-256: with instructions for it a fraction of the cost without them, so figures of two
   * machines whose signatures cost the same may still differ.
   */
  private static double hashUsPerKib() {
    byte[] content = new byte[KIB];
    return SignatureFloor.bestUs(
        () -> {
          // The next content is the last hash, so that no hash can be optimised away.
          content[0] ^= (byte) Hash.ofArray(content).w0();
          return 1;
        });
  }

  private double tps(BenchCluster cluster) throws IOException {
    return cluster
        .run(closed(SENDERS, OUTSTANDING, KIB, false, Duration.ofSeconds(3), roundTime))
        .result()
        .throughputTps();
  }

  private void saturate(String name, BenchCluster cluster, int bytes, boolean macs, double limit)
      throws IOException {
    LoadMeasurement measured =
        cluster.run(closed(SENDERS, OUTSTANDING, bytes, macs, Duration.ofSeconds(3), roundTime));
    figures.add(name + "_tps", "1/s", limit, measured.result().throughputTps());
    figures.add(name + "_p50_ms", "ms", ms(measured, 50));
    figures.add(name + "_nodes_us", "us", measured.nodesUsPerRequest());
    figures.add(
        name + "_client_us",
        "us",
        measured.result().cpuNs()
            / 1e3
            / (measured.result().throughputTps() * roundTime.toSeconds()));
  }

  private static LoadPlan open(Duration before, Duration measured) {
    return new LoadPlan(SENDERS, 0, 1000, 0, false, before, measured);
  }

  private static LoadPlan closed(
      int senders, int outstanding, int bytes, boolean macs, Duration before, Duration measured) {
    return new LoadPlan(senders, outstanding, 0, bytes, macs, before, measured);
  }

  /** Infinite where it falls among the requests that never became final. */
  private static double ms(LoadMeasurement measured, int percentile) {
    LoadResult seen = measured.result();
    return new CensoredLatencies(seen.latencyUs(), seen.due())
        .quantileMs(10 * percentile)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** A cluster of its own, so that the profiler does not slow the measurements above. */
  private void profile(String name, boolean macs, boolean force)
      throws UserInputException, IOException, InterruptedException {
    progress.accept("profile: " + name);
    List<String> jvm = new ArrayList<>(JVM);
    Path recordings = Files.createDirectory(folder.resolve(name + "-recordings"));
    jvm.addAll(CpuProfile.options(recordings));
    LoadMeasurement measured;
    try (BenchCluster cluster = cluster(name + "-profile", macs, force, jvm)) {
      warm(cluster, warm, time -> closed(SENDERS, OUTSTANDING, 0, macs, Duration.ZERO, time));
      measured =
          cluster.run(closed(SENDERS, OUTSTANDING, 0, macs, Duration.ofSeconds(3), roundTime));
    }
    double us = measured.nodesUsPerRequest();
    CpuProfile.shares(recordings)
        .forEach(
            (part, share) ->
                figures.add(name + "_cpu_" + part.replace(' ', '_') + "_us", "us", share * us));
  }
}
