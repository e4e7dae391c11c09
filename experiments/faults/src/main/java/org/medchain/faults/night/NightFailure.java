package org.medchain.faults.night;

import java.util.Optional;
import org.medchain.faults.config.HarnessConfig;

/**
 * A run of a night that failed.
 *
 * @param config what was run
 * @param folder its results, from the night's folder
 * @param why the first finding, or what kept the run from ending
 * @param regression the config with the smallest plan that was found to fail, from the night's
 *     folder; empty where the run could not be judged
 * @param faultsLeft how many faults that smallest plan has
 */
record NightFailure(
    HarnessConfig config, String folder, String why, Optional<String> regression, int faultsLeft) {
  int faults() {
    return config.plan().orElseThrow().size();
  }
}
