package org.medchain.cluster.calibrate;

import java.util.List;
import org.medchain.consensus.DeferredBytes;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Bytes;

/**
 * Measures replicas and contracts at checkpoints: encoding and hashing the client table, encoding
 * the state, and compacting the log. All in µs of processor time, over the snapshot's length in
 * KiB.
 */
final class CheckpointTimer {
  private static final double NS_PER_US = 1e3;
  private static final double KIB = 1024;

  private final LeastSquaresFit captureFit = new LeastSquaresFit();
  private final LeastSquaresFit compactionFit = new LeastSquaresFit();
  private RequestedSnapshot pending = new RequestedSnapshot(0, Bytes.EMPTY);
  private double lastKib;
  private int taken;
  private double longestKib;

  /** A step took a snapshot with this context beside the state. */
  private record RequestedSnapshot(double us, Bytes context) {}

  /** A replica that does the same. */
  Replica instrument(Replica replica) {
    return input -> {
      long before = MeasurementRounds.cpuNs();
      List<Output> outputs = replica.step(input);
      double us = (MeasurementRounds.cpuNs() - before) / NS_PER_US;
      for (Output output : outputs) {
        switch (output) {
          case Output.TakeSnapshot take -> pending = new RequestedSnapshot(us, take.context());
          case Output.Truncate truncate -> compactionFit.add(lastKib, us);
          default -> {}
        }
      }
      return outputs;
    };
  }

  /** A state machine that does the same. */
  StateMachine instrument(StateMachine machine) {
    return new DelegatingStateMachine(machine) {
      @Override
      public DeferredBytes snapshot(long height) {
        long before = MeasurementRounds.cpuNs();
        Bytes state = super.snapshot(height).bytes();
        snapshotTaken(state, (MeasurementRounds.cpuNs() - before) / NS_PER_US);
        return DeferredBytes.of(state);
      }
    };
  }

  private void snapshotTaken(Bytes state, double us) {
    taken++;
    lastKib = kib(pending.context(), state);
    captureFit.add(lastKib, pending.us() + us);
    longestKib = Math.max(longestKib, lastKib);
  }

  private static double kib(Bytes context, Bytes state) {
    return (context.size() + state.size()) / KIB;
  }

  /** Processor time of a node's thread for any checkpoint. */
  double us() {
    return captureFit.intercept() + compactionFit.intercept();
  }

  /** The same for each KiB. */
  double usPerKib() {
    return captureFit.slope() + compactionFit.slope();
  }

  /** Snapshots of all nodes together. */
  int taken() {
    return taken;
  }

  /** Length of the longest one. */
  double longestKib() {
    return longestKib;
  }
}
