package org.medchain.study.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.SymmetricGame;
import org.medchain.study.Studies;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.JsonNode;

/** Finite populations against the formulas of the literature. */
class PopulationAnalysisTest {
  private static JsonNode process(int[] payoffs, String simulate) throws UserInputException {
    return Studies.simulated(
            String.format(
                Locale.ROOT,
                """
                name: q
                game: {kind: symmetric, strategies: [x, y], payoffs: [[%d, %d], [%d, %d]]}
                simulate:
                  %s
                """,
                payoffs[0],
                payoffs[1],
                payoffs[2],
                payoffs[3],
                simulate))
        .at("/processes/0");
  }

  /**
   * Traulsen, Nowak and Pacheco (2006): 1 / (1 + Σ Π exp(−w (π(x) − π(y)))), for the Fermi process
   * and for Moran's with exponential fitness; and the rare mutants' balance from it.
   */
  @Property(seed = "24", tries = 40)
  void fixationIsThatOfTheFormula(
      @ForAll @IntRange(min = -3, max = 3) int a,
      @ForAll @IntRange(min = -3, max = 3) int b,
      @ForAll @IntRange(min = -3, max = 3) int c,
      @ForAll @IntRange(min = -3, max = 3) int d,
      @ForAll @IntRange(min = 2, max = 12) int size,
      @ForAll boolean moran)
      throws UserInputException {
    int[] payoffs = {a, b, c, d};
    JsonNode told =
        process(
            payoffs,
            String.format(
                Locale.ROOT,
                "{processes: [{process: %s, population: %d, selection: 0.3, mutation: 0}],"
                    + " results: [fixation, small-mutation]}",
                moran ? "moran" : "fermi",
                size));
    double first = fixation(payoffs, size, 0.3);
    double second = fixation(new int[] {d, c, b, a}, size, 0.3);
    assertThat(told.at("/log_fixation/0/1").asDouble()).isCloseTo(Math.log(first), within(1e-9));
    assertThat(told.at("/log_fixation/1/0").asDouble()).isCloseTo(Math.log(second), within(1e-9));
    assertThat(told.at("/log_fixation/0/0").isNull()).isTrue();
    assertThat(told.at("/fixation/takeovers/0/probability").asDouble())
        .isCloseTo(first, within(1e-9));
    assertThat(told.at("/small_mutation/shares/0").asDouble())
        .isCloseTo(first / (first + second), within(1e-9));
  }

  private static double fixation(int[] payoffs, int size, double selection) {
    double sum = 1;
    double product = 1;
    for (int i = 1; i < size; i++) {
      double own = ((i - 1) * payoffs[0] + (size - i) * payoffs[1]) / (size - 1.0);
      double other = (i * payoffs[2] + (size - i - 1) * payoffs[3]) / (size - 1.0);
      product *= Math.exp(-selection * (own - other));
      sum += product;
    }
    return 1 / sum;
  }

  /** Without selection one of N takes over with 1/N, after N (N − 1) events of Moran's process. */
  @Example
  void neutralMutantsDrift() throws UserInputException {
    JsonNode told =
        process(
            new int[] {1, 1, 1, 1},
            "{processes: [{process: moran, population: 10, selection: 0, mutation: 0}],"
                + " results: [fixation], mutants: [1, 4]}");
    JsonNode list = told.at("/fixation/takeovers");
    assertThat(list).hasSize(4);
    assertThat(list.get(0).path("probability").asDouble()).isCloseTo(0.1, within(1e-12));
    assertThat(list.get(0).path("time_if_fixed").asDouble()).isCloseTo(90, within(1e-9));
    assertThat(list.get(1).path("mutants").asInt()).isEqualTo(4);
    assertThat(list.get(1).path("probability").asDouble()).isCloseTo(0.4, within(1e-12));
    double fixed = list.get(1).path("time_if_fixed").asDouble();
    double lost = list.get(1).path("time_if_lost").asDouble();
    assertThat(list.get(1).path("time").asDouble())
        .isCloseTo(0.4 * fixed + 0.6 * lost, within(1e-9));
  }

  /** The mean shares are the distribution's; who is alike is there as often. */
  @Property(seed = "24", tries = 20)
  void stationarySharesAreTheDistributions(
      @ForAll @IntRange(min = -3, max = 3) int own, @ForAll @IntRange(min = 2, max = 30) int size)
      throws UserInputException {
    String processes =
        String.format(
            Locale.ROOT,
            "{processes: [{process: fermi, population: %d, mutation: 0.1}], results: [stationary]}",
            size);
    JsonNode alike = process(new int[] {own, 1, 1, own}, processes).path("stationary");
    double[] probabilities = new double[size + 1];
    double mean = 0;
    for (int i = 0; i <= size; i++) {
      probabilities[i] = alike.at("/probabilities/" + i).asDouble();
      mean += probabilities[i] * i / size;
    }
    assertThat(alike.path("states").asInt()).isEqualTo(size + 1);
    assertThat(DoubleStream.of(probabilities).sum()).isCloseTo(1, within(1e-9));
    assertThat(alike.at("/shares/0").asDouble()).isCloseTo(mean, within(1e-9));
    for (int i = 0; i <= size; i++) {
      assertThat(probabilities[i]).isCloseTo(probabilities[size - i], within(1e-9));
    }
    // The chain starts where all play x: x dominates, so it is first.
    JsonNode better = process(new int[] {2, 2, 0, 0}, processes).path("stationary");
    assertThat(better.at("/shares/0").asDouble()).isGreaterThan(0.5);
    assertThat(better.at("/probabilities/" + size).asDouble())
        .isGreaterThan(better.at("/probabilities/0").asDouble());
  }

  /**
   * A state without mutations from it stays; averages begin after the warm-up; the series has it
   * all.
   */
  @Example
  void runsAreAveragedAfterTheWarmUp() throws UserInputException {
    String simulate =
        "{processes: [{process: moran, population: 20, selection: 3, mutation: 0}],"
            + " results: [runs], rounds: 100, warm_up: 200, samples: 30, replicates: 4,"
            + " start: [%s]}";
    int[] dominance = {2, 2, 0, 0};
    JsonNode gone = process(dominance, String.format(Locale.ROOT, simulate, "0, 1")).path("runs");
    assertThat(gone.at("/shares/0/mean").asDouble()).isZero();
    assertThat(gone.at("/shares/1/interval/1").asDouble()).isEqualTo(1);

    String half = String.format(Locale.ROOT, simulate, "0.5, 0.5");
    JsonNode runs = process(dominance, half).path("runs");
    assertThat(runs.at("/shares/0/mean").asDouble()).as("fixed long before").isEqualTo(1);
    assertThat(runs.at("/shares/1/mean").asDouble()).as("and y is gone").isZero();
    assertThat(runs.at("/series/rounds")).hasSize(31);
    assertThat(runs.at("/series/rounds/30").asInt()).isEqualTo(300);
    assertThat(runs.at("/series/mean/0").toString()).isEqualTo("[0.5,0.5]");
    assertThat(process(dominance, half).path("runs")).isEqualTo(runs);
  }

  /** As many as there are, each share rounded up or down, and exact ones unchanged. */
  @Property(seed = "24", tries = 200)
  void startsAreWholeNumbers(
      @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = 0, max = 1) Double> weights,
      @ForAll @IntRange(min = 1, max = 500) int size)
      throws UserInputException {
    double sum = weights.stream().mapToDouble(each -> each).sum() + 0.5;
    List<Double> start =
        IntStream.range(0, weights.size())
            .mapToObj(i -> (weights.get(i) + (i == 0 ? 0.5 : 0)) / sum)
            .toList();
    SymmetricGame game = new SymmetricGame("q", List.of("x", "y"), new double[2][2]);
    SimulationSetup setting =
        new SimulationSetup(
            Studies.read("name: q\ngame: {kind: symmetric, strategies: [x], payoffs: [[1]]}\n"),
            game,
            start,
            Studies.SILENT,
            new StudyResults());
    int[] counts = setting.counts(size);
    assertThat(IntStream.of(counts).sum()).isEqualTo(size);
    for (int i = 0; i < counts.length; i++) {
      assertThat((double) counts[i]).isBetween(start.get(i) * size - 1, start.get(i) * size + 1);
    }
  }
}
