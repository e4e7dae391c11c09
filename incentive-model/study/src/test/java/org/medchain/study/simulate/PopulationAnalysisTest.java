package org.medchain.study.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.GroupGame;
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
    GroupGame game = GroupGame.ofMatrix("q", List.of("x", "y"), new double[2][2]);
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
