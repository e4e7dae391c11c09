package org.medchain.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * One trial to run: a point of the grid and a seed. With the code, it determines the trial's result
 * completely (CMP-1).
 *
 * @param number in the grid's order, from 1: a name for files, without influence on the result
 * @param protocol which protocol runs
 * @param nodes n, the number of consensus nodes
 * @param fault their fault
 * @param faultRate nominal share of the faulty ones
 * @param finality what "final" has to withstand
 * @param repeat from 1
 * @param step of a search, from 1; 0 of any other trial
 * @param seed of everything that only this trial draws: latencies, mining, losses
 * @param pairSeed of what both protocols share in this point and repeat: the workload and the
 *     choice of faulty nodes
 * @param config of all trials of the experiment, with the trial's own block interval
 * @param axes its values on the axes that the config makes of its own keys, as texts by the keys'
 *     paths; empty where one means nothing to the protocol (CMP-58)
 */
public record TrialCell(
    int number,
    ProtocolKind protocol,
    int nodes,
    FaultKind fault,
    double faultRate,
    Finality finality,
    int repeat,
    int step,
    long seed,
    long pairSeed,
    ExperimentConfig config,
    Map<String, String> axes) {
  /** What distinguishes its protocol from the others. */
  public Protocol consensus() {
    return consensus(protocol);
  }

  /** What distinguishes one of them from the others. */
  public static Protocol consensus(ProtocolKind kind) {
    return switch (kind) {
      case PBFT -> Pbft.PROTOCOL;
      case SEALED -> Pbft.SEALED;
      case POW -> ProofOfWork.PROTOCOL;
    };
  }

  /** Of the block interval, where its protocol has one in the config. */
  public OptionalDouble blockIntervalS() {
    return protocol.reads(GridKey.BLOCK_INTERVAL.path())
        ? OptionalDouble.of(config.pow().intervalS())
        : OptionalDouble.empty();
  }

  /** Number of faulty nodes: fault rate × nodes, half rounded up (CMP-3). */
  public int faulty() {
    return faulty(faultRate, nodes);
  }

  static int faulty(double rate, int nodes) {
    // In decimals, because 0.145 × 100 in binary fractions is just under 14.5.
    return BigDecimal.valueOf(rate)
        .multiply(BigDecimal.valueOf(nodes))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /** A step of a search, with draws of its own except for the choice of faulty nodes (CMP-52). */
  public TrialCell step(int numberOfStep, WorkloadConfig load) {
    return RecordCopy.of(this).with("step", numberOfStep).with("config", config.with(load)).made();
  }

  /**
   * Its value on an axis, by the key's path, or by the head of the column of one of {@link
   * GridKey}; empty where it has none.
   */
  public Optional<String> coordinate(String name) {
    return GridKey.of(name)
        .map(key -> key.text(this))
        .or(() -> Optional.ofNullable(axes.get(name)))
        .filter(text -> !text.isEmpty());
  }

  /** Of what only this trial draws, in this step. */
  public long ownSeed() {
    return ofStep(seed);
  }

  /** Of the load, which both protocols share. */
  long loadSeed() {
    return ofStep(pairSeed);
  }

  private long ofStep(long whole) {
    return step == 0
        ? whole
        : Hash.of(new Encoder().text("medchain/step").int64(whole).int32(step).toBytes()).w0();
  }

  /** The links of its nodes; empty where all are linked. */
  Optional<NeighbourGraph> neighbours() {
    return neighbours(config, nodes);
  }

  /**
   * The links of proof of work's nodes (CMP-57), of which those that are drawn follow from the
   * experiment's seed; empty where all are linked.
   *
   * @throws IllegalArgumentException in one line with the key, if this number of nodes has no such
   *     graph
   */
  public static Optional<NeighbourGraph> neighbours(ExperimentConfig config, int nodes) {
    return config
        .network()
        .neighbours()
        .map(
            links ->
                NeighbourGraph.of(
                    "network.neighbours",
                    nodes,
                    links,
                    new Encoder().int64(config.seed()).toBytes()));
  }

  /** How long its load is, and what of it is measured. */
  public TrialTiming timing() {
    return TrialTiming.of(this);
  }
}
