package org.medchain.cluster.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.DeferredBytes;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Snapshot;
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

  /** One of this number of snapshots of one node is kept. */
  private static final int SAMPLED = 8;

  private final LeastSquaresFit captureFit = new LeastSquaresFit();
  private final LeastSquaresFit compactionFit = new LeastSquaresFit();
  private final List<CapturedSnapshot> captured = new ArrayList<>();
  private RequestedSnapshot pending = new RequestedSnapshot(0, Bytes.EMPTY, false);
  private double lastKib;
  private int taken;
  private int listened;

  /** A step took a snapshot with this context beside the state. */
  private record RequestedSnapshot(double us, Bytes context, boolean listener) {}

  /**
   * A node's disk writes at a checkpoint.
   *
   * @param height of it
   * @param snapshot its content
   */
  record CapturedSnapshot(long height, Snapshot snapshot) {
    double kib() {
      return CheckpointTimer.kib(snapshot.context(), snapshot.state().bytes());
    }
  }

  /** A replica that does the same. */
  Replica instrument(Replica replica, boolean listener) {
    return input -> {
      long before = MeasurementRounds.cpuNs();
      List<Output> outputs = replica.step(input);
      double us = (MeasurementRounds.cpuNs() - before) / NS_PER_US;
      for (Output output : outputs) {
        switch (output) {
          case Output.TakeSnapshot take ->
              pending = new RequestedSnapshot(us, take.context(), listener);
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
        snapshotTaken(height, state, (MeasurementRounds.cpuNs() - before) / NS_PER_US);
        return DeferredBytes.of(state);
      }
    };
  }

  private void snapshotTaken(long height, Bytes state, double us) {
    taken++;
    lastKib = kib(pending.context(), state);
    captureFit.add(lastKib, pending.us() + us);
    if (pending.listener() && listened++ % SAMPLED == 0) {
      captured.add(new CapturedSnapshot(height, new Snapshot(pending.context(), state)));
    }
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

  /** Some of one node's, the shortest first. */
  List<CapturedSnapshot> captured() {
    return List.copyOf(captured);
  }
}
