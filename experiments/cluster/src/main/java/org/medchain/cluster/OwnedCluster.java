package org.medchain.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.launcher.ShutdownHook;

/**
 * A cluster whose processes end with this process, for soaks and tests that do harm to it on
 * purpose: it knows which of them are away because they were told to (CLUSTER-8, FAULT-17).
 */
public final class OwnedCluster implements AutoCloseable {
  private final LocalCluster cluster;
  private final ShutdownHook hook = new ShutdownHook("reaper", this::killAll);

  /** Processes that were ended on purpose: that they do not run is no surprise. */
  private final Set<ClusterMember> away = ConcurrentHashMap.newKeySet();

  /** How many causes are in force for which one may end by itself, also after a new start. */
  private final Map<ClusterMember, Integer> causes = new ConcurrentHashMap<>();

  /** From now on nothing is started any more; what is tried meanwhile is in vain. */
  private boolean closing;

  /** A cluster of which nothing runs yet: no interruption leaves a process of it. */
  public OwnedCluster(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** The cluster; processes are started and ended here. */
  public LocalCluster cluster() {
    return cluster;
  }

  /** Starts all of it, and returns when all are ready. */
  public void startAll(Duration limit) throws IOException, InterruptedException {
    for (ClusterMember each : cluster.members().reversed()) {
      start(each);
    }
    cluster.awaitReady(limit, state -> {});
  }

  /** Starts one that does not run by its own program. */
  public void start(ClusterMember member) throws IOException {
    start(member, member.main());
  }

  /**
   * Starts one that does not run, and does not wait for it. Not while all are being killed: one
   * that starts behind the killer's back would stay.
   *
   * @param program its main class
   */
  public void start(ClusterMember member, Class<?> program) throws IOException {
    start(member, program, System.getProperty("java.class.path"));
  }

  /** The same with other classes than this process has. */
  public synchronized void start(ClusterMember member, Class<?> program, String classPath)
      throws IOException {
    if (closing) {
      throw new IOException(member.name() + " is not started: the run is being ended");
    }
    if (cluster.process(member).isPresent()) {
      return; // If its end is expected, it may be on its way to it.
    }
    cluster.start(member, program, classPath);
    if (!causes.containsKey(member)) {
      away.remove(member);
    }
  }

  /** Ends one at once, and waits until it is gone (SIGKILL). */
  public void kill(ClusterMember member) throws IOException, InterruptedException {
    away.add(member);
    cluster.kill(member);
  }

  /** SIGKILL to all of them at the same instant; then waits until all are gone. */
  public void killAtOnce(List<ClusterMember> which) throws IOException, InterruptedException {
    List<ProcessHandle> running = new ArrayList<>();
    for (ClusterMember each : which) {
      away.add(each);
      cluster.process(each).ifPresent(running::add);
    }
    running.forEach(ProcessHandle::destroyForcibly);
    for (ClusterMember each : which) {
      cluster.kill(each);
    }
  }

  /** Ends one in order (SIGTERM), by force if it takes too long. */
  public void stop(ClusterMember member, Duration limit) throws IOException, InterruptedException {
    away.add(member);
    cluster.stop(member, limit);
  }

  /** Lets one stand still ({@code STOP}) or continue ({@code CONT}). */
  public void signal(ClusterMember member, String name) throws IOException, InterruptedException {
    ProcessHandle process =
        cluster.process(member).orElseThrow(() -> new IOException(member.name() + " does not run"));
    ProcessSignals.send(process, name);
  }

  /** From now on it is no surprise if one ends by itself, until it is started again. */
  public void expectEnd(ClusterMember member) {
    away.add(member);
  }

  /** The same for each process of a member, until {@link #endedCause}. */
  public void beganCause(ClusterMember member) {
    causes.merge(member, 1, Integer::sum);
    away.add(member);
  }

  /** One cause less why it may end; it is expected to stay from its next start on. */
  public void endedCause(ClusterMember member) {
    causes.computeIfPresent(member, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Whether it is no surprise if the process that was started last ends by itself. */
  public boolean expectsEnd(ClusterMember member) {
    return away.contains(member);
  }

  /**
   * Those that ended by themselves, each once; they have to have been started. Nothing is started
   * meanwhile: what was away a moment ago would count as ended.
   */
  public synchronized List<ClusterMember> unexpectedEnds(List<ClusterMember> which)
      throws IOException {
    List<ClusterMember> ended = new ArrayList<>();
    for (ClusterMember each : which) {
      if (!away.contains(each) && cluster.process(each).isEmpty() && away.add(each)) {
        ended.add(each);
      }
    }
    return ended;
  }

  /** Processor time of some processes, as far as they run. */
  public long cpuNs(List<ClusterMember> which) throws IOException {
    long sum = 0;
    for (ClusterMember each : which) {
      sum +=
          cluster
              .process(each)
              .flatMap(it -> it.info().totalCpuDuration())
              .map(Duration::toNanos)
              .orElse(0L);
    }
    return sum;
  }

  private void killAll() {
    synchronized (this) {
      closing = true; // No start is on its way from here on.
    }
    for (ClusterMember each : cluster.members()) {
      try {
        cluster.kill(each);
      } catch (IOException e) {
        System.err.println(each.name() + " may still run: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends all that runs. */
  @Override
  public void close() {
    killAll();
    cluster.close();
    hook.close();
  }
}
