package org.medchain.comparison.theory;

/**
 * A selfish pool's relative revenue (Eyal and Sirer 2014) (CMP-19; decision 0053): the one that
 * keeps its blocks to itself and publishes them when the honest miners come too close.
 *
 * <p>The model: no delays, one pool, and of two branches of equal length that compete, a share γ of
 * the honest hash power searches on the pool's.
 *
 * @param share α, the pool's share of the hash power, 0 to 1
 * @param gamma γ, 0 to 1
 */
public record SelfishMiningRevenue(double share, double gamma) {
  /**
   * The pool's share of the blocks in the chain (eq. 8): [α(1 − α)²(4α + γ(1 − 2α)) − α³] / [1 −
   * α(1 + (2 − α)α)] under one half, and 1 from there on, where the pool's lead grows forever. An
   * honest pool has α.
   */
  public double relativeRevenue() {
    if (share >= 0.5) {
      return 1;
    }
    double honest = 1 - share;
    double own =
        share * honest * honest * (4 * share + gamma * (1 - 2 * share)) - share * share * share;
    return own / (1 - share * (1 + (2 - share) * share));
  }

  /**
   * The share above which the strategy pays, (1 − γ) / (3 − 2γ) (observation 1 after eq. 8): a
   * third when the honest miners never search on the pool's branch, nothing when they always do.
   */
  public static double threshold(double gamma) {
    return (1 - gamma) / (3 - 2 * gamma);
  }
}
