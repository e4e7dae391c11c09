package org.medchain.claims.majority;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.theory.ReversalProbability;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.config.LoadedConfig;

/** Lets pools with less and more than half of the hash power take back a payment. */
final class PowMajorityExperiment implements ClaimExperiment {
  private static final String CLAIM = "majority-alters-pow";
  private static final String TRIALS = "pow_majority_trials";
  private static final String BETWEEN = "pow_between_trials";
  private static final String POOL = "majority-pow.yaml";
  private static final String ONE_NODE = "majority-pow-one-node.yaml";

  /**
   * Trials of one attacker.
   *
   * @param attacker in words
   * @param share of the hash power
   */
  private record AttackTrials(String attacker, double share, List<TrialResult> trials) {}

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(TRIALS, 5, 80, "trials of each attacker but the next one"),
        // A probability that is neither 0 nor 1 takes more of them to be seen.
        new ClaimSetting(BETWEEN, 10, 80, "trials of a pool of f + 1 nodes"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    int nodes = run.config(POOL, Map.of()).experiment().nodes().getFirst();
    int tolerated = new QuorumSizes(nodes).faulty();
    AttackTrials few = pool(run, nodes, tolerated, TRIALS);
    AttackTrials between = pool(run, nodes, tolerated + 1, BETWEEN);
    AttackTrials half = pool(run, nodes, FaultRates.majority(nodes), TRIALS);
    AttackTrials one = oneNode(run);
    write(run, List.of(few, between, half, one));
    ClaimFigures figures = run.figures(CLAIM);
    reversals(figures, "reversed_share_f", few);
    reversals(figures, "reversed_share_f_plus_1", between);
    reversals(figures, "reversed_share_majority", half);
    reversals(figures, "reversed_share_one_node", one);
    int confirmations = between.trials().getFirst().chain().confirmations().orElseThrow();
    figures.value("confirmations", confirmations, 1, "k, chosen for f / n of the hash power");
    figures.value(
        "closed_form_f_plus_1",
        ReversalProbability.exact(between.share(), confirmations),
        1,
        "probability that a pool of f + 1 nodes reverses k confirmations, in theory");
  }

  private static AttackTrials pool(ClaimRun run, int nodes, int faulty, String setting)
      throws Exception {
    LoadedConfig config =
        run.config(
            POOL,
            Map.of(
                "fault_rates", FaultRates.of(nodes, faulty),
                "repeats", Integer.toString(run.count(setting))));
    return new AttackTrials(
        faulty + " of " + nodes + " nodes", (double) faulty / nodes, ClaimTrials.run(run, config));
  }

  private static AttackTrials oneNode(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(ONE_NODE, Map.of("repeats", Integer.toString(run.count(TRIALS))));
    int attacker = config.experiment().adversaries().getFirst().nodes().getFirst();
    int nodes = config.experiment().nodes().getFirst();
    double share = config.experiment().pow().hashPowerShares(nodes).get(attacker);
    return new AttackTrials("one node", share, ClaimTrials.run(run, config));
  }

  private static boolean isReversed(TrialResult trial) {
    return trial.chain().agreementViolations() > 0;
  }

  private static void reversals(ClaimFigures figures, String metric, AttackTrials attack) {
    figures.share(
        metric,
        attack.trials().stream().filter(PowMajorityExperiment::isReversed).count(),
        attack.trials().size(),
        "trials with a reversed final block, attacked by " + attack.attacker());
  }

  private static void write(ClaimRun run, List<AttackTrials> attacks) throws Exception {
    try (RawTable raw =
        run.raw(
            CLAIM,
            "attacker",
            "hash_power_share",
            "repeat",
            "seed",
            "confirmations",
            "agreement_violations",
            "virtual_s")) {
      for (AttackTrials attack : attacks) {
        for (TrialResult each : attack.trials()) {
          raw.row(
              attack.attacker(),
              attack.share(),
              each.cell().repeat(),
              each.cell().seed(),
              each.chain().confirmations().orElseThrow(),
              each.chain().agreementViolations(),
              each.virtualS());
        }
      }
    }
  }
}
