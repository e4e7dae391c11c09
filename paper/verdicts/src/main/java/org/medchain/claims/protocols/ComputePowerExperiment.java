package org.medchain.claims.protocols;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.medchain.claims.data.ClaimExpressions;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.comparison.config.ExperimentConfig;

/**
 * What a request costs in processor time under both protocols, hashes included, and the difficulty
 * at which both cost the same.
 */
final class ComputePowerExperiment {
  private ComputePowerExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ExperimentConfig config = run.config("compute-power.yaml", Map.of()).experiment();
    double hashUs = HeaderHashCost.measureUs();
    ClaimFigures figures = run.figures("compute-power");
    figures.value("hash_us", hashUs, 1, "processor time of one hash of a header here, in µs");
    for (int nodes : config.nodes()) {
      addCosts(
          new ClaimExpressions(run), figures, nodes, hashUs, (double) config.pow().difficulty());
    }
  }

  private static void addCosts(
      ClaimExpressions tables, ClaimFigures figures, int nodes, double hashUs, double coefficient)
      throws Exception {
    String where = " where protocol=pow, nodes=" + nodes;
    double[] pbftUs =
        tables.numbers("request-costs: cpu_us_per_tx where protocol=pbft, nodes=" + nodes);
    double[] withoutHashesUs = tables.numbers("request-costs: cpu_us_per_tx" + where);
    double[] hashes = tables.numbers("request-costs: hashes_per_tx" + where);
    double[] powUs =
        IntStream.range(0, hashes.length)
            .mapToDouble(i -> withoutHashesUs[i] + hashes[i] * hashUs)
            .toArray();
    String at = "_n" + nodes;
    figures.value(
        "pow_cpu_us" + at,
        mean(powUs),
        powUs.length,
        "proof of work: processor time a request, hashes included, in µs");
    figures.ratio(
        "cpu_ratio" + at,
        ClaimExpressions.ratios(pbftUs, powUs),
        "processor time a request, PBFT divided by proof of work, " + nodes + " nodes");
    double blocks = mean(hashes) / coefficient;
    figures.value(
        "break_even_coefficient" + at,
        // Without hashes, proof of work costs what it costs at any difficulty.
        Math.max(0, (mean(pbftUs) - mean(withoutHashesUs)) / (blocks * hashUs)),
        pbftUs.length,
        "hashes expected for a block at which both cost the same, " + nodes + " nodes");
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
