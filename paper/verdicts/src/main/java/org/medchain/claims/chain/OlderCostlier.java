package org.medchain.claims.chain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.HashShare;
import org.medchain.comparison.theory.ReversalProbability;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * What it takes to alter a block, by the number of blocks from it up to the head: under proof of
 * work the share of attacks that reverse it, under PBFT the keys that certify another branch.
 */
final class OlderCostlier {
  private static final String CLAIM = "older-costlier";
  private static final List<String> DEPTHS = List.of("shallow", "middle", "deep");
  private static final int NODES = 7;

  private OlderCostlier() {}

  static void run(ClaimRun run) throws Exception {
    double shallowest = 0;
    double deepest = 0;
    try (RawTable raw =
        run.raw("older-attacks", "confirmations, repeat, seed, violations, reversed")) {
      for (String depth : DEPTHS) {
        double share = attack(run, depth, raw);
        shallowest = depth.equals(DEPTHS.getFirst()) ? share : shallowest;
        deepest = share;
      }
    }
    run.figures(CLAIM)
        .value(
            "reversed_fall",
            shallowest - deepest,
            (long) DEPTHS.size() * run.count("attacks"),
            "share reversed at the least depth minus that at the greatest one");
    collude(run);
  }

  private static double attack(ClaimRun run, String depth, RawTable raw) throws Exception {
    String confirmations = Integer.toString(run.count(depth));
    LoadedConfig config =
        run.config(
            "chain-attack.yaml",
            Map.of(
                "repeats",
                Integer.toString(run.count("attacks")),
                "pow.confirmations.floor",
                confirmations,
                "pow.confirmations.cap",
                confirmations));
    List<TrialResult> trials = ClaimTrials.run(run, config);
    int reversed = 0;
    for (TrialResult each : trials) {
      boolean broken = each.chain().agreementViolations() > 0;
      reversed += broken ? 1 : 0;
      raw.row(
          confirmations,
          each.cell().repeat(),
          each.cell().seed(),
          each.chain().agreementViolations(),
          broken);
    }
    double exact =
        ReversalProbability.exact(attackersPower(trials.getFirst().cell()), run.count(depth));
    ClaimFigures figures = run.figures(CLAIM);
    figures.share(
        "reversed_share_" + depth,
        reversed,
        trials.size(),
        "attacks that reversed a block with " + confirmations + " confirmations");
    figures.value("exact_" + depth, exact, 1, "the closed form of the same");
    figures.value(
        "tail_" + depth,
        tail(reversed, trials.size(), exact),
        trials.size(),
        "probability of so few reversals, or of so large a number, under the closed form");
    return (double) reversed / trials.size();
  }

  /** The attackers' part of the hash power, as the config gives it. */
  private static double attackersPower(TrialCell cell) {
    return cell.config().pow().hashShares().stream()
        .filter(
            share ->
                cell.config().adversaries().stream()
                    .anyMatch(each -> each.nodes().contains(share.node())))
        .mapToDouble(HashShare::share)
        .sum();
  }

  /** The smaller tail of the binomial distribution, the observed number included. */
  private static double tail(int hits, int trials, double probability) {
    BinomialDistribution law = BinomialDistribution.of(trials, probability);
    return Math.min(law.cumulativeProbability(hits), law.survivalProbability(hits - 1));
  }

  /** Least number of colluding consensus nodes that certify another branch from a block on. */
  private static void collude(ClaimRun run) throws IOException {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    int length = 2 * run.count("deep");
    MadeChain chain = MadeChain.ofUploads(cast, Difficulty.NONE, MadeChain.records(run), length, 1);
    ClaimFigures figures = run.figures(CLAIM);
    int fewest = 0;
    int most = 0;
    try (RawTable raw = run.raw("older-keys", "confirmations, keys, certified")) {
      for (String depth : DEPTHS) {
        int confirmations = run.count(depth);
        AlteredBranch branch = AlteredBranch.of(chain, cast, length - confirmations + 1);
        int keys = keys(branch, cast, confirmations, raw);
        figures.value(
            "pbft_keys_" + depth, keys, NODES, "keys of " + NODES + " that suffice under PBFT");
        fewest = depth.equals(DEPTHS.getFirst()) ? keys : fewest;
        most = keys;
      }
    }
    figures.value(
        "pbft_keys_rise",
        most - fewest,
        DEPTHS.size(),
        "keys needed at the greatest depth minus those at the least one");
  }

  private static int keys(AlteredBranch branch, ChainCast cast, int confirmations, RawTable raw) {
    int least = 0;
    for (int keys = NODES; keys >= 0; keys--) {
      List<KeyPair> colluders = cast.nodes().subList(0, keys);
      boolean certified = branch.isCertifiedBy(colluders);
      least = certified ? keys : least;
      raw.row(confirmations, keys, certified);
    }
    return least;
  }
}
