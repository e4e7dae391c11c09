package org.medchain.cluster.calibrate;

import java.util.List;

/**
 * A node's costs of a checkpoint, as straight lines over the length of state and client table in
 * KiB: of replica and contract in runs with checkpoints. No vote waits for the disk (STO-32).
 *
 * @param us processor time of all threads, in µs
 * @param usPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(MedianEstimate us, MedianEstimate usPerKib, double kib) {
  private static final int WARM = 1;

  static CheckpointCosts measure(InstrumentedSimulation played, int plays) {
    List<CheckpointTimer> runs =
        MeasurementRounds.afterWarmUp(
            WARM,
            plays,
            i ->
                played.checkpoints(
                    InstrumentedSimulation.DEFAULT_INTERVAL, InstrumentedSimulation.FULL_RUN_NS));
    return new CheckpointCosts(
        MedianEstimate.of(runs, CheckpointTimer::us),
        MedianEstimate.of(runs, CheckpointTimer::usPerKib),
        runs.stream().mapToDouble(CheckpointTimer::longestKib).max().orElse(0));
  }
}
