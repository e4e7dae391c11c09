package org.medchain.cluster.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * A node's costs of a checkpoint, as straight lines over the length of state and client table in
 * KiB: of replica and contract in runs with checkpoints. No vote waits for the disk (STO-30).
 *
 * @param us processor time of all threads, in µs
 * @param usPerKib the same for each KiB
 * @param kib length of the longest snapshot that it was measured with
 */
record CheckpointCosts(MedianEstimate us, MedianEstimate usPerKib, double kib) {
  private static final int WARM = 1;

  static CheckpointCosts measure(InstrumentedSimulation played, int plays) {
    List<Double> us = new ArrayList<>();
    List<Double> usPerKib = new ArrayList<>();
    double longest = 0;
    for (int i = -WARM; i < plays; i++) {
      CheckpointTimer checkpoints =
          played.checkpoints(
              InstrumentedSimulation.DEFAULT_INTERVAL, InstrumentedSimulation.FULL_RUN_NS);
      if (i >= 0) {
        us.add(checkpoints.us());
        usPerKib.add(checkpoints.usPerKib());
        longest = Math.max(longest, checkpoints.longestKib());
      }
    }
    return new CheckpointCosts(MedianEstimate.of(us), MedianEstimate.of(usPerKib), longest);
  }
}
