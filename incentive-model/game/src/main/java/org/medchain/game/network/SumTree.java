package org.medchain.game.network;

/**
 * Weights of nodes whose sum and a draw by weight take log n steps. Each inner sum is recomputed
 * from its two halves, so that no rounding error outlives a change.
 */
final class SumTree {
  private final int leaves;
  private final double[] sums;

  SumTree(int nodes) {
    leaves = Integer.highestOneBit(Math.max(1, nodes - 1)) * 2;
    sums = new double[2 * leaves];
  }

  void set(int node, double weight) {
    int place = leaves + node;
    sums[place] = weight;
    for (place /= 2; place > 0; place /= 2) {
      sums[place] = sums[2 * place] + sums[2 * place + 1];
    }
  }

  double total() {
    return sums[1];
  }

  /**
   * The node where the weights, added up in order, pass {@code point}, which is below the total.
   */
  int find(double point) {
    double left = point;
    int place = 1;
    while (place < leaves) {
      place *= 2;
      // Rounding must not lead into a half without weight.
      if (left >= sums[place] && sums[place + 1] > 0) {
        left -= sums[place];
        place++;
      }
    }
    return place - leaves;
  }
}
