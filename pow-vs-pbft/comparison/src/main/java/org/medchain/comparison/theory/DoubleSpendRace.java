package org.medchain.comparison.theory;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * The double-spending race under stated conventions: the probability that an attacker with a share
 * q of the hash power ever reverses a block with k confirmations (CMP-15; decision 0053).
 *
 * <p>The honest miners, with share p = 1 − q, find the block and k − 1 more on top of it. Meanwhile
 * the attacker has found a number m of secret blocks, and continues for as long as it takes. From a
 * deficit of d blocks he gains them all with probability (q/p)<sup>d</sup> (gambler's ruin; Feller
 * 1957, XIV.2). With s = {@link #headStart()} he has to gain c − m blocks, c = k + 1 − s, or has
 * won already when m ≥ c.
 *
 * <p>Everything is a sum of positive terms, and those sums are incomplete beta and gamma functions:
 * nothing is taken from 1, so small probabilities keep their digits.
 *
 * @param premined blocks that the attacker has found before the race begins, 0 or 1
 * @param winRule what his chain must be in the end
 */
public record DoubleSpendRace(int premined, BranchWinRule winRule) {
  /** When the attacker's chain replaces the honest one. */
  public enum BranchWinRule {
    /** When it is longer by a block: nodes keep the block that they saw first. */
    STRICTLY_AHEAD,
    /** When it is as long: he wins every tie. */
    TIE_SUFFICES
  }

  /** Rosenfeld 2014: one block found in advance, and a tie does not suffice. */
  public static final DoubleSpendRace ROSENFELD =
      new DoubleSpendRace(1, BranchWinRule.STRICTLY_AHEAD);

  /** Nakamoto 2008, §11: nothing found in advance, and he "catches up". */
  public static final DoubleSpendRace NAKAMOTO = new DoubleSpendRace(0, BranchWinRule.TIE_SUFFICES);

  /** s, blocks that the conventions give the attacker, 0 to 2; only their sum matters. */
  public int headStart() {
    return premined + (winRule == BranchWinRule.TIE_SUFFICES ? 1 : 0);
  }

  /**
   * The exact probability: m is negative binomial (Rosenfeld 2014, eq. 1, where s = 1). It is
   * I<sub>q</sub>(c, k) + (q/p)<sup>c−k</sup> I<sub>q</sub>(k, c): the first term for races won
   * when the k-th block comes, the second for those won afterwards. For s = 1 both are equal and
   * together I<sub>4pq</sub>(k, 1/2), as in {@link ReversalProbability#exact}. Relative error under
   * 1e-12 for q ≤ 0.45 and k ≤ 60, as tested.
   *
   * @param share q, 0 to 1; from 1/2 on the attacker always wins
   * @param confirmations k, 1 or more
   */
  public double exactProbability(double share, int confirmations) {
    int needed = needed(confirmations);
    if (share >= 0.5 || needed == 0) {
      return 1;
    }
    if (share == 0) {
      return 0;
    }
    double ratio = share / (1 - share);
    return Beta.regularizedBeta(share, needed, confirmations)
        + StrictMath.pow(ratio, needed - confirmations)
            * Beta.regularizedBeta(share, confirmations, needed);
  }

  /**
   * Nakamoto's approximation (2008, §11, where s = 1): m is taken for Poisson with mean kq/p, as if
   * the honest miners always needed their mean time. With r = q/p it is P(c, kr) + r<sup>c</sup>
   * e<sup>k−kr</sup> Q(c, k), P and Q being the regularised incomplete gamma functions. Too small
   * by a half for q = 0.1 and 5 blocks.
   *
   * @param share q, 0 to 1; from 1/2 on the attacker always wins
   * @param confirmations k, 1 or more; Nakamoto's z
   */
  public double nakamotoApproximation(double share, int confirmations) {
    int needed = needed(confirmations);
    if (share >= 0.5 || needed == 0) {
      return 1;
    }
    if (share == 0) {
      return 0;
    }
    double ratio = share / (1 - share);
    double mean = confirmations * ratio;
    // One exponential: r^c and e^(k − kr) alone leave the range of doubles for large k.
    double later = StrictMath.exp(needed * StrictMath.log(ratio) + confirmations - mean);
    return Gamma.regularizedGammaP(needed, mean)
        + later * Gamma.regularizedGammaQ(needed, confirmations);
  }

  /** c: with this number of blocks at the k-th honest one the attacker has won. */
  private int needed(int confirmations) {
    return confirmations + 1 - headStart();
  }
}
