package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;

/** GAME-22: several mutants, and how long it takes, against the literature and another method. */
class FixationStatisticsTest {
  private static List<FixationStatistics> all(double[][] game, int size, UpdateProcess process) {
    List<Integer> mutants = IntStream.range(1, size).boxed().toList();
    return FixationStatistics.of(
        PopulationTestGames.population(game, size, process, 0), 0, 1, mutants);
  }

  /** Altrock and Traulsen 2009: by pairwise comparison a neutral step is half as likely. */
  @Test
  void neutralImitationTakesTwiceAsLong() {
    int size = 30;
    List<FixationStatistics> fermi =
        all(PopulationTestGames.STAG_HUNT, size, new PairwiseComparison(0));
    List<FixationStatistics> moran =
        all(
            PopulationTestGames.STAG_HUNT,
            size,
            new MoranProcess(new Fitness.ExponentialFitness(0)));
    // Pairwise comparison takes another individual; in the Moran process the parent may die.
    double factor = 2 * (size - 1.0) / size;
    for (int at = 0; at < fermi.size(); at++) {
      assertThat(Math.exp(fermi.get(at).logTimeIfFixed() - moran.get(at).logTimeIfFixed()))
          .isCloseTo(factor, within(1e-9));
    }
  }

  /**
   * Times by whole generations, against the linear equations t = 1 + Q t (Kemeny and Snell 1960).
   */
  @Property(seed = "22", tries = 12)
  void generationsSolveTheEquations(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 25) int size) {
    double[][] game = PopulationTestGames.random(2, seed);
    UpdateProcess process = new WrightFisherProcess(new Fitness.ExponentialFitness(0.5));
    double[][] chain =
        TransitionMatrices.of(PopulationTestGames.population(game, size, process, 0));
    double[] wins = solved(chain, to -> to == size ? 1 : 0, from -> 0);
    double[] time = solved(chain, to -> 0, from -> 1);
    double[] weighted = solved(chain, to -> 0, from -> wins[from]);
    for (FixationStatistics each : all(game, size, process)) {
      int i = each.mutants();
      assertThat(Math.exp(each.logProbability())).isCloseTo(wins[i], within(1e-9));
      assertThat(Math.exp(each.logTime())).isCloseTo(time[i], within(1e-8 * time[i]));
      double fixed = weighted[i] / wins[i];
      assertThat(Math.exp(each.logTimeIfFixed())).isCloseTo(fixed, within(1e-7 * fixed));
      double lost = (time[i] - weighted[i]) / (1 - wins[i]);
      assertThat(Math.exp(each.logTimeIfLost())).isCloseTo(lost, within(1e-7 * lost));
    }
  }

  private interface OfState {
    double at(int state);
  }

  /** x = Q x + R end + reward, by elimination with pivots. */
  private static double[] solved(double[][] chain, OfState end, OfState reward) {
    int size = chain.length - 1;
    double[][] equations = new double[size - 1][size - 1];
    double[] right = new double[size - 1];
    for (int from = 1; from < size; from++) {
      for (int to = 1; to < size; to++) {
        equations[from - 1][to - 1] = (from == to ? 1 : 0) - chain[from][to];
      }
      right[from - 1] =
          reward.at(from) + chain[from][0] * end.at(0) + chain[from][size] * end.at(size);
    }
    double[] inside =
        new LUDecomposition(new Array2DRowRealMatrix(equations))
            .getSolver()
            .solve(new ArrayRealVector(right))
            .toArray();
    double[] all = new double[size + 1];
    System.arraycopy(inside, 0, all, 1, size - 1);
    all[0] = end.at(0);
    all[size] = end.at(size);
    return all;
  }

  @Test
  void refuses() {
    UpdateProcess whole = new WrightFisherProcess(new Fitness.ExponentialFitness(0));
    assertThatThrownBy(
            () ->
                FixationStatistics.of(
                    PopulationTestGames.population(PopulationTestGames.STAG_HUNT, 700, whole, 0),
                    0,
                    1,
                    List.of(1)))
        .hasMessageContaining("700, more than 600");
    assertThatThrownBy(
            () ->
                FixationStatistics.of(
                    PopulationTestGames.population(PopulationTestGames.STAG_HUNT, 9, whole, 0),
                    0,
                    1,
                    List.of(9)))
        .hasMessage("9 mutants are not between 1 and 8");
  }
}
