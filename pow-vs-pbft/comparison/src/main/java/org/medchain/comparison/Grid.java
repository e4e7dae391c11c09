package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Protocol;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * All trials of an experiment: node counts × faults × fault rates × repeats × protocols, the last
 * running fastest, so that the trials to compare stand side by side.
 *
 * <p>A trial's seed is a hash of the experiment's seed and of what the trial is, never of where it
 * stands: more node counts, rates or repeats, or another order, leave the other trials' results as
 * they were (CMP-2).
 */
public final class Grid {
  /** Seeds are kept to 53 bits, so that any tool reads them from a table without rounding. */
  private static final long SEED_MASK = (1L << 53) - 1;

  private Grid() {}

  /** The trials of {@code config}, numbered from 1. */
  public static List<TrialCell> of(ExperimentConfig config) {
    List<TrialCell> cells = new ArrayList<>();
    for (int nodes : config.nodes()) {
      for (FaultKind fault : config.faults()) {
        for (double rate : config.faultRates()) {
          for (int repeat = 1; repeat <= config.repeats(); repeat++) {
            for (Protocol protocol : config.protocols()) {
              cells.add(cell(cells.size() + 1, config, protocol, nodes, fault, rate, repeat));
            }
          }
        }
      }
    }
    return cells;
  }

  private static TrialCell cell(
      int number,
      ExperimentConfig config,
      Protocol protocol,
      int nodes,
      FaultKind fault,
      double rate,
      int repeat) {
    long seed = seed(config.seed(), Optional.of(protocol), nodes, fault, rate, repeat);
    long pairSeed = seed(config.seed(), Optional.empty(), nodes, fault, rate, repeat);
    return new TrialCell(number, protocol, nodes, fault, rate, repeat, seed, pairSeed, config);
  }

  private static long seed(
      long root, Optional<Protocol> protocol, int nodes, FaultKind fault, double rate, int repeat) {
    Encoder identity =
        new Encoder()
            .text("medchain/trial")
            .int64(root)
            .text(protocol.map(Protocol::key).orElse("both"))
            .int32(nodes)
            .text(fault.key())
            .int64(Double.doubleToLongBits(rate))
            .int32(repeat);
    return Hash.of(identity.toBytes()).w0() & SEED_MASK;
  }
}
