package org.medchain.game.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.SamplingPlan;

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

  /**
   * Traulsen, Nowak and Pacheco (2006): with a constant advantage d Fermi is Moran at r = exp(βd).
   */
  @Property(seed = "32", tries = 30)
  void traulsen2006(@ForAll @DoubleRange(min = 0.01, max = 20) double selection) {
    double[][] constant = {{1.5, 1.5}, {1, 1}};
    UpdateProcess process = new PairwiseComparison(selection);
    Fixation fixation = Fixation.of(PopulationTestGames.population(constant, 50, process, 0), 0, 1);
    double expected = Math.expm1(-selection / 2) / Math.expm1(-selection / 2 * 50);
    assertThat(fixation.probability(1)).isCloseTo(expected, within(1e-9));
  }

  /** Nowak et al. (2004), supplement: the sum of products, here in rationals. */
  @Property(seed = "33", tries = 25)
  void exactRationals(@ForAll long seed, @ForAll @IntRange(min = 2, max = 25) int size) {
    double[][] matrix = PopulationTestGames.times(4, PopulationTestGames.random(2, seed));
    for (double[] row : matrix) {
      for (int column = 0; column < 2; column++) {
        row[column] = 5 + Math.round(row[column]);
      }
    }
    BigFraction sum = BigFraction.ONE;
    BigFraction product = BigFraction.ONE;
    for (int mutants = 1; mutants < size; mutants++) {
      long own = (long) (matrix[0][0] * (mutants - 1) + matrix[0][1] * (size - mutants));
      long other = (long) (matrix[1][0] * mutants + matrix[1][1] * (size - mutants - 1));
      product = product.multiply(new BigFraction(other)).divide(new BigFraction(own));
      sum = sum.add(product);
    }
    Fixation fixation = Fixation.of(PopulationTestGames.population(matrix, size, LINEAR, 0), 0, 1);
    double expected = PopulationTestGames.nearest(BigFraction.ONE.divide(sum));
    assertThat(fixation.probability(1)).isCloseTo(expected, within(1e-12 * expected));
  }

  /** Nowak et al. (2004): to first order in w, ρ = (1 + w (αN − β)/6) / N. */
  @Property(seed = "34", tries = 25)
  void weakSelectionAndTheOneThirdLaw(@ForAll long seed) {
    double[][] game = PopulationTestGames.random(2, seed);
    int size = 40;
    double alpha = game[0][0] + 2 * game[0][1] - game[1][0] - 2 * game[1][1];
    double beta = 2 * game[0][0] + game[0][1] + game[1][0] - 4 * game[1][1];
    double weak = 1e-5;
    MoranProcess moran = new MoranProcess(new Fitness.LinearFitness(weak));
    double gained =
        size
                * Fixation.of(PopulationTestGames.population(game, size, moran, 0), 0, 1)
                    .probability(1)
            - 1;
    assertThat(gained / weak).isCloseTo((alpha * size - beta) / 6, within(2e-2));
  }

  /** The law itself: an invader is favoured iff the unstable mix holds less than a third of it. */
  @Test
  void oneThird() {
    MoranProcess weak = new MoranProcess(new Fitness.ExponentialFitness(1e-7));
    for (double mix : new double[] {0.30, 0.33, 0.34, 0.36}) {
      double[][] bistable = {{1 - mix, 0}, {0, mix}};
      Fixation fixation =
          Fixation.of(PopulationTestGames.population(bistable, 3000, weak, 0), 0, 1);
      assertThat(fixation.logProbability(1) > -Math.log(3000)).isEqualTo(mix < 1.0 / 3);
    }
  }

  /** Neutral: 1/N; N(N − 1) events if it fixes (Kimura and Ohta 1969); N · H(N − 1) in all. */
  @Test
  void neutral() {
    int size = 100;
    MoranProcess moran = new MoranProcess(new Fitness.ExponentialFitness(0));
    Fixation fixation =
        Fixation.of(
            PopulationTestGames.population(PopulationTestGames.STAG_HUNT, size, moran, 0), 0, 1);
    double harmonic = 0;
    for (int term = 1; term < size; term++) {
      harmonic += 1.0 / term;
    }
    assertThat(fixation.probability(1)).isCloseTo(0.01, within(1e-15));
    assertThat(Math.exp(fixation.logTimeIfFixed(1))).isCloseTo(9900, within(1e-8));
    assertThat(Math.exp(fixation.logTime(1))).isCloseTo(size * harmonic, within(1e-9));
  }

  /** Taylor, Iwasa and Nowak (2006): one mutant of either kind needs the same time if it fixes. */
  @Property(seed = "35", tries = 40)
  void conditionalTimesAreSymmetric(@ForAll long seed) {
    for (UpdateProcess process : PopulationTestGames.processes(3).subList(0, 3)) {
      FinitePopulation population =
          PopulationTestGames.population(PopulationTestGames.random(2, seed), 60, process, 0);
      Fixation one = Fixation.of(population, 0, 1);
      Fixation two = Fixation.of(population, 1, 0);
      assertThat(one.logTimeIfFixed(1)).isCloseTo(two.logTimeIfFixed(1), within(1e-9));
      assertThat(one.logTimeIfLost(59)).isCloseTo(one.logTimeIfFixed(1), within(1e-9));
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

  /** Only β π counts, and exponential fitness only w π: units do not matter (GAME-11). */
  @Property(seed = "37", tries = 20)
  void unitsDoNotMatter(@ForAll long seed) {
    double[][] game = PopulationTestGames.random(2, seed);
    for (double unit : new double[] {1e-7, 1e7}) {
      double[][] scaled = PopulationTestGames.times(unit, game);
      compare(game, new PairwiseComparison(2), scaled, new PairwiseComparison(2 / unit));
      compare(
          game,
          new MoranProcess(new Fitness.ExponentialFitness(2)),
          scaled,
          new MoranProcess(new Fitness.ExponentialFitness(2 / unit)));
    }
  }

  private static void compare(
      double[][] one, UpdateProcess first, double[][] two, UpdateProcess second) {
    Fixation left = Fixation.of(PopulationTestGames.population(one, 80, first, 0), 0, 1);
    Fixation right = Fixation.of(PopulationTestGames.population(two, 80, second, 0), 0, 1);
    assertThat(right.logProbability(1)).isCloseTo(left.logProbability(1), within(1e-9));
    assertThat(right.logTime(1)).isCloseTo(left.logTime(1), within(1e-9));
  }

  /** GAME-17: runs agree with the formula within their interval, for every process. */
  @Test
  void runsAgree() {
    for (UpdateProcess process : PopulationTestGames.processes(0.3)) {
      FinitePopulation population =
          PopulationTestGames.population(PopulationTestGames.STAG_HUNT, 12, process, 0);
      SamplingPlan sampling = new SamplingPlan(11, "runs " + process, 4000, 2, 0.999);
      IntervalEstimate estimate =
          PopulationEstimates.fixation(population, 0, 1, 3, 10_000, sampling);
      double exact =
          StrictMath.log(GthElimination.absorption(TransitionMatrices.of(population), 12, 0)[3]);
      assertThat(estimate.covers(Math.exp(exact))).as("%s", estimate).isTrue();
      assertThat(estimate.high() - estimate.low()).isLessThan(0.06);
    }
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
