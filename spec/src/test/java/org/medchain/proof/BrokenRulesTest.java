package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** PROOF-4: rules that look as good, and defects, fail. */
class BrokenRulesTest {
  @Test
  void theyAreThese() {
    assertThat(BrokenRule.all())
        .extracting(BrokenRule::name)
        .containsExactly("A", "B", "BT", "Dx", "M01", "M06", "M10", "M11", "Q");
  }

  @TestFactory
  Stream<DynamicTest> eachFails() {
    return BrokenRule.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> assertFails(rule)));
  }

  /** The same condition holds without the defect, as AgreementProofTest shows. */
  private static void assertFails(BrokenRule rule) {
    ProofVerdict verdict = rule.verdict();

    assertThat(verdict.answer()).isEqualTo(ProofVerdict.Answer.REFUTED);
    assertThat(verdict.counterexample()).isPresent();
    assertThat(ProofText.load().conditions()).contains(rule.fails());
  }
}
