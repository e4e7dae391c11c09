package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** GAME-11: fixation of two strategies, against the literature and against other methods. */
class FixationTest {
  private static final MoranProcess LINEAR = new MoranProcess(new Fitness.LinearFitness(1));

  /** Moran (1958): constant fitness r, (1 − r⁻ⁱ) / (1 − r⁻ᴺ). */
  @Property(seed = "31", tries = 60)
  void moran1958(
      @ForAll @DoubleRange(min = 0.3, max = 3) double fitness,
      @ForAll @IntRange(min = 2, max = 200) int size) {
    double[][] constant = {{fitness, fitness}, {1, 1}};
    Fixation fixation =
        Fixation.of(PopulationTestGames.population(constant, size, LINEAR, 0), 0, 1);
    for (int mutants : new int[] {1, size / 2, size - 1}) {
      double log = Math.log(fitness);
      double expected =
          fitness == 1
              ? (double) mutants / size
              : Math.expm1(-mutants * log) / Math.expm1(-size * log);
      assertThat(fixation.probability(mutants)).isCloseTo(expected, within(1e-9 * expected));
      double lost = StrictMath.exp(fixation.logExtinction(mutants));
      assertThat(fixation.probability(mutants) + lost).isCloseTo(1, within(1e-12));
    }
  }

  /** Probabilities and times by solving the linear equations of the whole chain. */
  @Property(seed = "36", tries = 20)
  void linearEquations(@ForAll long seed, @ForAll @IntRange(min = 3, max = 30) int size) {
    for (UpdateProcess process : PopulationTestGames.processes(2).subList(0, 3)) {
      FinitePopulation population =
          PopulationTestGames.population(PopulationTestGames.random(2, seed), size, process, 0);
      double[][] matrix = TransitionMatrices.of(population);
      Fixation fixation = Fixation.of(population, 0, 1);
      double[] wins = solve(matrix, size, from -> matrix[from][size]);
      double[] times = solve(matrix, size, from -> 1);
      double[] fixed = solve(matrix, size, from -> wins[from - 1]);
      for (int mutants = 1; mutants < size; mutants++) {
        double win = wins[mutants - 1];
        assertThat(fixation.probability(mutants)).isCloseTo(win, within(1e-9));
        double events = Math.exp(fixation.logTime(mutants));
        assertThat(events).isCloseTo(times[mutants - 1], within(1e-9 * events));
        double ifFixed = Math.exp(fixation.logTimeIfFixed(mutants));
        // The equations themselves lose digits where a win is rare.
        if (win > 1e-3) {
          assertThat(ifFixed).isCloseTo(fixed[mutants - 1] / win, within(1e-9 * ifFixed));
        }
        assertThat(StrictMath.log(GthElimination.absorption(matrix, size, 0)[mutants]))
            .isCloseTo(fixation.logProbability(mutants), within(1e-9));
      }
    }
  }

  private static double[] solve(double[][] matrix, int size, IntToDoubleFunction right) {
    RealMatrix inside = new Array2DRowRealMatrix(size - 1, size - 1);
    double[] column = new double[size - 1];
    for (int from = 1; from < size; from++) {
      for (int to = 1; to < size; to++) {
        inside.setEntry(from - 1, to - 1, (from == to ? 1 : 0) - matrix[from][to]);
      }
      column[from - 1] = right.applyAsDouble(from);
    }
    return new LUDecomposition(inside).getSolver().solve(new ArrayRealVector(column)).toArray();
  }

  /** N = 10,000 and β = 10: the logarithms leave the range of double by far, in closed form. */
  @Test
  void strongSelectionInLargePopulations() {
    int size = 10_000;
    UpdateProcess strong = new PairwiseComparison(10);
    Fixation bad =
        Fixation.of(
            PopulationTestGames.population(new double[][] {{1, 1}, {2, 2}}, size, strong, 0), 0, 1);
    // ρ = (eᵈ − 1) / (eᴺᵈ − 1) with d = 10.
    assertThat(bad.logProbability(1)).isCloseTo(Math.log(Math.expm1(10)) - 1e5, within(1e-7));
    assertThat(bad.logExtinction(1)).isCloseTo(-Math.exp(bad.logProbability(1)), within(1e-12));
    Fixation mixed =
        Fixation.of(
            PopulationTestGames.population(PopulationTestGames.HAWK_DOVE, size, strong, 0), 0, 1);
    // Coexistence at two thirds. The hawk's advantage is 2 − 3x, so the lower barrier is that to
    // all hawks, ∫ (3x − 2) from 2/3 to 1 = 1/6, and the time about exp(N β / 6).
    assertThat(mixed.logTime(1)).isCloseTo(size * 10 / 6.0, within(20.0));
    // The other barrier is 2/3, hence once out of exp(N β / 2) the doves win from the middle.
    assertThat(mixed.logExtinction(6667)).isCloseTo(-size * 10 / 2.0, within(50.0));
  }

  @Test
  void refuses() {
    FinitePopulation whole =
        PopulationTestGames.population(
            PopulationTestGames.STAG_HUNT,
            9,
            new WrightFisherProcess(new Fitness.LinearFitness(0.1)),
            0);
    assertThatThrownBy(() -> Fixation.of(whole, 0, 1)).hasMessageContaining("single steps");
    FinitePopulation dead =
        PopulationTestGames.population(PopulationTestGames.HAWK_DOVE, 9, LINEAR, 0);
    assertThatThrownBy(() -> Fixation.of(dead, 0, 1)).hasMessageContaining("must be positive");
    FinitePopulation fine =
        PopulationTestGames.population(
            PopulationTestGames.HAWK_DOVE, 9, new PairwiseComparison(1), 0);
    assertThatThrownBy(() -> Fixation.of(fine, 2, 1)).hasMessageContaining("strategy 2");
    Fixation fixation = Fixation.of(fine, 0, 1);
    assertThatThrownBy(() -> fixation.probability(9)).hasMessageContaining("between 1 and 8");
    assertThatThrownBy(() -> new PairwiseComparison(-1)).hasMessageContaining("selection -1.0");
    assertThatThrownBy(() -> new Fitness.LinearFitness(2)).hasMessageContaining("[0, 1]");
  }
}
