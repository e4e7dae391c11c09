package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PROOF-1: every condition holds. */
class AgreementProofTest {
  private final ProofText proof = ProofText.load();

  @Test
  void everyConditionHolds() {
    List<String> open = new ArrayList<>();
    for (ProofCondition each : proof.conditions()) {
      String script = ConditionScript.of(proof, each, Set.of());
      ProofVerdict verdict = ConditionSolver.solve(script, ConditionSolver.WORK);
      if (!verdict.isProved()) {
        open.add(each.id() + " " + verdict.answer());
      }
    }

    assertThat(open).isEmpty();
  }

  @Test
  void whatIsPromisedIsAmongTheLines() {
    assertThat(proof.names("line"))
        .contains("agreement", "decided-is-submitted", "decided-is-fresh", "once");
    assertThat(proof.conditions()).hasSizeGreaterThan(250);
  }

  /** A condition uses lines and lemmas; of the state afterwards, none that in turn needs it. */
  @Test
  void noConditionRestsOnItself() {
    for (ProofCondition each : proof.conditions()) {
      assertThat(dependencies(each, new ArrayList<>())).as(each.id()).doesNotContain(each);
    }
  }

  private List<ProofCondition> dependencies(ProofCondition condition, List<ProofCondition> found) {
    for (String use : proof.usesOf(condition)) {
      boolean after = use.endsWith(ConditionScript.AFTER);
      String name = after ? use.substring(0, use.length() - 1) : use;
      assertThat(
              proof.sentences.get("line").containsKey(name) || proof.names("lemma").contains(name))
          .as(condition.id() + " uses " + use)
          .isTrue();
      ProofCondition next =
          after
              ? new ProofCondition(condition.step(), name)
              : new ProofCondition(ProofCondition.LEMMA, name);
      boolean isStep = after || proof.names("lemma").contains(name);
      if (isStep && !found.contains(next)) {
        found.add(next);
        dependencies(next, found);
      }
    }
    return found;
  }

  /** Every update is of a relation of the state, and every condition in the file is one. */
  @Test
  void theFileNamesNothingUnknown() {
    proof.updates.values().forEach(each -> assertThat(proof.state).containsAll(each.keySet()));
    List<String> ids = proof.conditions().stream().map(ProofCondition::id).toList();
    assertThat(ids).containsAll(proof.uses.keySet());
    assertThat(proof.definitions.keySet()).containsAll(proof.guards.keySet());
    proof.guards.values().forEach(g -> assertThat(proof.names("action")).contains(g.action()));
  }
}
