package org.medchain.claims.copies;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Ed25519;
import org.medchain.experiments.config.LoadedConfig;

/** Whether correct nodes execute what Byzantine ones, the first primary among them, altered. */
final class MutualVerificationExperiment implements ClaimExperiment {
  private static final String CLAIM = "nodes-verify-each-other";
  private static final String TRIALS = "tampering_trials";
  private static final List<String> BEHAVIOURS = List.of("tampering", "corruption", "forgery");

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
    long executed = 0;
    long unsigned = 0;
    long uncommitted = 0;
    long refused = 0;
    long submitted = 0;
    try (RawTable raw =
        run.raw(CLAIM, "behaviour", "repeat", "executed", "unsigned", "uncommitted", "refused")) {
      for (String behaviour : BEHAVIOURS) {
        for (ObservedTrial<CommittedSignatures> trial : trials(run, behaviour)) {
          CommittedSignatures seen = trial.observer();
          raw.row(
              behaviour,
              trial.result().cell().repeat(),
              seen.requests(),
              seen.unsigned(),
              trial.result().requests().uncommitted(),
              seen.refused());
          executed += seen.requests();
          unsigned += seen.unsigned();
          refused += seen.refused();
          uncommitted += trial.result().requests().uncommitted();
          submitted += trial.result().requests().submitted();
        }
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "unsigned_executed",
        executed == 0 ? Double.NaN : unsigned,
        executed,
        "executed requests whose sender's signature does not hold");
    figures.value(
        "uncommitted", uncommitted, submitted, "requests of honest clients that are not final");
    figures.value(
        "refused_at_correct_nodes",
        refused,
        refused,
        "messages that correct nodes refused with a reason");
  }

  private static List<ObservedTrial<CommittedSignatures>> trials(ClaimRun run, String behaviour)
      throws Exception {
    LoadedConfig config =
        run.config(
            "verify-each-other-" + behaviour + ".yaml",
            Map.of("repeats", Integer.toString(run.count(TRIALS))));
    Set<Integer> byzantine = new TreeSet<>();
    config.experiment().adversaries().forEach(each -> byzantine.addAll(each.nodes()));
    return ClaimTrials.observed(
        run, config, cell -> new CommittedSignatures(new Ed25519(), byzantine));
  }
}
