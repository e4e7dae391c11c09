package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.local.AdminClient;
import org.medchain.cluster.local.MemberProcesses;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.operations.NodeStatus;

/** The processes of a cluster, by their folders: whether they run, how they are, their end. */
final class ProcessControl implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final long POLL_MS = 20;

  private final AdminClient admin = new AdminClient();
  private final MemberProcesses processes = new MemberProcesses();
  private final NodeStarter start;

  ProcessControl(NodeStarter start) {
    this.start = start;
  }

  /** The process of a folder, if it runs and has said where it is reached. */
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

  /**
   * Stops all processes of a folder in order, by force what does not stop in time: also one that
   * has not said yet where it is reached, as an interrupted command may have left it. One that
   * changes its program as it is looked for (the start's wrapper) shows no command line, so it is
   * looked for again after the stop.
   */
  void stop(Path folder) throws IOException, InterruptedException {
    if (!Polling.until(STOP, POLL_MS, () -> isStopped(folder))) {
      throw new IOException("a process of " + folder + " does not end");
    }
  }

  private boolean isStopped(Path folder) throws IOException, InterruptedException {
    var unused = processes.stop(List.of(folder), STOP);
    return processes.all(folder).isEmpty();
  }

  /** Starts a node's process unless it runs. */
  void start(MemberFiles node) throws UserInputException, IOException, InterruptedException {
    if (process(node.folder()).isEmpty()) {
      // One that belongs to a command that was killed ends soon: it is neither this one nor a
      // second one beside it.
      stop(node.folder());
      start.start(node.name());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
