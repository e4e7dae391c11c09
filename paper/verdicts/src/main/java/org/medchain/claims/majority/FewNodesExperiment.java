package org.medchain.claims.majority;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.majority.DisagreementTrials.DisagreementTrial;
import org.medchain.experiments.config.LoadedConfig;

/** Lets f nodes equivocate, tamper and lie, and compares the ledgers of the others. */
final class FewNodesExperiment implements ClaimExperiment {
  private static final String CLAIM = "few-nodes-cannot-alter";
  private static final String ATTACKS = "few_attack_trials";
  private static final String LIES = "few_lie_trials";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(ATTACKS, 12, 120, "trials with f equivocators"),
        new ClaimSetting(LIES, 3, 30, "trials of each other behaviour of f nodes"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    Map<String, List<DisagreementTrial>> trials = new LinkedHashMap<>();
    LoadedConfig attack = run.config("majority-few.yaml", repeats(run, ATTACKS));
    trials.put("equivocation", DisagreementTrials.run(run, attack));
    for (LoadedConfig each :
        SingleAdversaryConfigs.of(run, "majority-few-lies.yaml", repeats(run, LIES))) {
      trials.put(SingleAdversaryConfigs.behaviour(each), DisagreementTrials.run(run, each));
    }
    write(run, trials);
    report(run.figures(CLAIM), trials.values().stream().flatMap(List::stream).toList());
  }

  private static Map<String, String> repeats(ClaimRun run, String setting) {
    return Map.of("repeats", Integer.toString(run.count(setting)));
  }

  private static void write(ClaimRun run, Map<String, List<DisagreementTrial>> trials)
      throws Exception {
    try (RawTable raw =
        run.raw(
            CLAIM,
            "behaviour",
            "faulty",
            "repeat",
            "seed",
            "agreement_violations",
            "differing_heights",
            "replaced_blocks",
            "heights")) {
      trials.forEach(
          (behaviour, all) ->
              all.forEach(
                  each ->
                      raw.row(
                          behaviour,
                          each.result().map(it -> Integer.toString(it.byzantine())).orElse(""),
                          each.cell().repeat(),
                          each.cell().seed(),
                          each.result()
                              .map(it -> Long.toString(it.chain().agreementViolations()))
                              .orElse(""),
                          each.ledgers().differingHeights(),
                          each.ledgers().replacedBlocks(),
                          each.ledgers().heights())));
    }
  }

  private static void report(ClaimFigures figures, List<DisagreementTrial> trials) {
    long altered =
        trials.stream().filter(each -> each.violatesAgreement() || each.altersLedgers()).count();
    long differing = trials.stream().mapToLong(each -> each.ledgers().differingHeights()).sum();
    long heights = trials.stream().mapToLong(each -> each.ledgers().heights()).sum();
    figures.share(
        "altered_share",
        altered,
        trials.size(),
        "trials in which correct nodes have different blocks or states, or lost a stored block");
    figures.value("altered_trials", (double) altered, trials.size(), "the same as a number");
    figures.value("few_trials", trials.size(), trials.size(), "trials with f Byzantine nodes");
    figures.value(
        "differing_blocks",
        heights == 0 ? Double.NaN : (double) differing,
        heights,
        "heights at which correct nodes have different blocks or states");
  }
}
