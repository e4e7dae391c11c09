package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.operations.NodeStatus;

/** The processes of a cluster, by their folders: whether they run, how they are, their end. */
final class ProcessControl implements AutoCloseable {
  private static final long POLL_MS = 50;
  private static final Duration STOP = Duration.ofSeconds(30);

  private final AdminClient admin = new AdminClient();
  private final NodeStarter start;

  ProcessControl(NodeStarter start) {
    this.start = start;
  }

  /** The process of a folder, if it runs. */
  static Optional<ProcessHandle> process(Path folder) throws IOException {
    return RunningProcess.read(folder).flatMap(RunningProcess::process);
  }

  /** How a process is, as it says; empty without a reply. */
  Optional<NodeStatus> status(Path folder) throws IOException, InterruptedException {
    Optional<RunningProcess> running = RunningProcess.read(folder);
    return running.flatMap(RunningProcess::process).isEmpty()
        ? Optional.empty()
        : admin.status(running.get().adminUri());
  }

  /** Stops a process in order, by force if it does not stop in time. */
  void stop(Path folder) throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process(folder);
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    if (!ended(process.get(), STOP)) {
      process.get().destroyForcibly();
      if (!ended(process.get(), STOP)) {
        throw new IOException("process " + process.get().pid() + " does not end");
      }
    }
    RunningProcess.delete(folder);
  }

  private static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
    long endNs = System.nanoTime() + limit.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > endNs) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return true;
  }

  /** Starts a node's process unless it runs. */
  void start(MemberFiles node) throws UserInputException, IOException, InterruptedException {
    if (process(node.folder()).isEmpty()) {
      start.start(node.name());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
