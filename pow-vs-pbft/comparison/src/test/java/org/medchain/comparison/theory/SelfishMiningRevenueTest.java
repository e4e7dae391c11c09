package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

/** CMP-19: the closed form against the Markov chain behind it, solved as linear equations. */
class SelfishMiningRevenueTest {
  /** Longer leads are as rare as (0.45/0.55)^150, under 1e-13. */
  private static final int MAX_LEAD = 150;

  /** The state with two branches of length 1; the others are numbered by the lead. */
  private static final int TIE = MAX_LEAD + 1;

  private static final int STATES = MAX_LEAD + 2;

  @Property(seed = "5541", tries = 60)
  void closedFormIsTheMarkovChains(
      @ForAll @DoubleRange(min = 0, max = 0.45) @Scale(4) double share,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(2) double gamma) {
    assertThat(new SelfishMiningRevenue(share, gamma).relativeRevenue())
        .isCloseTo(solved(share, gamma), within(1e-12));
  }

  /** The paper's algorithm 1, state by state: who finds a block, who earns. */
  private static double solved(double share, double gamma) {
    double[][] next = new double[STATES][STATES];
    double[] own = new double[STATES];
    double[] others = new double[STATES];
    double honest = 1 - share;
    next[0][1] = share;
    next[0][0] = honest;
    others[0] = honest;
    next[1][2] = share;
    next[1][TIE] = honest;
    // The tie is decided by the next block: the pool's, or one on either branch.
    next[TIE][0] = 1;
    own[TIE] = 2 * share + gamma * honest;
    others[TIE] = gamma * honest + 2 * (1 - gamma) * honest;
    next[2][3] = share;
    next[2][0] = honest;
    own[2] = 2 * honest;
    for (int lead = 3; lead <= MAX_LEAD; lead++) {
      next[lead][Math.min(lead + 1, MAX_LEAD)] += share;
      next[lead][lead - 1] += honest;
      own[lead] = honest;
    }
    double[] often = stationary(next);
    double mine = 0;
    double all = 0;
    for (int state = 0; state < STATES; state++) {
      mine += often[state] * own[state];
      all += often[state] * (own[state] + others[state]);
    }
    return mine / all;
  }

  /** Solves x = x P with the sum of x 1. */
  private static double[] stationary(double[][] next) {
    double[][] equations = new double[STATES][STATES];
    double[] right = new double[STATES];
    for (int to = 0; to < STATES - 1; to++) {
      for (int from = 0; from < STATES; from++) {
        equations[to][from] = next[from][to] - (from == to ? 1 : 0);
      }
    }
    Arrays.fill(equations[STATES - 1], 1);
    right[STATES - 1] = 1;
    return new LUDecomposition(new Array2DRowRealMatrix(equations, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  /** Eyal and Sirer 2014: a third, a quarter and nothing. */
  @Test
  void thresholdsAreThePapers() {
    assertThat(SelfishMiningRevenue.threshold(0)).isEqualTo(1.0 / 3);
    assertThat(SelfishMiningRevenue.threshold(0.5)).isEqualTo(0.25);
    assertThat(SelfishMiningRevenue.threshold(1)).isZero();
  }

  /** By the chain, not by the closed form: from the threshold on the pool has more than its due. */
  @Property(seed = "5542", tries = 40)
  void paysExactlyAboveTheThreshold(
      @ForAll @DoubleRange(min = 0, max = 0.95) @Scale(2) double gamma) {
    double threshold = SelfishMiningRevenue.threshold(gamma);
    assertThat(solved(threshold, gamma)).isCloseTo(threshold, within(1e-12));
    assertThat(solved(1.02 * threshold, gamma)).isGreaterThan(1.02 * threshold);
    assertThat(solved(0.98 * threshold, gamma)).isLessThan(0.98 * threshold);
  }

  @Test
  void knowsTheEdges() {
    assertThat(new SelfishMiningRevenue(0, 0.5).relativeRevenue()).isZero();
    assertThat(new SelfishMiningRevenue(0.5, 0).relativeRevenue()).isEqualTo(1);
    assertThat(new SelfishMiningRevenue(0.499_999, 0).relativeRevenue()).isCloseTo(1, within(1e-4));
  }
}
