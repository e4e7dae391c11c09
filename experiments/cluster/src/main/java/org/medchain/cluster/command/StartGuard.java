package org.medchain.cluster.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.doctor.ClusterObserver;
import org.medchain.launcher.ShutdownHook;

/**
 * Ends what a command started of a cluster unless it comes so far as to release it (CLUSTER-11).
 * After SIGKILL of the command, the processes see to it themselves.
 */
final class StartGuard implements AutoCloseable {
  /** What starts has nothing to lose. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final LocalCluster cluster;
  private final PrintWriter err;
  private final ShutdownHook hook = new ShutdownHook("starter", () -> end(true));
  private boolean interrupted;
  private boolean released;

  StartGuard(LocalCluster cluster, PrintWriter err) {
    this.cluster = cluster;
    this.err = err;
  }

  /** Starts all that do not run; nodes first, since they are what takes longest. */
  void startAll() throws IOException {
    List<ClusterMember> members = cluster.members();
    for (ClusterMember member : members.subList(1, members.size())) {
      start(member);
    }
    start(members.get(0));
  }

  /** Starts one, unless it runs. */
  synchronized void start(ClusterMember member) throws IOException {
    Path folder = cluster.folder().folder();
    if (Files.isDirectory(folder.resolve(ClusterObserver.RECOVERY))) {
      // What would be decided now, it would lay aside when it continues.
      throw new IOException(
          "a recovery is not finished: medchain cluster recover --folder " + folder);
    }
    if (!interrupted) {
      cluster.start(member);
    }
  }

  /** From now on they stay. */
  synchronized void release() {
    if (!interrupted) {
      cluster.release();
      released = true;
    }
  }

  private synchronized void end(boolean byInterruption) {
    if (released || interrupted) {
      return;
    }
    interrupted = byInterruption;
    List<ClusterMember> started = cluster.startedHere();
    try {
      cluster.stop(started, STOP, member -> {});
    } catch (IOException e) {
      err.println(cluster.folder().folder() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String names = started.stream().map(ClusterMember::name).collect(Collectors.joining(", "));
    if (byInterruption || !names.isEmpty()) {
      err.println(
          cluster.folder().folder()
              + (byInterruption ? ": interrupted before it was ready" : ": not ready")
              + (names.isEmpty() ? "" : "; ended: " + names));
      err.flush();
    }
  }

  /** Ends what was started and not released. */
  @Override
  public void close() {
    end(false);
    hook.close();
    while (interrupted) {
      LockSupport.park(); // The process ends: what its end did to others is no news.
    }
  }
}
