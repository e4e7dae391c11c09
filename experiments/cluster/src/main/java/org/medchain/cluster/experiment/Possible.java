package org.medchain.cluster.experiment;

import java.util.List;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.Protocol;
import org.medchain.comparison.config.Requests;

/**
 * Which configs a cluster of processes can run (EXP-17): each refusal begins with the key, so that
 * the config's line is told.
 */
record Possible(Room room) {
  /** One thread serves them all. */
  private static final int CLIENTS_MAX = 64;

  void check(ExperimentConfig config) {
    for (Protocol each : config.protocols()) {
      if (each != Protocol.PBFT) {
        throw refusal("protocols", "pbft on a cluster", each.key());
      }
    }
    for (int nodes : config.nodes()) {
      if (nodes > room.nodes()) {
        String here =
            "up to %d on this machine (%d processors, %d MiB free, %d MiB a node)"
                .formatted(room.nodes(), room.processors(), room.freeMib(), Room.NODE_MIB);
        throw refusal("nodes", here, nodes);
      }
    }
    if (config.workload().clients() > CLIENTS_MAX) {
      throw refusal(
          "workload.clients",
          "up to " + CLIENTS_MAX + " on a cluster",
          config.workload().clients());
    }
    if (config.pbft().requests() != Requests.SIGNED) {
      throw refusal("pbft.requests", "signed on a cluster", config.pbft().requests().key());
    }
    faults(config);
  }

  private static void faults(ExperimentConfig config) {
    boolean some = config.faultRates().stream().anyMatch(rate -> rate > 0);
    for (FaultKind each : config.faults()) {
      if (some && each != FaultKind.CRASH && each != FaultKind.RESTART) {
        throw refusal("faults", "crash or restart on a cluster", each.key());
      }
    }
    List<PlannedFault> plan = config.faultPlan();
    for (PlannedFault each : plan) {
      if (!(each instanceof PlannedFault.Crash) && !(each instanceof PlannedFault.Restart)) {
        throw refusal(
            "fault_plan",
            "of crash and restart on a cluster",
            each.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
      }
    }
    if (!config.adversaries().isEmpty()) {
      throw refusal("adversaries", "none on a cluster", config.adversaries().size());
    }
  }

  private static IllegalArgumentException refusal(String key, String allowed, Object found) {
    return new IllegalArgumentException(key + " must be " + allowed + ", not " + found);
  }
}
