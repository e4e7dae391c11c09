package org.medchain.claims.majority;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ModelCheck;
import org.medchain.claims.experiment.ModelCheck.ModelVerdict;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.QuorumSizes;

/**
 * Has TLC decide whether nodes that recognise a block by the votes of four of seven, or of five of
 * seven, can decide two blocks.
 */
final class RecognitionQuorumExperiment implements ClaimExperiment {
  private static final String CLAIM = "more-than-half-recognises";
  private static final String VIEWS = "model_views";
  private static final String MODEL = "PbftOne";
  private static final String AGREEMENT = "Agreement";
  private static final int LARGEST_SYSTEM = 100;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(VIEWS, 1, 2, "views of the model with PBFT's quorum, 1 or 2"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    ModelCheck tlc =
        new ModelCheck(run.projectRoot().resolve("spec").resolve("tla"), run.temporary());
    String larger = run.count(VIEWS) > 1 ? "one-n7-2views" : "one-n7-1view";
    run.progress("TLC: quorum 4 of 7");
    ModelVerdict majority = tlc.check(MODEL, "one-n7-q4", AGREEMENT);
    run.progress("TLC: quorum 5 of 7");
    ModelVerdict quorum = tlc.check(MODEL, larger, AGREEMENT);
    try (RawTable raw = run.raw(CLAIM, "model", "config", "quorum", "agreement", "states")) {
      raw.row(MODEL, "one-n7-q4", 4, majority.holds(), majority.states());
      raw.row(MODEL, larger, 5, quorum.holds(), quorum.states());
    }
    ClaimFigures figures = run.figures(CLAIM);
    agreement(figures, "agreement_majority", majority, "4 votes, a simple majority of 7");
    agreement(figures, "agreement_quorum", quorum, "5 votes of 7, the quorum of PBFT");
    figures.value(
        "least_quorum_share",
        IntStream.rangeClosed(QuorumSizes.MIN_NODES, LARGEST_SYSTEM)
            .mapToDouble(nodes -> (double) new QuorumSizes(nodes).size() / nodes)
            .min()
            .orElseThrow(),
        LARGEST_SYSTEM - QuorumSizes.MIN_NODES + 1,
        "least share of the nodes that is a quorum here, of 4 to 100 nodes");
  }

  private static void agreement(
      ClaimFigures figures, String metric, ModelVerdict verdict, String with) {
    figures.value(
        metric,
        verdict.holds() ? 1 : 0,
        verdict.states(),
        "1 if no two correct nodes decide different blocks with " + with + "; 0 if some do");
  }
}
