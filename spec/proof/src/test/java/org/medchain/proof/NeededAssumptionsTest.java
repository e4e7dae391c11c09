package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PROOF-3: what the file says is needed for a condition is, and nothing else is in it. */
class NeededAssumptionsTest {
  /** What is found in less is looked for in every build. */
  private static final int QUICK = 1_000_000;

  private final ProofText proof = ProofText.load();

  @TestFactory
  Stream<DynamicTest> withoutItTheConditionFails() {
    return proof.needed.entrySet().stream().map(each -> search(each, true));
  }

  @TestFactory
  @Tag("exhaustive")
  Stream<DynamicTest> withoutADearOneTheConditionFails() {
    return proof.dear.entrySet().stream().map(each -> search(each, false));
  }

  private DynamicTest search(Map.Entry<String, String> each, boolean quick) {
    return DynamicTest.dynamicTest(
        each.getKey(), () -> assertNeeded(each.getKey(), each.getValue(), quick));
  }

  private void assertNeeded(String name, String id, boolean quick) {
    Condition condition =
        proof.conditions().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    assertThat(ConditionScript.assumptions(proof, condition)).contains(name);
    Set<String> without = Set.of(name);
    Verdict verdict =
        quick
            ? Failure.inSmallWorld(proof, condition, without, QUICK)
            : ConditionSolver.solve(
                ConditionScript.of(proof, condition, without), ConditionSolver.WORK);

    assertThat(verdict.answer()).isEqualTo(Verdict.Answer.REFUTED);
  }

  @Test
  void aGuardThatOnlyForbidsIsUsedByNoCondition() {
    for (String name : proof.forbidding) {
      String action = proof.guards.get(name).action();
      proof.conditions().stream()
          .filter(each -> each.step().equals(action))
          .forEach(each -> assertHolds(each, Set.of(name)));
    }
  }

  private void assertHolds(Condition condition, Set<String> without) {
    String script = ConditionScript.of(proof, condition, without);

    assertThat(ConditionSolver.solve(script, ConditionSolver.WORK).isProved())
        .as(condition.id() + " without " + without)
        .isTrue();
  }

  /** A line that is no goal is used by the condition of another one. */
  @Test
  void everyAssumptionIsNeededOrForbids() {
    Set<String> goals = Set.of("agreement", "decided-is-submitted", "decided-is-fresh", "once");
    Map<String, Set<String>> users = new TreeMap<>();
    for (Condition each : proof.conditions()) {
      for (String use : proof.usesOf(each)) {
        users
            .computeIfAbsent(use.replace(ConditionScript.AFTER, ""), key -> new LinkedHashSet<>())
            .add(each.line());
      }
    }
    for (String line : proof.names("line")) {
      Set<String> others = new LinkedHashSet<>(users.getOrDefault(line, Set.of()));
      others.remove(line);
      assertThat(goals.contains(line) || !others.isEmpty()).as(line).isTrue();
    }
    Set<String> told = new LinkedHashSet<>(proof.needed.keySet());
    told.addAll(proof.dear.keySet());
    told.addAll(proof.forbidding);
    assertThat(told).containsAll(proof.guards.keySet()).containsAll(proof.names("axiom"));
    assertThat(List.copyOf(proof.needed.keySet())).doesNotContainAnyElementsOf(proof.dear.keySet());
  }
}
