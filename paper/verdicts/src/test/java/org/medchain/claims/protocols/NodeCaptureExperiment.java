package org.medchain.claims.protocols;

import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.theory.PbftAvailability;
import org.medchain.comparison.theory.RandomCommittee;
import org.medchain.consensus.QuorumSizes;

/** Computes how probable it is that too many nodes are captured, for more and more nodes. */
final class NodeCaptureExperiment {
  private static final String CLAIM = "majority-harder-with-n";
  private static final int FEWEST = QuorumSizes.MIN_NODES;
  private static final int MOST = 100;

  /** Of one node's capture, in percent. */
  private static final List<Integer> PERCENT = List.of(5, 10, 20, 30, 40);

  private NodeCaptureExperiment() {}

  static void run(ClaimRun run) throws Exception {
    int population = run.count("capture_population");
    try (RawTable raw =
        run.raw(CLAIM, "probability, nodes, more_than_f, more_than_half, more_than_f_drawn")) {
      for (int percent : PERCENT) {
        for (int nodes = FEWEST; nodes <= MOST; nodes++) {
          raw.row(
              probability(percent),
              nodes,
              moreThanF(nodes, percent),
              moreThanHalf(nodes, percent),
              drawn(nodes, percent, population));
        }
      }
    }
  }

  private static double probability(int percent) {
    return percent / 100.0;
  }

  /** As with crashes: more than f are captured where fewer than n − f are left. */
  private static double moreThanF(int nodes, int percent) {
    int left = nodes - new QuorumSizes(nodes).faulty();
    return new PbftAvailability(nodes, left).unavailability(probability(percent));
  }

  private static double moreThanHalf(int nodes, int percent) {
    return new PbftAvailability(nodes, nodes - nodes / 2).unavailability(probability(percent));
  }

  private static double drawn(int nodes, int percent, int population) {
    int captured = Math.toIntExact(Math.round(probability(percent) * population));
    return new RandomCommittee(population, captured, nodes)
        .faultyTail(new QuorumSizes(nodes).faulty());
  }
}
