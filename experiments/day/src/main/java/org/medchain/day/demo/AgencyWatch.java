package org.medchain.day.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;

/**
 * Kills the agency of a command as soon as it has passed on a request (PROC-19): which one a client
 * chooses is the client's business, and shows by the counters of the nodes' admin endpoints.
 */
final class AgencyWatch {
  private static final long PAUSE_MS = 2;

  private final OwnedCluster processes;
  private final Map<ClusterMember, Double> before = new LinkedHashMap<>();
  private final FutureTask<Optional<ClusterMember>> killed = new FutureTask<>(this::killFirst);
  private volatile boolean over;

  private AgencyWatch(OwnedCluster processes) {
    this.processes = processes;
  }

  /** Watches these nodes from now on. */
  static AgencyWatch of(OwnedCluster processes, List<ClusterMember> nodes)
      throws IOException, InterruptedException {
    AgencyWatch watch = new AgencyWatch(processes);
    for (ClusterMember each : nodes) {
      watch.before.put(each, watch.passedOn(each));
    }
    Thread.ofPlatform().name("agency-watch").daemon(true).start(watch.killed);
    return watch;
  }

  private double passedOn(ClusterMember node) throws IOException, InterruptedException {
    return processes.cluster().metrics(node).count("medchain_agency_requests_passed_on_total");
  }

  private Optional<ClusterMember> killFirst() throws IOException, InterruptedException {
    boolean last;
    do {
      last = over; // once more after the end: a command may be quicker than a look
      for (Map.Entry<ClusterMember, Double> each : before.entrySet()) {
        if (passedOn(each.getKey()) > each.getValue()) {
          processes.kill(each.getKey());
          return Optional.of(each.getKey());
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } while (!last);
    return Optional.empty();
  }

  /** The command is over; which agency was killed, if it used one. */
  Optional<ClusterMember> end() throws IOException, InterruptedException {
    over = true;
    try {
      return killed.get();
    } catch (ExecutionException e) {
      throw new IOException("the agency was not killed: " + e.getCause().getMessage(), e);
    }
  }
}
