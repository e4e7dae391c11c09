package org.medchain.claims.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.medchain.claims.data.ClaimExpressions;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
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
    ClaimExpressions attacks = new ClaimExpressions(run);
    List<Double> shares = new ArrayList<>();
    for (String depth : DEPTHS) {
      String where = " where confirmations=" + run.count(depth);
      int reversed =
          (int) attacks.value("older-attacks: reversed" + where + ", reversed=true | count");
      int trials = (int) attacks.value("older-attacks: reversed" + where + " | count");
      double exact = attacks.value("older-attacks: reversal_probability_exact" + where);
      run.figures(CLAIM)
          .value(
              "tail_" + depth,
              tail(reversed, trials, exact),
              trials,
              "probability of so few reversals, or of so large a number, under the closed form");
      shares.add((double) reversed / trials);
    }
    run.figures(CLAIM)
        .value(
            "reversed_fall",
            shares.getFirst() - shares.getLast(),
            (long) DEPTHS.size() * run.count("attacks"),
            "share reversed at the least depth minus that at the greatest one");
    collude(run);
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
