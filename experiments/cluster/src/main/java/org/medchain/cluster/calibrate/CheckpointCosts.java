package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A node's costs of a checkpoint, as straight lines over the length of state and client table in
 * KiB: of replica, contract and store in runs with checkpoints, and on disks.
 *
 * @param us processor time of all threads, in µs
 * @param usPerKib the same for each KiB
 * @param forceUs how much longer than a force of the log the disk takes, in µs
 * @param forceUsPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(
    MedianEstimate us,
    MedianEstimate usPerKib,
    MedianEstimate forceUs,
    MedianEstimate forceUsPerKib,
    double kib) {
  private static final int WARM = 1;

  static CheckpointCosts measure(
      Path place, InstrumentedSimulation played, FsyncCosts forces, int plays, int rounds)
      throws IOException, InterruptedException {
    return measure(
        place,
        played,
        forces,
        plays,
        rounds,
        InstrumentedSimulation.DEFAULT_INTERVAL,
        InstrumentedSimulation.FULL_RUN_NS);
  }

  /** The same with a checkpoint interval in heights, in runs of this virtual time in ns. */
  static CheckpointCosts measure(
      Path place,
      InstrumentedSimulation played,
      FsyncCosts forces,
      int plays,
      int rounds,
      int interval,
      long ns)
      throws IOException, InterruptedException {
    List<CheckpointTimer> runs =
        MeasurementRounds.afterWarmUp(WARM, plays, i -> played.checkpoints(interval, ns));
    List<CheckpointTimer.CapturedSnapshot> kept = runs.getLast().captured();
    SnapshotCosts keeping = SnapshotCosts.measure(place, played.blocks(), kept, rounds);
    return new CheckpointCosts(
        MedianEstimate.of(runs, CheckpointTimer::us).plus(keeping.us()),
        MedianEstimate.of(runs, CheckpointTimer::usPerKib).plus(keeping.usPerKib()),
        keeping.forceUs().minus(SnapshotCosts.FORCES * forces.together().median()),
        keeping.forceUsPerKib(),
        kept.stream().mapToDouble(CheckpointTimer.CapturedSnapshot::kib).max().orElse(0));
  }
}
