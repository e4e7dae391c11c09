package org.medchain.claims.protocols;

import java.util.stream.IntStream;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.protocols.ModelCheck.ModelVerdict;
import org.medchain.consensus.QuorumSizes;

/**
 * Has TLC decide whether nodes that recognise a block by the votes of four of seven, or of five of
 * seven, can decide two blocks.
 */
final class RecognitionQuorumExperiment {
  private static final String CLAIM = "more-than-half-recognises";
  private static final String MODEL = "PbftOne";
  private static final String AGREEMENT = "Agreement";
  private static final int LARGEST_SYSTEM = 100;

  private RecognitionQuorumExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ModelCheck tlc =
        new ModelCheck(run.projectRoot().resolve("spec").resolve("tla"), run.temporary());
    String larger = run.count("model_views") > 1 ? "one-n7-2views" : "one-n7-1view";
    run.progress("TLC: quorum 4 of 7");
    ModelVerdict majority = tlc.check(MODEL, "one-n7-q4", AGREEMENT);
    run.progress("TLC: quorum 5 of 7");
    ModelVerdict quorum = tlc.check(MODEL, larger, AGREEMENT);
    try (RawTable raw = run.raw(CLAIM, "model, config, quorum, agreement, states")) {
      raw.row(MODEL, "one-n7-q4", 4, majority.holds(), majority.states());
      raw.row(MODEL, larger, 5, quorum.holds(), quorum.states());
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "least_quorum_share",
        IntStream.rangeClosed(QuorumSizes.MIN_NODES, LARGEST_SYSTEM)
            .mapToDouble(nodes -> (double) new QuorumSizes(nodes).size() / nodes)
            .min()
            .orElseThrow(),
        LARGEST_SYSTEM - QuorumSizes.MIN_NODES + 1,
        "least share of the nodes that is a quorum here, of 4 to 100 nodes");
  }
}
