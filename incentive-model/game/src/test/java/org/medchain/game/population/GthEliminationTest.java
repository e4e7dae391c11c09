package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.random.ReplicateSeed;

/** The elimination of Grassmann, Taksar and Heyman (1985), against rationals and closed forms. */
class GthEliminationTest {
  /** Rates over 200 orders of magnitude: every probability keeps its digits. */
  @Property(seed = "41", tries = 25)
  void rationals(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int states) {
    UniformRandomProvider random = ReplicateSeed.of(seed, "gth", states).generator();
    double[][] rates = new double[states][states];
    for (double[] row : rates) {
      Arrays.setAll(row, each -> Math.pow(10, -200 * random.nextDouble()));
    }
    double[] expected = exact(rates);
    double[] computed = stationary(rates);
    double[] byLogs = GthElimination.logStationaryOfLogs(logs(rates));
    for (int state = 0; state < states; state++) {
      assertThat(computed[state]).isCloseTo(expected[state], within(1e-12 * expected[state]));
      assertThat(Math.exp(byLogs[state]))
          .isCloseTo(expected[state], within(1e-11 * expected[state]));
    }
  }

  static double[] stationary(double[][] rates) {
    return Arrays.stream(GthElimination.logStationary(rates)).map(StrictMath::exp).toArray();
  }

  private static double[][] logs(double[][] rates) {
    return Arrays.stream(rates)
        .map(row -> Arrays.stream(row).map(Math::log).toArray())
        .toArray(double[][]::new);
  }

  /** The same elimination in rationals, from the first state up and without a word of the other. */
  private static double[] exact(double[][] rates) {
    int states = rates.length;
    BigFraction[] weights = new BigFraction[states];
    for (int root = 0; root < states; root++) {
      weights[root] = minor(rates, root);
    }
    BigFraction total = Arrays.stream(weights).reduce(BigFraction.ZERO, BigFraction::add);
    return Arrays.stream(weights)
        .mapToDouble(each -> PopulationTestGames.nearest(each.divide(total)))
        .toArray();
  }

  /** Matrix tree theorem: the weight of a state is the minor of the Laplacian without it. */
  private static BigFraction minor(double[][] rates, int root) {
    int size = rates.length - 1;
    BigFraction[][] minor = new BigFraction[size][size];
    for (int row = 0; row < size; row++) {
      int from = row < root ? row : row + 1;
      for (int column = 0; column < size; column++) {
        int to = column < root ? column : column + 1;
        minor[row][column] =
            from == to ? out(rates, from) : Game.rational(rates[from][to]).negate();
      }
    }
    BigFraction determinant = BigFraction.ONE;
    for (int pivot = 0; pivot < size; pivot++) {
      determinant = determinant.multiply(minor[pivot][pivot]);
      for (int row = pivot + 1; row < size; row++) {
        BigFraction factor = minor[row][pivot].divide(minor[pivot][pivot]);
        for (int column = pivot; column < size; column++) {
          minor[row][column] = minor[row][column].subtract(factor.multiply(minor[pivot][column]));
        }
      }
    }
    return determinant;
  }

  private static BigFraction out(double[][] rates, int from) {
    BigFraction sum = BigFraction.ZERO;
    for (int to = 0; to < rates.length; to++) {
      sum = to == from ? sum : sum.add(Game.rational(rates[from][to]));
    }
    return sum;
  }

  /** A walk with steps 1 up and ε down: the weights are powers of 1/ε, as far as 10³⁰⁰⁰. */
  @Test
  void beyondTheRangeOfDouble() {
    double[][] walk = new double[11][11];
    for (int state = 0; state < 10; state++) {
      walk[state][state + 1] = 1;
      walk[state + 1][state] = 1e-300;
    }
    double[] logs = GthElimination.logStationary(walk);
    for (int state = 0; state <= 10; state++) {
      assertThat(logs[state]).isCloseTo(-(10 - state) * 300 * Math.log(10), within(1e-8));
    }
  }

  /** States that are left for good have no weight; two ends have no answer. */
  @Test
  void transientStatesAndTwoEnds() {
    double[][] leaves = {{0, 1, 0, 0}, {0.5, 0, 0.5, 0}, {0, 0, 0, 1}, {0, 0, 3, 0}};
    assertThat(stationary(leaves)).containsExactly(new double[] {0, 0, 0.75, 0.25}, within(1e-15));
    double[][] returns = {{0, 3, 0, 0}, {1, 0, 0, 0}, {0, 0.5, 0, 0.5}, {0, 0, 1, 0}};
    assertThat(stationary(returns)).containsExactly(new double[] {0.25, 0.75, 0, 0}, within(1e-15));
    double[][] twoEnds = {{1, 0, 0}, {1, 0, 1}, {0, 0, 1}};
    assertThatThrownBy(() -> stationary(twoEnds))
        .hasMessageContaining("more than one stationary distribution");
  }
}
