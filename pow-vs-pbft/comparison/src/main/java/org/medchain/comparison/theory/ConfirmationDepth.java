package org.medchain.comparison.theory;

/**
 * How many confirmations proof of work waits for, and how safe that is.
 *
 * @param count k, 1 or more: the block itself and k − 1 blocks on top of it
 * @param reversalProbability that an attacker with the assumed share reverses it nevertheless
 */
public record ConfirmationDepth(int count, double reversalProbability) {
  /**
   * The least k from {@code floor} to {@code cap} whose reversal probability is at most {@code
   * epsilon}; where there is none, {@code cap} (CMP-4).
   *
   * @param share the attacker's share of the hash power, 0 to 1
   * @param epsilon largest probability accepted
   * @param floor least k: natural forks need no attacker
   * @param cap largest k
   */
  public static ConfirmationDepth required(double share, double epsilon, int floor, int cap) {
    int count = floor;
    // The probability falls with k, except that from one half on it stays 1.
    while (count < cap && ReversalProbability.exact(share, count) > epsilon) {
      count++;
    }
    return new ConfirmationDepth(count, ReversalProbability.exact(share, count));
  }
}
