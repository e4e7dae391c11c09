package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PROOF-3: what the file says is needed for a condition is, and nothing else is in it. */
class NeededAssumptionsTest {
  /** Where a counterexample is looked for, the cheapest search first. */
  private static final List<Search> SEARCHES =
      List.of(
          new Search(SmallWorld.of(2, 2, 2, 3).script(), 3_000_000),
          new Search(SmallWorld.of(3, 2, 3, 4).script(), 1_000_000),
          new Search("", 20_000_000));

  private record Search(String world, int work) {}

  private final ProofText proof = ProofText.load();

  @TestFactory
  Stream<DynamicTest> withoutItTheConditionFails() {
    return proof.needed.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> assertNeeded(each.getKey(), each.getValue())));
  }

  private void assertNeeded(String name, String id) {
    ProofCondition condition =
        proof.conditions().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    assertThat(ConditionScript.assumptions(proof, condition)).contains(name);
    String script = ConditionScript.of(proof, condition, Set.of(name));

    assertThat(SEARCHES)
        .anyMatch(
            search ->
                ConditionSolver.solve(script + search.world(), search.work()).answer()
                    == ProofVerdict.Answer.REFUTED);
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

  private void assertHolds(ProofCondition condition, Set<String> without) {
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
    for (ProofCondition each : proof.conditions()) {
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
    told.addAll(proof.forbidding);
    assertThat(told).containsAll(proof.guards.keySet()).containsAll(proof.names("axiom"));
    assertThat(proof.needed.keySet()).containsAll(proof.names("lemma"));
    assertThat(proof.needed.keySet()).doesNotContainAnyElementsOf(proof.forbidding);
  }
}
