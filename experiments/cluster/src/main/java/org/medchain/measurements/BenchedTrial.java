package org.medchain.measurements;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ArrivalProcess;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * One trial of the benchmark: a protocol, a number of nodes and a length (SIM-41). It is a cell of
 * a config like any other, with batches, checkpoints, pipelining, a bandwidth, and faults that are
 * planned: one node is slow for a fifth of the load, and later one is silent, so that every message
 * asks whether a fault touches it. No quorum is lost.
 *
 * @param heights that the load lasts for, about
 */
record BenchedTrial(ProtocolKind protocol, int nodes, int heights) {
  /** As many as fill a block. */
  private static final int BATCH = 10;

  private static final int CLIENTS = 20;

  /** PBFT's heights a second: few enough that a hundred megabits a second carry them. */
  private static final double MAX_HEIGHTS_A_SECOND = 20;

  private static final double NODE_HEIGHTS_A_SECOND = 2000;

  private static final double POW_INTERVAL_S = 10;

  /** A search of a second, and the three phases of a height. */
  private static final double SEALED_HEIGHT_S = 1.25;

  private static final double DRAIN_S = 5;

  /** Fewer hold no steady state at all. */
  private static final int LEAST_HEIGHTS = 5;

  /** With as many heights as a number of messages pays for, but no more than {@code most}. */
  static BenchedTrial bounded(ProtocolKind protocol, int nodes, long messages, int most) {
    long affordable = messages / messagesOfAHeight(protocol, nodes);
    return new BenchedTrial(
        protocol, nodes, (int) Math.max(LEAST_HEIGHTS, Math.min(most, affordable)));
  }

  /** Roughly: phases, or a block and an announcement for each node; requests and replies. */
  private static long messagesOfAHeight(ProtocolKind protocol, int nodes) {
    long withClients = 2L * BATCH * nodes;
    return withClients + (protocol.votes() ? 2L * nodes * nodes : 2L * nodes);
  }

  /** Seconds of virtual time from one height to the next. */
  private double heightS() {
    return switch (protocol) {
      case PBFT -> 1 / Math.min(MAX_HEIGHTS_A_SECOND, NODE_HEIGHTS_A_SECOND / nodes);
      case SEALED -> SEALED_HEIGHT_S;
      case POW -> POW_INTERVAL_S;
    };
  }

  /** The cell, with a seed that depends on the protocol and the number of nodes alone. */
  TrialCell cell() {
    ExperimentConfig plain =
        ExperimentConfig.of("bench-simulator", List.of(protocol), List.of(nodes));
    double loadS = heights * heightS();
    return TrialGrid.of(
            RecordCopy.with(
                plain,
                Map.of(
                    "repeats", RepeatsConfig.of(1),
                    "workload", workload(plain.workload(), loadS),
                    "pbft", pbft(plain.pbft()),
                    "pow", plain.pow().withInterval(POW_INTERVAL_S),
                    "faultPlan", faults(loadS))))
        .getFirst();
  }

  private WorkloadConfig workload(WorkloadConfig plain, double loadS) {
    return RecordCopy.with(
        plain,
        Map.of(
            "rateTps",
            BATCH / heightS(),
            "arrivals",
            ArrivalProcess.CONSTANT,
            "clients",
            CLIENTS,
            "durationS",
            OptionalDouble.of(loadS),
            "warmupS",
            OptionalDouble.of(0),
            "drainS",
            OptionalDouble.of(DRAIN_S)));
  }

  /** Small blocks that wait until they are full. */
  private PbftConfig pbft(PbftConfig plain) {
    return RecordCopy.with(
        plain,
        Map.of(
            "batchTransactions",
            BATCH,
            "batchDelayMs",
            2000 * heightS(),
            "viewTimeoutMs",
            2000 * heightS() + plain.viewTimeoutMs()));
  }

  private List<PlannedFault> faults(double loadS) {
    return List.of(
        new Fault.Delay(List.of(nodes - 1), 0.2 * loadS, 0.4 * loadS, 5),
        new Fault.Silence(List.of(nodes - 2), 0.6 * loadS, 0.8 * loadS));
  }
}
