package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.majority.DisagreementTrials.DisagreementTrial;
import org.medchain.consensus.Quorum;
import org.medchain.experiments.config.LoadedConfig;

/** Lets f, f + 1 and more than half of the nodes of PBFT collude. */
final class PbftMajorityExperiment implements ClaimExperiment {
  private static final String CLAIM = "majority-alters-pbft";
  private static final String TRIALS = "pbft_majority_trials";
  private static final String NODES = "pbft_majority_nodes";
  private static final int FIRST_NODES = 7;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(TRIALS, 6, 60, "trials of each number of colluding nodes"),
        new ClaimSetting(NODES, FIRST_NODES, 16, "a second number of nodes, beside 7"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    List<DisagreementTrial> few = new ArrayList<>();
    List<DisagreementTrial> onePlus = new ArrayList<>();
    List<DisagreementTrial> half = new ArrayList<>();
    for (int nodes : List.of(FIRST_NODES, run.count(NODES)).stream().distinct().toList()) {
      int tolerated = new Quorum(nodes).faulty();
      int majority = FaultRates.majority(nodes);
      for (DisagreementTrial each :
          DisagreementTrials.run(run, config(run, nodes, tolerated, majority))) {
        int colluding = each.cell().faulty();
        (colluding == majority ? half : colluding > tolerated ? onePlus : few).add(each);
      }
    }
    write(run, List.of(few, onePlus, half));
    ClaimFigures figures = run.figures(CLAIM);
    violations(figures, "violated_share_f", few, "f colluding nodes");
    violations(figures, "violated_share_f_plus_1", onePlus, "f + 1 colluding nodes, under half");
    violations(figures, "violated_share_majority", half, "more than half of the nodes colluding");
    long stored = half.stream().mapToLong(each -> each.ledgers().heights()).sum();
    long replaced = half.stream().mapToLong(each -> each.ledgers().replacedBlocks()).sum();
    figures.value(
        "stored_blocks_replaced",
        stored == 0 ? Double.NaN : (double) replaced,
        stored,
        "blocks that a correct node had stored and lost to more than half of the nodes");
  }

  private static LoadedConfig config(ClaimRun run, int nodes, int tolerated, int majority)
      throws Exception {
    return run.config(
        "majority-pbft.yaml",
        Map.of(
            "nodes", "[" + nodes + "]",
            "fault_rates", FaultRates.of(nodes, tolerated, tolerated + 1, majority),
            "repeats", Integer.toString(run.count(TRIALS))));
  }

  private static void violations(
      ClaimFigures figures, String metric, List<DisagreementTrial> trials, String with) {
    figures.share(
        metric,
        trials.stream().filter(DisagreementTrial::violatesAgreement).count(),
        trials.size(),
        "trials with violations of agreement, with " + with);
  }

  private static void write(ClaimRun run, List<List<DisagreementTrial>> trials) throws Exception {
    try (RawTable raw =
        run.raw(
            CLAIM,
            "nodes",
            "colluding",
            "repeat",
            "seed",
            "agreement_violations",
            "differing_heights",
            "replaced_blocks",
            "heights")) {
      trials.stream()
          .flatMap(List::stream)
          .forEach(
              each ->
                  raw.row(
                      each.cell().nodes(),
                      each.cell().faulty(),
                      each.cell().repeat(),
                      each.cell().seed(),
                      each.result()
                          .map(it -> Long.toString(it.chain().agreementViolations()))
                          .orElse(""),
                      each.ledgers().differingHeights(),
                      each.ledgers().replacedBlocks(),
                      each.ledgers().heights()));
    }
  }
}
