package org.medchain.cluster.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Bytes;

/**
 * A clock at the doors of replicas and contracts for what they do at checkpoints: encoding and
 * hashing the client table, encoding the state, and writing the log anew. All in µs of processor
 * time, over the snapshot's length in KiB.
 */
final class PlayedCheckpoints {
  private static final double NS_PER_US = 1e3;
  private static final double KIB = 1024;

  /** Every so many snapshots of one node one is kept. */
  private static final int SAMPLED = 8;

  private final FittedLine taking = new FittedLine();
  private final FittedLine compacting = new FittedLine();
  private final List<Kept> kept = new ArrayList<>();
  private Asked asked = new Asked(0, Bytes.EMPTY, false);
  private double lastKib;
  private int taken;
  private int listened;

  /** A step asked for a snapshot with this beside the state. */
  private record Asked(double us, Bytes context, boolean listener) {}

  /**
   * What a node hands to its disk at a checkpoint.
   *
   * @param height of it
   * @param snapshot its content
   */
  record Kept(long height, Snapshot snapshot) {
    double kib() {
      return PlayedCheckpoints.kib(snapshot.context(), snapshot.state());
    }
  }

  /** A replica that does the same. */
  Replica around(Replica replica, boolean listener) {
    return input -> {
      long before = Rounds.cpuNs();
      List<Output> outputs = replica.step(input);
      double us = (Rounds.cpuNs() - before) / NS_PER_US;
      for (Output output : outputs) {
        switch (output) {
          case Output.TakeSnapshot take -> asked = new Asked(us, take.context(), listener);
          case Output.Truncate truncate -> compacting.add(lastKib, us);
          default -> {}
        }
      }
      return outputs;
    };
  }

  /** A state machine that does the same. */
  StateMachine around(StateMachine machine) {
    return new ForwardedMachine(machine) {
      @Override
      public Bytes snapshot(long height) {
        long before = Rounds.cpuNs();
        Bytes state = super.snapshot(height);
        took(height, state, (Rounds.cpuNs() - before) / NS_PER_US);
        return state;
      }
    };
  }

  private void took(long height, Bytes state, double us) {
    taken++;
    lastKib = kib(asked.context(), state);
    taking.add(lastKib, asked.us() + us);
    if (asked.listener() && listened++ % SAMPLED == 0) {
      kept.add(new Kept(height, new Snapshot(asked.context(), state)));
    }
  }

  private static double kib(Bytes context, Bytes state) {
    return (context.size() + state.size()) / KIB;
  }

  /** Processor time of a node's thread for any checkpoint. */
  double us() {
    return taking.height() + compacting.height();
  }

  /** The same for each KiB. */
  double usPerKib() {
    return taking.slope() + compacting.slope();
  }

  /** Snapshots of all nodes together. */
  int taken() {
    return taken;
  }

  /** Some of one node's, the shortest first. */
  List<Kept> kept() {
    return List.copyOf(kept);
  }
}
