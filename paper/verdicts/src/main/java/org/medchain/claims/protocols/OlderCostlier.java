package org.medchain.claims.protocols;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.medchain.claims.data.ClaimExpressions;
import org.medchain.claims.experiment.ClaimRun;

/**
 * What it takes to alter a block of proof of work, by the number of blocks from it up to the head:
 * the share of attacks that reverse it, beside the closed form.
 */
final class OlderCostlier {
  private static final String CLAIM = "older-costlier";
  private static final List<String> DEPTHS = List.of("shallow", "middle", "deep");

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
  }

  /** The smaller tail of the binomial distribution, the observed number included. */
  private static double tail(int hits, int trials, double probability) {
    BinomialDistribution law = BinomialDistribution.of(trials, probability);
    return Math.min(law.cumulativeProbability(hits), law.survivalProbability(hits - 1));
  }
}
