package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.medchain.cluster.LocalCluster;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.operations.NodeStatus;

/** The processes of a run, as nemeses need them; node i is the i-th after the center. */
final class ClusterNodes implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final LocalCluster cluster;
  private final Class<?> program;
  private final Thread shutdownHook = new Thread(this::killAll, "reaper");

  /** Nodes that a nemesis has ended: that they do not run is no surprise. */
  private final Set<Integer> away = ConcurrentHashMap.newKeySet();

  /** Class paths of nodes that were upgraded. */
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** From now on nothing is started any more; what a nemesis does meanwhile is in vain. */
  private boolean closing;

  /**
   * The nodes of a cluster that does not run yet.
   *
   * @param program main class of each node's process
   */
  ClusterNodes(Path folder, Class<?> program) throws IOException, UserInputException {
    this.program = program;
    cluster = LocalCluster.of(folder);
    // Before anything is started, so that an interrupted run leaves no process.
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  private LocalCluster.ClusterMember member(int node) {
    return cluster.members().get(node + 1);
  }

  /** All but the center, which only operators' orders need. */
  private List<LocalCluster.ClusterMember> nodes() {
    return cluster.members().subList(1, cluster.members().size());
  }

  void startAll() throws IOException, InterruptedException {
    for (LocalCluster.ClusterMember each : nodes()) {
      start(each);
    }
    cluster.awaitReady(nodes(), START, state -> {});
  }

  /** Starts the center, which takes operators' orders, and waits for it. */
  void startCenter() throws IOException, InterruptedException {
    LocalCluster.ClusterMember center = cluster.members().get(0);
    synchronized (this) {
      requireOpen(center);
      cluster.start(center);
    }
    cluster.awaitReady(List.of(center), START, state -> {});
  }

  /** Whether a node that answers is connected to the node with this key. */
  boolean isConnectedTo(String key) throws IOException, InterruptedException {
    for (LocalCluster.ClusterMember each : nodes()) {
      boolean connected =
          !each.key().equals(key)
              && cluster.state(each).status().stream()
                  .flatMap(status -> status.peers().stream())
                  .anyMatch(peer -> peer.key().equals(key) && peer.connected());
      if (connected) {
        return true;
      }
    }
    return false;
  }

  void kill(int node) throws IOException, InterruptedException {
    away.add(node);
    cluster.kill(member(node));
  }

  /** SIGKILL to all of them at the same instant; then waits until all are gone. */
  void killAtOnce(List<Integer> which) throws IOException, InterruptedException {
    List<ProcessHandle> processes = new ArrayList<>();
    for (int node : which) {
      away.add(node);
      cluster.process(member(node)).ifPresent(processes::add);
    }
    processes.forEach(ProcessHandle::destroyForcibly);
    for (int node : which) {
      cluster.kill(member(node));
    }
  }

  /** Starts a node that does not run, and does not wait for it. */
  void start(int node) throws IOException {
    start(member(node));
    away.remove(node);
  }

  /** Not while all are being killed: one that starts behind the killer's back would stay. */
  private synchronized void start(LocalCluster.ClusterMember member) throws IOException {
    requireOpen(member);
    String usual = System.getProperty("java.class.path");
    cluster.start(member, program, versions.getOrDefault(member.name(), usual));
  }

  private void requireOpen(LocalCluster.ClusterMember member) throws IOException {
    if (closing) {
      throw new IOException(member.name() + " is not started: the run is being ended");
    }
  }

  private synchronized void startNoMore() {
    closing = true;
  }

  /** Ends a node in order and starts it again. */
  void restart(int node) throws IOException, InterruptedException {
    away.add(node);
    cluster.stop(member(node), STOP);
    start(node);
  }

  /** Ends a node in order and starts it with other classes, which it has from then on. */
  void upgrade(int node, String classPath) throws IOException, InterruptedException {
    versions.put(member(node).name(), classPath);
    restart(node);
  }

  /** Waits until a node takes part, or the time is over: other faults may be in force. */
  void awaitReady(int node, Duration limit) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < endNs
        && cluster.state(member(node)).status().filter(NodeStatus::ready).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Sends a signal to a node's process. */
  void signal(int node, String name) throws IOException, InterruptedException {
    ProcessSignals.send(
        process(node).orElseThrow(() -> new IOException("n" + node + " does not run")), name);
  }

  /** The process of a node that runs. */
  Optional<ProcessHandle> process(int node) throws IOException {
    return cluster.process(member(node));
  }

  /** Whether a node ends in time. */
  boolean hasEnded(int node, Duration limit) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    while (isRunning(node) && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return !isRunning(node);
  }

  boolean isRunning(int node) throws IOException {
    return process(node).isPresent();
  }

  /** From now on it is no surprise if a node ends by itself, until it is started again. */
  void expectEnd(int node) {
    away.add(node);
  }

  Path folder(int node) {
    return member(node).folder();
  }

  Path data(int node) {
    return member(node).folder().resolve("data");
  }

  /**
   * Starts what does not run, and waits until all of these take part; another may refuse to, as a
   * node does whose store was damaged.
   */
  void awaitAll(IntPredicate which) throws IOException, InterruptedException {
    List<LocalCluster.ClusterMember> awaited = new ArrayList<>();
    for (int node = 0; node < nodes().size(); node++) {
      start(node);
      if (which.test(node)) {
        awaited.add(member(node));
      }
    }
    cluster.awaitReady(awaited, START, state -> {});
  }

  /** Those of these nodes that ended by themselves, a line each. */
  List<String> unexpectedEnds(IntPredicate which) throws IOException, InterruptedException {
    List<String> ends = new ArrayList<>();
    for (int node = 0; node < nodes().size(); node++) {
      if (which.test(node) && !away.contains(node) && !cluster.state(member(node)).alive()) {
        ends.add("n" + node + " ended by itself: " + cluster.outputTail(member(node)));
        away.add(node);
      }
    }
    return ends;
  }

  void stopAll() throws IOException, InterruptedException {
    cluster.stopAll(STOP, each -> {});
    TimeUnit.MILLISECONDS.sleep(100);
  }

  private void killAll() {
    startNoMore();
    for (LocalCluster.ClusterMember each : cluster.members()) {
      try {
        cluster.kill(each);
      } catch (IOException e) {
        System.err.println(each.name() + " may still run: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    killAll();
    cluster.close();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      return; // The process ends, and the hook runs.
    }
  }
}
