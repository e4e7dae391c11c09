package org.medchain.claims.protocols;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.LoadedConfig;

/** What a search for a header costs PBFT, whose certificate proves agreement without it (§3.1). */
final class SealedCostsExperiment implements ClaimExperiment {
  private static final String CLAIM = "sealed-costs";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting("sealed_repeats", 1, 10, "trials with and without the search"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "sealed-costs.yaml", Map.of("repeats", String.valueOf(run.count("sealed_repeats"))));
    TrialGroup all = TrialGroup.run(run, config);
    all.write(
        run,
        "sealed",
        List.of(
            TrialColumn.PROTOCOL,
            TrialColumn.NODES,
            TrialColumn.REPEAT,
            TrialColumn.SEED,
            TrialColumn.LATENCY_P50_MS,
            TrialColumn.THROUGHPUT_TPS,
            TrialColumn.HASHES_PER_TX,
            TrialColumn.VIEW_CHANGES,
            TrialColumn.AGREEMENT_VIOLATIONS));
    TrialGroup sealed = all.of(ProtocolKind.SEALED);
    TrialGroup plain = all.of(ProtocolKind.PBFT);
    ClaimFigures figures = run.figures(CLAIM);
    RatioFigures.add(
        figures,
        "latency_ratio",
        sealed.ratiosTo(plain, TrialColumn.LATENCY_P50_MS),
        "median latency, PBFT with a search divided by PBFT without");
    RatioFigures.add(
        figures,
        "throughput_ratio",
        sealed.ratiosTo(plain, TrialColumn.THROUGHPUT_TPS),
        "requests final a second, PBFT with a search divided by PBFT without");
    figures.value(
        "agreement_violations",
        all.trials().stream().mapToLong(each -> each.chain().agreementViolations()).sum(),
        all.trials().size(),
        "disagreements among correct nodes, with and without a search");
  }
}
