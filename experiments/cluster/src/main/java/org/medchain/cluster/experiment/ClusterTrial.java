package org.medchain.cluster.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.cluster.load.ClusterLoadDriver;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.DayRecorder;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialTiming;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.ProcessesConfig.JitCompiler;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.LinkDelays;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.workload.DayRequests;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.simulation.load.Load;

/**
 * One trial on node processes (EXP-15): makes a cluster with the trial's genesis, starts it, plays
 * the trial's load and faults, stops it, and verifies what its disks hold.
 */
final class ClusterTrial {
  private static final long POLL_MS = 50;
  private static final double NS_PER_S = 1e9;
  private static final long NS_PER_US = 1000;
  private static final double NS_PER_MS = 1e6;
  private static final String JVM_C1_ALONE = "-XX:TieredStopAtLevel=1";

  private final TrialCell cell;
  private final TrialHook hook;
  private final Path parent;
  private final ProcessTrial trial;
  private final WorkloadConfig workload;
  private final TrialTiming timing;
  private final FaultSchedule faults;
  private final List<String> jvm;

  /**
   * A trial.
   *
   * @param parent where the cluster's folder is made, and removed afterwards
   * @param jvm options of the nodes' JVMs besides those that every trial has
   */
  ClusterTrial(
      SyntheticRecords records, Path parent, TrialCell cell, TrialHook hook, List<String> jvm) {
    this.cell = cell;
    this.hook = hook;
    this.parent = parent;
    this.trial = new ProcessTrial(cell, records, NativeEd25519.orPortable());
    this.workload = cell.config().workload();
    this.timing = cell.timing();
    this.faults = FaultSchedule.of(trial.faults());
    this.jvm = Stream.of(TrialNodes.JVM, jvm, compilers(cell)).flatMap(List::stream).toList();
  }

  private static List<String> compilers(TrialCell cell) {
    return cell.config().processes().jit().filter(JitCompiler.C1::equals).isPresent()
        ? List.of(JVM_C1_ALONE)
        : List.of();
  }

  /** Runs it. */
  TrialResult run() {
    try {
      return runWithin();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialCancelled(cell);
    }
  }

  private TrialResult runWithin() throws IOException, InterruptedException {
    try (TemporaryFolder place = TemporaryFolder.create(parent, "trial-" + cell.number() + "-")) {
      try {
        return run(place.path());
      } catch (UserInputException | IOException e) {
        place.keep();
        throw new IOException(e.getMessage() + "; its files are kept in " + place.path(), e);
      }
    }
  }

  private TrialResult run(Path place) throws UserInputException, IOException, InterruptedException {
    ClusterFolder folder = ClusterFolder.create(place.resolve("cluster"), plan());
    Genesis genesis = genesis(folder);
    Function<StoredChainVerifier, TrialResult> played;
    try (TrialLinks links = new TrialLinks(cell, trial);
        TrialNodes nodes = new TrialNodes(links.between(folder))) {
      nodes.startAllExcept(faults.initiallyDown());
      played = play(folder, genesis, nodes, links);
      nodes.stop();
    }
    List<Path> stores =
        trial.correctNodes().stream().map(node -> folder.node(node).resolve("data")).toList();
    try (StoredChainVerifier chains = new StoredChainVerifier(cell.consensus(), genesis, stores)) {
      return played.apply(chains);
    }
  }

  /** What the trial gives with what the stores of its nodes hold. */
  private Function<StoredChainVerifier, TrialResult> play(
      ClusterFolder folder, Genesis genesis, TrialNodes nodes, TrialLinks links)
      throws IOException, InterruptedException {
    Optional<DayRequests> visits = trial.day(genesis);
    Load load = visits.<Load>map(DayRequests::load).orElseGet(() -> trial.load(genesis));
    Optional<DayRecorder> steps = visits.map(DayRecorder::new);
    Map<RequestId, Output.Accepted> answers = new ConcurrentHashMap<>();
    try (ClusterLoadDriver driver =
        new ClusterLoadDriver(
            load,
            timing.measurementWindow(),
            (each, intendedNs, atNs) -> {
              answers.put(each.request(), each);
              steps.ifPresent(it -> it.accepted(each.request(), each.receipt(), intendedNs, atNs));
            })) {
      Map<PublicKey, InetSocketAddress> reached = nodes.addresses();
      for (int i = 0; i < workload.clients(); i++) {
        driver.add(
            genesis,
            folder.clientIdentity(i),
            trial.senders(i),
            Math.round(cell.config().pbft().clientRetransmitMs() * NS_PER_MS),
            UnaryOperator.identity(),
            links.reached(i, reached));
      }
      TrialNodes.ReceivedTraffic startedWith = received(nodes, driver);
      long originNs = driver.start(reached.size());
      CompletedRun run = awaitEnd(driver, nodes, originNs);
      TrialNodes.ReceivedTraffic received = received(nodes, driver).minus(startedWith);
      ResourceUsage used = ResourceUsage.now(nodes, driver);
      OptionalLong views = nodes.views(trial.correctNodes());
      long restarts = nodes.restarts();
      Optional<LinkDelays> delays = links.delays();
      return chains -> {
        List<String> violations = chains.violations(answers);
        TrialResult result =
            trial.result(
                new ProcessTrial.TrialObservations(
                    driver.recorder(),
                    driver.recorder().latency(run.endNs() / NS_PER_US),
                    new ResourceCosts(
                        received.messages(),
                        received.bytes(),
                        OptionalDouble.empty(),
                        used.cpuNs(run.warm()).stream().map(ns -> ns / NS_PER_US).findFirst(),
                        delays),
                    ChainMetrics.ofFinality(
                        OptionalLong.of(chains.height()), views, violations.size()),
                    new RecoveryMetrics(restarts, OptionalLong.empty(), OptionalLong.empty()),
                    violations.stream().findFirst(),
                    run.endNs() / NS_PER_S,
                    "",
                    used.since(run.warm())));
        return steps.map(each -> result.with(each.outcome())).orElse(result);
      };
    }
  }

  private static TrialNodes.ReceivedTraffic received(TrialNodes nodes, ClusterLoadDriver driver)
      throws IOException, InterruptedException {
    return nodes
        .received()
        .plus(new TrialNodes.ReceivedTraffic(driver.received("frames"), driver.received("bytes")));
  }

  /**
   * A run.
   *
   * @param endNs of its end
   * @param warm resources used before the end of its warm-up
   */
  private record CompletedRun(long endNs, ResourceUsage warm) {}

  /** Until all is final or the bound is reached; meanwhile, the faults. */
  private CompletedRun awaitEnd(ClusterLoadDriver driver, TrialNodes nodes, long originNs)
      throws IOException, InterruptedException {
    long boundNs = Math.round(timing.endS() * NS_PER_S);
    Queue<FaultSchedule.ProcessChange> changes = new ArrayDeque<>(faults.changes());
    ResourceUsage warm = ResourceUsage.now(nodes, driver);
    boolean warming = true;
    while (true) {
      long nowNs = System.nanoTime() - originNs;
      FaultSchedule.applyDue(changes, nowNs / NS_PER_S, nodes);
      if (warming && nowNs >= timing.warmupS() * NS_PER_S) {
        warm = ResourceUsage.now(nodes, driver);
        warming = false;
      }
      if (driver.drained().isDone()) {
        return new CompletedRun(driver.drained().join(), warm);
      }
      if (nowNs >= boundNs) {
        return new CompletedRun(boundNs, warm);
      }
      if (hook.isCancelled()) {
        throw new TrialCancelled(cell);
      }
      hook.onProgress(nowNs / NS_PER_S, driver.received("frames"));
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private ClusterPlan plan() {
    PbftConfig pbft = cell.config().pbft();
    ConsensusConfig usual = ConsensusConfig.defaults();
    ConsensusConfig consensus =
        new ConsensusConfig(
            usual.protocol(),
            ConsensusConfig.RequestAuthenticationSetting.SIGNED,
            pbft.batchTransactions(),
            pbft.batchBytes(),
            pbft.batchDelayMs(),
            pbft.viewTimeoutMs(),
            pbft.retransmitMs(),
            pbft.poolCapacity(),
            pbft.checkpointInterval(),
            usual.confirmations(),
            pbft.longestViewTimeoutMs(),
            pbft.networkDelayMs(),
            usual.neighbours());
    return ClusterPlan.of(cell.nodes())
        .withClients(workload.clients())
        .with(consensus)
        .withJvm(jvm);
  }

  /** The chain of the trial in place of the one that every new cluster has. */
  private Genesis genesis(ClusterFolder folder) throws UserInputException, IOException {
    Genesis made = folder.genesis();
    Genesis genesis = trial.genesis(made.terms().nodes(), System.currentTimeMillis());
    for (int node = 0; node < cell.nodes(); node++) {
      Path file = NodeConfigFile.read(folder.nodeFile(node)).genesis();
      Files.write(file, genesis.encoded().toArray());
    }
    return genesis;
  }
}
