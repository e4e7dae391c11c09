package org.medchain.claims.majority;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.config.DefaultBehaviours;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.TrialVerdict;
import org.medchain.experiments.config.LoadedConfig;

/** Has one member of four show each Byzantine behaviour that there is for PBFT. */
final class ByzantineBehavioursExperiment implements ClaimExperiment {
  private static final String CLAIM = "withstands-attacks";
  private static final String TRIALS = "behaviour_trials";
  private static final String FILE = "majority-attacks.yaml";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting(TRIALS, 1, 10, "trials of each behaviour"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    Set<Class<?>> shown = new LinkedHashSet<>();
    int trials = 0;
    int passed = 0;
    try (RawTable raw =
        run.raw(CLAIM, "behaviour", "repeat", "seed", "submitted", "committed", "verdict", "why")) {
      for (LoadedConfig config :
          SingleAdversaryConfigs.of(
              run, FILE, Map.of("repeats", Integer.toString(run.count(TRIALS))))) {
        shown.add(config.experiment().adversaries().getFirst().behaviour().getClass());
        for (TrialResult each : ClaimTrials.run(run, config)) {
          write(raw, SingleAdversaryConfigs.behaviour(config), each);
          trials++;
          passed += each.verdict() == TrialVerdict.PASS ? 1 : 0;
        }
      }
    }
    requireAll(shown);
    ClaimFigures figures = run.figures(CLAIM);
    figures.share(
        "passed_share",
        passed,
        trials,
        "trials in which correct nodes agreed and every request became final");
    figures.value("behaviours", shown.size(), shown.size(), "Byzantine behaviours that were shown");
  }

  private static void write(RawTable raw, String behaviour, TrialResult trial) {
    raw.row(
        behaviour,
        trial.cell().repeat(),
        trial.cell().seed(),
        trial.requests().submitted(),
        trial.requests().committed(),
        trial.verdict().key(),
        trial.verdict() == TrialVerdict.PASS ? "" : trial.reason().orElse(""));
  }

  /** The claim is about all behaviours, so a new one needs its item in the file. */
  private static void requireAll(Set<Class<?>> shown) {
    for (BehaviourConfig each : DefaultBehaviours.all()) {
      if (each.appliesTo(ProtocolKind.PBFT) && !shown.contains(each.getClass())) {
        throw new IllegalStateException(
            "paper/configs/" + FILE + " has no item for " + each.getClass().getSimpleName());
      }
    }
  }
}
