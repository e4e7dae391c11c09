package org.medchain.harness.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.harness.plan.FaultEvent;

/**
 * A signal that ends a process in order: it finishes what it began, forces its store and is gone. A
 * new process starts at the heal.
 *
 * @param signal its name without SIG
 * @param group whether all of the process's group gets it, as from a terminal
 */
record EndingSignal(ClusterNodes nodes, String signal, boolean group) implements ClusterFault {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public void begin(FaultEvent fault) throws IOException, InterruptedException {
    List<Integer> told = new ArrayList<>();
    for (int node : fault.nodes()) {
      Optional<ProcessHandle> process = nodes.process(node);
      if (process.isEmpty()) {
        continue; // Another fault has ended it.
      }
      if (ProcessSignals.isIgnored(process.get(), signal)) {
        throw new IOException("skipped: n" + node + " was started with SIG" + signal + " ignored");
      }
      nodes.expectEnd(node);
      if (group) {
        ProcessSignals.sendToGroup(process.get(), signal);
      } else {
        ProcessSignals.send(process.get(), signal);
      }
      told.add(node);
    }
    for (int node : told) {
      if (!nodes.hasEnded(node, LIMIT)) {
        throw new IOException("n" + node + " continues after SIG" + signal);
      }
    }
  }

  @Override
  public void heal(FaultEvent fault) throws IOException {
    for (int node : fault.nodes()) {
      nodes.start(node);
    }
  }
}
