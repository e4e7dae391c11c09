package org.medchain.experiments.decide;

import java.util.List;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.consensus.QuorumSizes;

/**
 * Where something was measured, or is asked.
 *
 * @param protocol of the chain
 * @param nodes n
 * @param faulty how many of them send nothing
 * @param rttMs round trip between two nodes, in the median
 * @param rateTps requests offered a second
 * @param saturationTps the most that becomes final a second there; 0 where that is asked
 */
record ChoicePoint(
    ProtocolKind protocol,
    int nodes,
    int faulty,
    double rttMs,
    double rateTps,
    double saturationTps) {
  /** Of proof of work's finality, as in the cells (decision 0034). */
  private static final double EPSILON = 0.001;

  private static final int FLOOR = 6;
  private static final int CAP = 100;
  private static final int STEEPNESS = 3;

  /** How many faulty ones a quorum is sized for, f. */
  static int tolerated(int nodes) {
    return new QuorumSizes(nodes).faulty();
  }

  /** How much rarer blocks are without the faulty ones' hash power. */
  double blockFactor() {
    return protocol.votes() ? 1 : 1 / (1 - (double) faulty / nodes);
  }

  /**
   * How a time grows there for reasons that need no interpolation: proof of work waits for k blocks
   * of the honest miners, and k follows from f / n.
   */
  double factor() {
    double share = (double) tolerated(nodes) / nodes;
    int blocks =
        protocol.votes() ? 1 : ConfirmationDepth.required(share, EPSILON, FLOOR, CAP).count();
    return blocks * blockFactor();
  }

  /**
   * Faulty ones as a share of those that a quorum can do without, to the third power: it waits for
   * the slowest of its members, which is steep where all others are needed.
   */
  private double faultShare() {
    int spare = nodes - new QuorumSizes(nodes).size();
    return protocol.votes()
        ? Math.pow((double) faulty / spare, STEEPNESS)
        : (double) faulty / nodes;
  }

  /**
   * By the logarithm for PBFT, whose batches fill sooner under load; else as the mean length of a
   * queue for blocks that come by chance.
   */
  private double load() {
    double share = rateTps / saturationTps;
    return protocol == ProtocolKind.PBFT
        ? Math.log(rateTps) / Math.log(saturationTps)
        : share / (1 - share);
  }

  /** Coordinates on which latency is interpolated. */
  List<Double> latencyAt() {
    return List.of(Math.log(nodes), faultShare(), rttMs, load());
  }

  /**
   * Coordinates on which a request's share of the time is: votes to check grow with n, and the
   * slower of processors and ways decides.
   */
  List<Double> saturationAt() {
    return List.of((double) nodes * nodes, faultShare(), rttMs * rttMs);
  }
}
