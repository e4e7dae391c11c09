package org.medchain.cluster.calibrate;

import java.util.List;

/**
 * A node's costs of a checkpoint, as straight lines over the length of state and client table in
 * KiB: of replica and contract in runs with checkpoints. No vote waits for the disk (STO-32).
 *
 * @param us processor time of the node's thread, in µs
 * @param usPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(MedianEstimate us, MedianEstimate usPerKib, double kib) {
  /** Those of runs with checkpoints. */
  static CheckpointCosts of(List<ClockedRun> runs) {
    return new CheckpointCosts(
        MedianEstimate.of(runs, ClockedRun::checkpointUs),
        MedianEstimate.of(runs, ClockedRun::checkpointUsPerKib),
        runs.stream().mapToDouble(ClockedRun::longestKib).max().orElse(0));
  }
}
