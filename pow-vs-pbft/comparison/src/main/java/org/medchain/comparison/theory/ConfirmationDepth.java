package org.medchain.comparison.theory;

import java.util.OptionalInt;

/**
 * How many confirmations proof of work waits for, and how safe that is.
 *
 * @param count k, 1 or more: the block itself and k − 1 blocks on top of it
 * @param reversalProbability that an attacker with the assumed share reverses it nevertheless
 */
public record ConfirmationDepth(int count, double reversalProbability) {
  /** More than any client waits for. */
  private static final int MOST = 1_000_000;

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

  /**
   * The least k whose reversal probability is at most {@code epsilon}; empty where it is over a
   * million, as against one half of the hash power.
   *
   * @param share the attacker's share of the hash power, 0 to 1
   */
  public static OptionalInt requiredWithoutCap(double share, double epsilon) {
    if (ReversalProbability.exact(share, MOST) > epsilon) {
      return OptionalInt.empty();
    }
    int tooFew = 0;
    int enough = MOST;
    while (enough - tooFew > 1) {
      int middle = tooFew + (enough - tooFew) / 2;
      if (ReversalProbability.exact(share, middle) > epsilon) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return OptionalInt.of(enough);
  }
}
