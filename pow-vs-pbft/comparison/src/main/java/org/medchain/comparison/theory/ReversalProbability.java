package org.medchain.comparison.theory;

import org.apache.commons.math3.special.Beta;

/**
 * The probability that an attacker with a share q of the hash power ever overtakes k confirmations
 * (the "double spending" race), exact (CMP-5).
 *
 * <p>The race: the honest miners, with share p = 1 − q, find the block and k − 1 more on top of it,
 * so that it has k confirmations; the attacker has meanwhile found a random number of secret
 * blocks, and one block before the start; then he continues until he is ahead. {@link
 * DoubleSpendRace} has other conventions, and Nakamoto's approximation.
 */
public final class ReversalProbability {
  private ReversalProbability() {}

  /**
   * The exact probability (Rosenfeld 2014, eq. 1), as the regularised incomplete beta function
   * I<sub>4pq</sub>(k, 1/2) (Grunspan and Pérez-Marco 2018, theorem 1).
   *
   * @param share q, 0 to 1; from 1/2 on the attacker always wins
   * @param confirmations k, 1 or more
   */
  public static double exact(double share, int confirmations) {
    if (share >= 0.5) {
      return 1;
    }
    if (share == 0) {
      return 0;
    }
    return Beta.regularizedBeta(4 * share * (1 - share), confirmations, 0.5);
  }
}
