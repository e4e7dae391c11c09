package org.medchain.claims.protocols;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.LoadedConfig;

/**
 * How much sooner a request is final under PBFT than under proof of work, where final withstands
 * the same attacker under both (paper §3.2.3, "strong immediacy").
 */
final class ImmediacyExperiment implements ClaimExperiment {
  private static final String CLAIM = "immediacy";
  private static final double MS_PER_S = 1000;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(new ClaimSetting("immediacy_repeats", 3, 30, "trials of each point"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    compare(run, "immediacy-intervals.yaml", "latency-by-interval");
    compare(run, "immediacy-nodes.yaml", "latency-by-nodes");
  }

  private static void compare(ClaimRun run, String file, String raw) throws Exception {
    LoadedConfig config =
        run.config(file, Map.of("repeats", String.valueOf(run.count("immediacy_repeats"))));
    TrialGroup all = TrialGroup.run(run, config);
    all.write(
        run,
        raw,
        List.of(
            TrialColumn.PROTOCOL,
            TrialColumn.NODES,
            TrialColumn.BLOCK_INTERVAL_S,
            TrialColumn.REPEAT,
            TrialColumn.SEED,
            TrialColumn.CONFIRMATIONS,
            TrialColumn.COMMITTED,
            TrialColumn.LATENCY_P50_MS));
    for (int nodes : config.experiment().nodes()) {
      TrialGroup here = all.withNodes(nodes);
      for (double interval : config.experiment().pow().blockIntervalS()) {
        RatioFigures.add(
            run.figures(CLAIM),
            "latency_ratio_n" + nodes + "_" + words(interval),
            here.of(ProtocolKind.POW)
                .withInterval(interval)
                .ratiosTo(here.of(ProtocolKind.PBFT), TrialColumn.LATENCY_P50_MS),
            String.format(
                Locale.ROOT,
                "median latency, proof of work with blocks every %s s divided by PBFT, %d nodes",
                interval,
                nodes));
      }
    }
  }

  /** A time for a metric's name: whole seconds, or ms. */
  private static String words(double seconds) {
    return seconds == Math.rint(seconds)
        ? Math.round(seconds) + "s"
        : Math.round(seconds * MS_PER_S) + "ms";
  }
}
