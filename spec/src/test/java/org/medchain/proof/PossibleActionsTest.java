package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PROOF-2: the assumptions of the proof do not contradict each other. */
class PossibleActionsTest {
  private static final ProofText PROOF = ProofText.load();

  /** One replica, two views and two blocks: the solver looks through these soon. */
  private static final String WORLD = SmallWorld.of(1, 1, 2, 2).script();

  /** What keeps a step from being about the first block alone. */
  private static final Map<String, String> MORE =
      Map.of(
          "enter", "(assert (not (= s t)))",
          "begin", "(assert (not (= s genesis)))");

  static List<String> actions() {
    return List.copyOf(PROOF.names("action"));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void eachIsPossibleBesideAllLines(String action) {
    String state = WORLD + "(assert (not (= b genesis)))" + MORE.getOrDefault(action, "");
    List<String> lines = List.copyOf(PROOF.names("line"));
    String script = ConditionScript.possible(PROOF, action, lines, state);

    assertThat(ConditionSolver.solve(script, ConditionSolver.WORK).answer())
        .isEqualTo(ProofVerdict.Answer.REFUTED);
  }

  @Test
  void theseAreTheActions() {
    assertThat(actions()).hasSize(17).contains("vote", "enter", "begin", "install", "restart");
  }
}
