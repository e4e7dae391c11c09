package org.medchain.faults.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.operations.NodeStatus;

/** The processes of a run, as nemeses need them; node i is the i-th after the center. */
final class ClusterNodes implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final OwnedCluster processes;
  private final LocalCluster cluster;
  private final Class<?> program;
  private final String classPath;

  /** Class paths of nodes that were upgraded. */
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /**
   * The nodes of a cluster that does not run yet.
   *
   * @param program main class of each node's process
   */
  ClusterNodes(Path folder, Class<?> program, String classPath)
      throws IOException, UserInputException {
    this.program = program;
    this.classPath = classPath;
    cluster = LocalCluster.of(folder);
    processes = new OwnedCluster(cluster);
  }

  private ClusterMember member(int node) {
    return cluster.members().get(node + 1);
  }

  /** All but the center, which only operators' orders need. */
  private List<ClusterMember> nodes() {
    return cluster.members().subList(1, cluster.members().size());
  }

  void startAll() throws IOException, InterruptedException {
    for (ClusterMember each : nodes()) {
      processes.start(each, program, classPath);
    }
    cluster.awaitReady(nodes(), START, state -> {});
  }

  /** Starts the center, which takes operators' orders, and waits for it. */
  void startCenter() throws IOException, InterruptedException {
    ClusterMember center = cluster.members().get(0);
    processes.start(center);
    cluster.awaitReady(List.of(center), START, state -> {});
  }

  /** Whether a node that answers is connected to the node with this key. */
  boolean isConnectedTo(String key) throws IOException, InterruptedException {
    for (ClusterMember each : nodes()) {
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
    processes.kill(member(node));
  }

  /** SIGKILL to all of them at the same instant; then waits until all are gone. */
  void killAtOnce(List<Integer> which) throws IOException, InterruptedException {
    processes.killAtOnce(which.stream().map(this::member).toList());
  }

  /** Starts a node that does not run, and does not wait for it. */
  void start(int node) throws IOException {
    ClusterMember member = member(node);
    processes.start(member, program, versions.getOrDefault(member.name(), classPath));
  }

  /** Ends a node in order and starts it again. */
  void restart(int node) throws IOException, InterruptedException {
    processes.stop(member(node), STOP);
    start(node);
  }

  /** Ends a node in order and starts it with other classes, which it has from then on. */
  void upgrade(int node, String classPath) throws IOException, InterruptedException {
    versions.put(member(node).name(), classPath);
    restart(node);
  }

  /** Waits until a node takes part, or the time is over: other faults may be in force. */
  void awaitReady(int node, Duration limit) throws IOException, InterruptedException {
    var unused =
        Polling.until(
            limit,
            50,
            () -> cluster.state(member(node)).status().filter(NodeStatus::ready).isPresent());
  }

  /** Sends a signal to a node's process. */
  void signal(int node, String name) throws IOException, InterruptedException {
    processes.signal(member(node), name);
  }

  /** SIGQUIT. A JVM that is just starting does not know it yet, and would end. */
  void listThreads(int node) throws IOException, InterruptedException {
    awaitReady(node, STOP);
    if (cluster.state(member(node)).status().isEmpty()) {
      throw new IOException("skipped: n" + node + " has not started yet");
    }
    signal(node, "QUIT");
  }

  /** The process of a node that runs. */
  Optional<ProcessHandle> process(int node) throws IOException {
    return cluster.process(member(node));
  }

  /** Whether a node ends in time. */
  boolean hasEnded(int node, Duration limit) throws IOException, InterruptedException {
    return Polling.until(limit, 20, () -> !isRunning(node));
  }

  boolean isRunning(int node) throws IOException {
    return process(node).isPresent();
  }

  /** From now on it is no surprise if a node ends by itself, until it is started again. */
  void expectEnd(int node) {
    processes.expectEnd(member(node));
  }

  /** From now on each process of a node may end by itself, until {@link #endedCause}. */
  void beganCause(int node) {
    processes.beganCause(member(node));
  }

  /** A cause less why a node's processes may end. */
  void endedCause(int node) {
    processes.endedCause(member(node));
  }

  Path folder(int node) {
    return member(node).folder();
  }

  Path data(int node) {
    return member(node).folder().resolve("data");
  }

  /**
   * Starts what does not run, and waits until all of these take part; another may refuse to, as a
   * node does whose store was damaged. What a fault made end only after its heal is started again.
   *
   * @return why one of them does not: that is what the run shows, and no reason to end without its
   *     history
   */
  Optional<String> awaitAll(IntPredicate which) throws InterruptedException {
    try {
      List<ClusterMember> awaited = startEnded(which);
      try {
        cluster.awaitReady(awaited, START, state -> {});
      } catch (IOException e) {
        if (awaited.stream().noneMatch(processes::expectsEnd)) {
          throw e;
        }
        cluster.awaitReady(startEnded(which), START, state -> {});
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("after the heal: " + e.getMessage());
    }
  }

  private List<ClusterMember> startEnded(IntPredicate which) throws IOException {
    for (int node = 0; node < nodes().size(); node++) {
      start(node);
    }
    return members(which);
  }

  private List<ClusterMember> members(IntPredicate which) {
    return IntStream.range(0, nodes().size()).filter(which).mapToObj(this::member).toList();
  }

  /** Waits until a node takes part; false if it ends or does not come so far. */
  boolean takesPart(int node) throws InterruptedException {
    try {
      cluster.awaitReady(List.of(member(node)), START, state -> {});
      return true;
    } catch (IOException e) {
      return false; // It refused its store, or it was not started.
    }
  }

  /** The end of what a node said. */
  String said(int node) throws IOException {
    return cluster.outputTail(member(node));
  }

  /** Those of these nodes that ended by themselves, a line each. */
  List<String> unexpectedEnds(IntPredicate which) throws IOException {
    List<String> ends = new ArrayList<>();
    for (ClusterMember each : processes.unexpectedEnds(members(which))) {
      OptionalInt code = cluster.exitCode(each);
      String exit = code.isPresent() ? " with exit code " + code.getAsInt() : "";
      ends.add(each.name() + " ended by itself" + exit + ": " + cluster.outputTail(each));
    }
    return ends;
  }

  void stopAll() throws IOException, InterruptedException {
    cluster.stopAll(STOP, each -> {});
    TimeUnit.MILLISECONDS.sleep(100);
  }

  @Override
  public void close() {
    processes.close();
  }
}
