package org.medchain.cluster.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RequestProofKind;

/**
 * Which configs a cluster of processes can run (EXP-17): each refusal begins with the key, so that
 * the config's line is reported.
 */
record ClusterFeasibility(MachineCapacity room) {
  /** One thread serves them all. */
  private static final int CLIENTS_MAX = 64;

  /**
   * All that is not possible, at once.
   *
   * @throws IllegalArgumentException with a line for each key
   */
  void check(ExperimentConfig config) {
    List<String> refused = new ArrayList<>();
    for (ProtocolKind each : config.protocols()) {
      if (each != ProtocolKind.PBFT) {
        refused.add(refusal("protocols", "pbft on a cluster", each.key()));
      }
    }
    for (int nodes : config.nodes()) {
      if (nodes > room.nodes()) {
        String here =
            String.format(
                Locale.ROOT,
                "up to %d on this machine (%d processors, %d MiB free, %d MiB a node)",
                room.nodes(),
                room.processors(),
                room.freeMib(),
                MachineCapacity.NODE_MIB);
        refused.add(refusal("nodes", here, nodes));
      }
    }
    if (config.workload().clients() > CLIENTS_MAX) {
      refused.add(
          refusal(
              "workload.clients",
              "up to " + CLIENTS_MAX + " on a cluster",
              config.workload().clients()));
    }
    if (config.pbft().requests() != RequestProofKind.SIGNED) {
      refused.add(refusal("pbft.requests", "signed on a cluster", config.pbft().requests().key()));
    }
    if (config.game().isOn()) {
      refused.add(refusal("game", "left out on a cluster", "given"));
    }
    faults(config, refused);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", refused));
    }
  }

  private static void faults(ExperimentConfig config, List<String> refused) {
    boolean some = config.faultRates().stream().anyMatch(rate -> rate > 0);
    for (FaultKind each : config.faults()) {
      if (some && each != FaultKind.CRASH && each != FaultKind.RESTART) {
        refused.add(refusal("faults", "crash or restart on a cluster", each.key()));
      }
    }
    for (PlannedFault each : config.faultPlan()) {
      if (!(each instanceof PlannedFault.Crash) && !(each instanceof PlannedFault.Restart)) {
        refused.add(
            refusal(
                "fault_plan",
                "of crash and restart on a cluster",
                each.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
      }
    }
    if (!config.adversaries().isEmpty()) {
      refused.add(refusal("adversaries", "none on a cluster", config.adversaries().size()));
    }
  }

  private static String refusal(String key, String allowed, Object found) {
    return key + " must be " + allowed + ", not " + found;
  }
}
