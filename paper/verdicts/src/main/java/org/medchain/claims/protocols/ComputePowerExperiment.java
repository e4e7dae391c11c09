package org.medchain.claims.protocols;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.LoadedConfig;

/**
 * How much PBFT and proof of work depend on computing power (paper §3.2.3): processor time of a
 * final request, searches included, and agreement while one node has much of the hash power.
 */
final class ComputePowerExperiment implements ClaimExperiment {
  private static final String CLAIM = "compute-power";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(
            "cost_repeats", 1, 10, "trials of each protocol and number of nodes for the costs"),
        new ClaimSetting(
            "attack_repeats", 10, 100, "trials of each protocol with one attacking node"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    costs(run);
    attacks(run);
  }

  private static void costs(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "compute-power.yaml", Map.of("repeats", String.valueOf(run.count("cost_repeats"))));
    double hashUs = HeaderHashCost.measureUs();
    double coefficient = config.experiment().pow().difficulty();
    TrialGroup all = TrialGroup.run(run, config);
    all.write(
        run,
        "request-costs",
        List.of(
            TrialColumn.PROTOCOL,
            TrialColumn.NODES,
            TrialColumn.REPEAT,
            TrialColumn.SEED,
            TrialColumn.COMMITTED,
            TrialColumn.MESSAGES_PER_TX,
            TrialColumn.HASHES_PER_TX,
            TrialColumn.CPU_US_PER_TX));
    ClaimFigures figures = run.figures(CLAIM);
    figures.value("hash_us", hashUs, 1, "processor time of one hash of a header here, in µs");
    for (int nodes : config.experiment().nodes()) {
      TrialGroup pbft = all.of(ProtocolKind.PBFT).withNodes(nodes);
      TrialGroup pow = all.of(ProtocolKind.POW).withNodes(nodes);
      addCosts(figures, nodes, new RequestCosts(pbft, pow, hashUs, coefficient));
    }
  }

  private static void addCosts(ClaimFigures figures, int nodes, RequestCosts costs) {
    String at = "_n" + nodes;
    int samples = costs.pbft().trials().size();
    figures.value(
        "pbft_cpu_us" + at, costs.pbftUs(), samples, "PBFT: processor time a request, in µs");
    figures.value(
        "pow_cpu_us" + at,
        costs.powUs(),
        samples,
        "proof of work: processor time a request, hashes included, in µs");
    RatioFigures.add(
        figures,
        "cpu_ratio" + at,
        costs.ratios(),
        "processor time a request, PBFT divided by proof of work, " + nodes + " nodes");
    figures.value(
        "break_even_coefficient" + at,
        costs.breakEven(),
        samples,
        "hashes expected for a block at which both cost the same, " + nodes + " nodes");
  }

  /**
   * Costs of one number of nodes.
   *
   * @param pbft its trials
   * @param pow as many of proof of work
   * @param hashUs cost of a hash in µs
   * @param coefficient hashes expected for a block in those trials
   */
  private record RequestCosts(TrialGroup pbft, TrialGroup pow, double hashUs, double coefficient) {
    double pbftUs() {
      return mean(pbft.values(TrialColumn.CPU_US_PER_TX));
    }

    double powUs() {
      return mean(powUsByTrial());
    }

    private double[] powUsByTrial() {
      double[] us = pow.values(TrialColumn.CPU_US_PER_TX);
      double[] hashes = pow.values(TrialColumn.HASHES_PER_TX);
      for (int i = 0; i < us.length; i++) {
        us[i] += hashes[i] * hashUs;
      }
      return us;
    }

    double[] ratios() {
      double[] ratios = pbft.values(TrialColumn.CPU_US_PER_TX);
      double[] below = powUsByTrial();
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] /= below[i];
      }
      return ratios;
    }

    /** Only the hashes of a block grow with the coefficient; 0 if PBFT costs less without them. */
    double breakEven() {
      double blocks = mean(pow.values(TrialColumn.HASHES_PER_TX)) / coefficient;
      double withoutHashesUs = mean(pow.values(TrialColumn.CPU_US_PER_TX));
      return Math.max(0, (pbftUs() - withoutHashesUs) / (blocks * hashUs));
    }

    private static double mean(double[] values) {
      return Arrays.stream(values).average().orElse(Double.NaN);
    }
  }

  private static void attacks(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "compute-power-attack.yaml",
            Map.of("repeats", String.valueOf(run.count("attack_repeats"))));
    TrialGroup all = TrialGroup.run(run, config);
    all.write(
        run,
        "attacks-by-power",
        List.of(
            TrialColumn.PROTOCOL,
            TrialColumn.NODES,
            TrialColumn.REPEAT,
            TrialColumn.SEED,
            TrialColumn.CONFIRMATIONS,
            TrialColumn.AGREEMENT_VIOLATIONS));
    addAttack(run, "pbft_violating_trials", all.of(ProtocolKind.PBFT), "PBFT");
    addAttack(run, "pow_violating_trials", all.of(ProtocolKind.POW), "proof of work");
  }

  private static void addAttack(ClaimRun run, String metric, TrialGroup trials, String protocol) {
    run.figures(CLAIM)
        .share(
            metric,
            trials.violating(),
            trials.trials().size(),
            protocol + ": share of trials in which correct nodes disagree");
  }
}
