package org.medchain.study.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;
import org.medchain.study.file.StudyFile;

/** Who evolves and from where; and what of a study's section is refused, at its line. */
class SceneTest {
  private static final String ROLES =
      """
      name: q
      game:
        kind: normal-form
        players: [{name: x, actions: [a, b]}, {name: y, actions: [c, d, e]}]
        payoffs: [[[1, 0], [2, 0], [3, 0]], [[0, 1], [0, 2], [0, 3]]]
      evolve:
        samples: 40
      """;

  private static PopulationModel scene(StudyFile study) throws UserInputException {
    return PopulationModel.of(study, study.section("evolve"));
  }

  /** In each population the shares add up to 1 and all are there; no two starts are the same. */
  @Property(seed = "24", tries = 8)
  void spreadStartsAreStates(@ForAll @IntRange(min = 2, max = 9) int strategies)
      throws UserInputException {
    String names =
        IntStream.range(0, strategies).mapToObj(i -> "s" + i).collect(Collectors.joining(", "));
    String row =
        IntStream.range(0, strategies).mapToObj(i -> "1").collect(Collectors.joining(", "));
    String rows =
        IntStream.range(0, strategies)
            .mapToObj(i -> "[" + row + "]")
            .collect(Collectors.joining(", "));
    StudyFile one =
        Studies.read(
            String.format(
                Locale.ROOT,
                "name: q%ngame: {kind: symmetric, strategies: [%s], payoffs: [%s]}%n",
                names,
                rows));
    StudyFile two = Studies.read(ROLES);
    for (StudyFile study : List.of(one, two)) {
      PopulationModel scene = scene(study);
      List<double[]> starts = scene.starts(study.section("evolve"));
      assertThat(starts.stream().map(Arrays::toString)).doesNotHaveDuplicates().isNotEmpty();
      for (double[] start : starts) {
        int first = 0;
        for (int size : scene.sizes()) {
          assertThat(Arrays.stream(start, first, first + size).sum()).isCloseTo(1, within(1e-12));
          first += size;
        }
        assertThat(start).hasSize(first).doesNotContain(0);
      }
    }
    assertThat(scene(one).perRole()).isFalse();
    assertThat(scene(one).sizes()).containsExactly(strategies);
  }

  @Example
  void rolesHaveAPopulationEach() throws UserInputException {
    StudyFile study = Studies.read(ROLES);
    PopulationModel scene = scene(study);
    assertThat(scene.perRole()).isTrue();
    assertThat(scene.sizes()).containsExactly(2, 3);
    assertThat(scene.names()).containsExactly("x: a", "x: b", "y: c", "y: d", "y: e");
    assertThat(scene.columns("all")).hasSize(5);
    assertThat(scene.cells(new double[] {0.25, 0.75, 1, 0, 0})).hasSize(5);
    assertThat(scene.describe(new double[] {0.25, 0.75, 1, 0, 0})).contains(" · ");
  }

  /** Equal distances in time, as many as go into the whole. */
  @Example
  void samplesAreAPartOfTheTime() throws UserInputException {
    assertThat(DynamicReport.samples(Studies.read(ROLES).section("evolve"))).isEqualTo(40);
    String every = ROLES + "  time: 3\n  every: ";
    assertThat(DynamicReport.samples(Studies.read(every + "0.1\n").section("evolve")))
        .isEqualTo(30);
    assertThat(DynamicReport.samples(Studies.read(every + "3\n").section("evolve"))).isEqualTo(1);
    assertThat(DynamicReport.samples(Studies.read(every + "3/7\n").section("evolve"))).isEqualTo(7);
  }

  @Example
  void dynamicsHaveTheirOwnParameters() throws UserInputException {
    StudyFile study =
        Studies.read(ROLES + "  dynamics: [{dynamic: logit, noise: 0.5}, {dynamic: replicator}]\n");
    List<DynamicSelection> choices = DynamicSelection.of(study.section("evolve"));
    assertThat(choices)
        .extracting(DynamicSelection::description)
        .containsExactly("logit (noise 0.5)", "replicator");
    assertThat(choices)
        .extracting(DynamicSelection::timeUnit)
        .containsExactly("revisions of each individual", DynamicSelection.INVERSE_PAYOFF);
    assertThat(choices.get(0).with("noise", 0.25).parameters()).containsEntry("noise", 0.25);
    assertThat(choices.get(0).parameters()).containsEntry("noise", 0.5);
  }
}
