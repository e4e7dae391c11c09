package org.medchain.claims.protocols;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.theory.RandomCommittee;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Requests that become final a second while always more wait than can be carried: PBFT beside proof
 * of work (paper §3.2.3, "large volume"), how it falls with more nodes, and what helps. A closed
 * load with thousands of requests in flight keeps both busy.
 */
final class SaturatedThroughputExperiment implements ClaimExperiment {
  private static final String VOLUME = "large-volume";
  private static final String NODES = "throughput-falls";
  private static final String PBFT = "saturation-pbft.yaml";
  private static final String POW = "saturation-pow.yaml";

  /** Changes of PBFT that are said to help, each on as many nodes as this. */
  private static final int CHANGED_NODES = 16;

  private static final int FEW_NODES = 4;

  private static final List<TrialColumn> RAW =
      List.of(
          TrialColumn.PROTOCOL,
          TrialColumn.NODES,
          TrialColumn.REPEAT,
          TrialColumn.SEED,
          TrialColumn.WINDOW_S,
          TrialColumn.THROUGHPUT_TPS,
          TrialColumn.LATENCY_P50_MS,
          TrialColumn.CONFIRMATIONS,
          TrialColumn.STALE_RATE,
          TrialColumn.VIEW_CHANGES);

  @Override
  public List<String> claims() {
    return List.of(VOLUME, NODES);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting("saturation_repeats", 3, 10, "trials of each point"),
        new ClaimSetting("pbft_load_s", 3, 10, "length of PBFT's load in s; measured from 1 s on"),
        new ClaimSetting(
            "pow_load_s",
            42,
            170,
            "length of proof of work's load in s; measured from when it confirms steadily, 20 s"
                + " with 31 nodes, and for as long at least"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    TrialGroup pow = trials(run, POW, "pow_load_s", Map.of());
    pow.write(run, "saturation-pow", RAW);
    TrialGroup pbft = trials(run, PBFT, "pbft_load_s", Map.of());
    pbft.write(run, "saturation-pbft", RAW);
    List<Integer> nodes =
        pbft.trials().stream().map(each -> each.cell().nodes()).distinct().sorted().toList();
    slopes(run, nodes, pbft, pow);
    changes(run, pbft);
  }

  private static TrialGroup trials(
      ClaimRun run, String file, String length, Map<String, String> more) throws Exception {
    Map<String, String> values = new LinkedHashMap<>(more);
    values.put("repeats", String.valueOf(run.count("saturation_repeats")));
    values.put("workload.duration_s", String.valueOf(run.value(length)));
    LoadedConfig config = run.config(file, values);
    return TrialGroup.run(run, config);
  }

  private static double[] tps(TrialGroup trials) {
    return trials.values(TrialColumn.THROUGHPUT_TPS);
  }

  private static void slopes(ClaimRun run, List<Integer> nodes, TrialGroup pbft, TrialGroup pow) {
    ClaimFigures figures = run.figures(NODES);
    figures.mean(
        "slope_pbft", slopes(nodes, pbft), "PBFT: slope of log(throughput) over log(nodes)");
    figures.mean(
        "slope_pow", slopes(nodes, pow), "proof of work: slope of log(throughput) over log(nodes)");
  }

  /** The slope by least squares in each repeat: the repeats are independent. */
  private static double[] slopes(List<Integer> nodes, TrialGroup trials) {
    int repeats = trials.withNodes(nodes.getFirst()).trials().size();
    double[] slopes = new double[repeats];
    for (int repeat = 0; repeat < repeats; repeat++) {
      double[] x = new double[nodes.size()];
      double[] y = new double[nodes.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = StrictMath.log(nodes.get(i));
        y[i] = StrictMath.log(tps(trials.withNodes(nodes.get(i)))[repeat]);
      }
      slopes[repeat] = LeastSquares.slope(x, y);
    }
    return slopes;
  }

  private static void changes(ClaimRun run, TrialGroup pbft) throws Exception {
    TrialGroup usual = pbft.withNodes(CHANGED_NODES);
    gain(
        run,
        "gain_few_nodes",
        pbft.withNodes(FEW_NODES).ratiosTo(usual, TrialColumn.THROUGHPUT_TPS),
        FEW_NODES + " members in place of " + CHANGED_NODES);
    RandomCommittee drawn = new RandomCommittee(CHANGED_NODES, (CHANGED_NODES - 1) / 3, FEW_NODES);
    run.figures(NODES)
        .value(
            "few_nodes_unsafe",
            drawn.intoleranceProbability(),
            1,
            "probability that 4 members drawn from 16 have more than one of its 5 faulty nodes");
    gain(run, usual, "gain_large_blocks", "pbft.batch_transactions", "1000");
    gain(run, usual, "gain_macs", "pbft.requests", "macs");
    TrialGroup narrow = changed(run, "pbft.window", "1");
    narrow.write(run, "saturation-window-1", RAW);
    gain(
        run,
        "gain_window",
        usual.ratiosTo(narrow, TrialColumn.THROUGHPUT_TPS),
        "4 blocks in flight in place of 1");
  }

  private static void gain(ClaimRun run, TrialGroup usual, String metric, String key, String value)
      throws Exception {
    TrialGroup other = changed(run, key, value);
    other.write(run, "saturation-" + metric.replace('_', '-'), RAW);
    gain(run, metric, other.ratiosTo(usual, TrialColumn.THROUGHPUT_TPS), key + " is " + value);
  }

  private static TrialGroup changed(ClaimRun run, String key, String value) throws Exception {
    Map<String, String> more =
        Map.of("nodes", "[" + CHANGED_NODES + "]", "name", "saturation-" + value, key, value);
    return trials(run, PBFT, "pbft_load_s", more).of(ProtocolKind.PBFT);
  }

  private static void gain(ClaimRun run, String metric, double[] ratios, String change) {
    RatioFigures.add(
        run.figures(NODES), metric, ratios, "PBFT: throughput with and without: " + change);
  }
}
