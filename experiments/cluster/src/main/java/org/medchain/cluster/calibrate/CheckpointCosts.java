package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a checkpoint costs a node, as straight lines over the length of state and client table in
 * KiB: what replica, contract and store do in plays that have checkpoints, and on disks.
 *
 * @param us processor time of all threads, in µs
 * @param usPerKib the same for each KiB
 * @param forceUs how much longer than a force of the log the disk takes, in µs
 * @param forceUsPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(
    Measured us, Measured usPerKib, Measured forceUs, Measured forceUsPerKib, double kib) {
  private static final int WARM = 1;

  static CheckpointCosts measure(
      Path place, PlayedReplicas played, ForceCosts forces, int plays, int rounds)
      throws IOException, InterruptedException {
    return measure(
        place,
        played,
        forces,
        plays,
        rounds,
        PlayedReplicas.USUAL_INTERVAL,
        PlayedReplicas.WHOLE_NS);
  }

  /** The same with a checkpoint every so many heights, in plays of so many virtual ns. */
  static CheckpointCosts measure(
      Path place,
      PlayedReplicas played,
      ForceCosts forces,
      int plays,
      int rounds,
      int interval,
      long ns)
      throws IOException, InterruptedException {
    List<Double> us = new ArrayList<>();
    List<Double> usPerKib = new ArrayList<>();
    List<PlayedCheckpoints.Kept> kept = List.of();
    for (int i = -WARM; i < plays; i++) {
      PlayedCheckpoints checkpoints = played.checkpoints(interval, ns);
      if (i >= 0) {
        us.add(checkpoints.us());
        usPerKib.add(checkpoints.usPerKib());
        kept = checkpoints.kept();
      }
    }
    KeepingCosts keeping = KeepingCosts.measure(place, played.blocks(), kept, rounds);
    return new CheckpointCosts(
        Measured.of(us).plus(keeping.us()),
        Measured.of(usPerKib).plus(keeping.usPerKib()),
        keeping.forceUs().minus(KeepingCosts.FORCES * forces.together().median()),
        keeping.forceUsPerKib(),
        kept.stream().mapToDouble(PlayedCheckpoints.Kept::kib).max().orElse(0));
  }
}
