package org.medchain.harness.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.medchain.cluster.LocalCluster;
import org.medchain.experiments.config.UserInputException;

/** The processes of a run, as nemeses need them; node i is the i-th after the center. */
final class ClusterNodes implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final LocalCluster cluster;
  private final Class<?> program;
  private final String classPath;
  private final Thread shutdownHook = new Thread(this::killAll, "reaper");

  /** Nodes that a nemesis has ended: that they do not run is no surprise. */
  private final Set<Integer> away = ConcurrentHashMap.newKeySet();

  /** From now on nothing is started any more; what a nemesis does meanwhile is in vain. */
  private boolean closing;

  /**
   * The nodes of a cluster that does not run yet.
   *
   * @param program main class of each node's process
   */
  ClusterNodes(Path folder, Class<?> program) throws IOException, UserInputException {
    this(folder, program, List.of());
  }

  /** The same with classes in front of the program's: a planted defect. */
  ClusterNodes(Path folder, Class<?> program, List<Path> inFront)
      throws IOException, UserInputException {
    this.program = program;
    List<String> path = new ArrayList<>(inFront.stream().map(Path::toString).toList());
    path.add(System.getProperty("java.class.path"));
    this.classPath = String.join(File.pathSeparator, path);
    cluster = LocalCluster.of(folder);
    // Before anything is started, so that an interrupted run leaves no process.
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  private LocalCluster.ClusterMember member(int node) {
    return cluster.members().get(node + 1);
  }

  /** All but the center, which nobody needs here. */
  private List<LocalCluster.ClusterMember> nodes() {
    return cluster.members().subList(1, cluster.members().size());
  }

  void startAll() throws IOException, InterruptedException {
    for (LocalCluster.ClusterMember each : nodes()) {
      start(each);
    }
    cluster.awaitReady(nodes(), START, state -> {});
  }

  void kill(int node) throws IOException, InterruptedException {
    away.add(node);
    cluster.kill(member(node));
  }

  /** Kills all of these at one instant, before it waits for the end of any. */
  void killTogether(List<Integer> which) throws IOException, InterruptedException {
    away.addAll(which);
    List<ProcessHandle> processes = new ArrayList<>();
    for (int node : which) {
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
    if (closing) {
      throw new IOException(member.name() + " is not started: the run is being ended");
    }
    cluster.start(member, program, classPath);
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

  /** Lets a node stand still, or continue; other signals end processes. */
  void signal(int node, String name) throws IOException, InterruptedException {
    ProcessHandle process =
        cluster
            .process(member(node))
            .orElseThrow(() -> new IOException("n" + node + " does not run"));
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " of n" + node + " ended with " + code);
    }
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
    for (LocalCluster.ClusterMember each : nodes()) {
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
