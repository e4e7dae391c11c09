package org.medchain.study.evolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
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
