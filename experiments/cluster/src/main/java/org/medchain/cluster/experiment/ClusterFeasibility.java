package org.medchain.cluster.experiment;

import java.util.Locale;
import org.medchain.comparison.config.ExperimentConfig;

/**
 * Whether this machine has room for a config's processes (EXP-17). It refuses a config as a whole:
 * which trials a grid has may not follow from the machine.
 */
record ClusterFeasibility(MachineCapacity room) {
  /**
   * Checks it.
   *
   * @throws IllegalArgumentException in a line that begins with the key, so that the config's line
   *     is reported
   */
  void check(ExperimentConfig config) {
    for (int nodes : config.nodes()) {
      if (nodes > room.nodes()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "nodes must be up to %d on this machine (%d processors, %d MiB free, %d MiB a"
                    + " node), not %d",
                room.nodes(),
                room.processors(),
                room.freeMib(),
                MachineCapacity.NODE_MIB,
                nodes));
      }
    }
  }
}
