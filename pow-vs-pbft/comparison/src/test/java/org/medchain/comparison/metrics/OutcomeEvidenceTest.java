package org.medchain.comparison.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CMP-9: the table of verdicts. */
class OutcomeEvidenceTest {
  @ParameterizedTest
  @CsvSource({
    // violations, promised, submitted, committed, honest, expected live, mute: verdict
    "0, true,  10, 10, 4, true,  true,  PASS",
    "0, true,  10,  9, 4, true,  true,  FAIL",
    "0, true,  10,  0, 3, true,  false, FAIL",
    "1, true,  10, 10, 4, true,  true,  FAIL",
    "1, true,   0,  0, 4, true,  true,  FAIL",
    "1, true,  10,  5, 0, false, false, FAIL",
    "0, true,   0,  0, 4, true,  true,  UNKNOWN",
    "0, true,   0,  0, 2, false, true,  UNKNOWN",
    "0, true,  10,  0, 2, false, true,  PASS",
    "0, true,  10,  1, 2, false, true,  FAIL",
    "0, true,  10, 10, 2, false, true,  FAIL",
    "0, true,  10,  0, 2, false, false, UNKNOWN",
    "0, true,  10,  1, 2, false, false, PASS",
    "0, true,  10, 10, 2, false, false, PASS",
    "0, true,  10,  0, 0, false, true,  UNKNOWN",
    "0, true,  10, 10, 0, false, false, UNKNOWN",
    // Agreement is not promised.
    "3, false, 10, 10, 4, true,  false, UNKNOWN",
    "3, false, 10,  9, 2, false, false, UNKNOWN",
    "0, false, 10, 10, 2, false, false, UNKNOWN",
    "0, false, 10,  0, 2, false, true,  UNKNOWN",
    "0, false, 10, 10, 4, true,  false, PASS",
    "0, false, 10,  9, 4, true,  false, FAIL",
  })
  void table(
      long violations,
      boolean promised,
      long submitted,
      long committed,
      int honest,
      boolean expectedLive,
      boolean mute,
      TrialOutcome expected) {
    ReasonedOutcome judgement =
        new OutcomeEvidence(
                violations,
                promised,
                new RequestCounts(submitted, committed, 0),
                honest,
                expectedLive,
                mute,
                Optional.empty())
            .verdict();
    assertThat(judgement.verdict()).isEqualTo(expected);
    assertThat(judgement.reason().isEmpty()).isEqualTo(expected == TrialOutcome.PASS);
    assertThat(judgement.reason().orElse("")).doesNotContain("\n");
  }

  @Test
  void reasonsCountWhatIsMissing() {
    assertThat(evidence(0, 7, Optional.empty()).verdict().reason())
        .isEqualTo(
            Optional.of(
                "progress was expected, and 3 of 10 requests were not final at the drain bound"));
  }

  private static OutcomeEvidence evidence(
      long violations, long committed, Optional<String> unequal) {
    return new OutcomeEvidence(
        violations, true, new RequestCounts(10, committed, 0), 4, true, true, unequal);
  }

  /** CMP-4: in all cases; but a broken promise is not hidden. */
  @Test
  void lessThanRequestedIsUnequalUnlessItFails() {
    Optional<String> why = Optional.of("too few confirmations");
    assertThat(evidence(0, 10, why).verdict())
        .isEqualTo(new ReasonedOutcome(TrialOutcome.UNEQUAL, why));
    assertThat(evidence(1, 10, why).verdict().verdict()).isEqualTo(TrialOutcome.FAIL);
    assertThat(evidence(0, 7, why).verdict().verdict()).isEqualTo(TrialOutcome.FAIL);
  }
}
