package org.medchain.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medchain.history.History;
import org.medchain.history.sim.Written;

/** HIST-5, HIST-12: verdicts, checkers together, and what succeeded at all. */
class CheckerTest {
  private static final History EMPTY = Written.history();

  private static CheckResult saying(HistoryValidity verdict) {
    return new CheckResult(
        verdict.word(),
        verdict,
        Map.of(verdict.word(), 1L),
        verdict == HistoryValidity.VALID
            ? List.of()
            : List.of(new Finding(verdict.word(), "so it is")));
  }

  @Test
  void theWorstVerdictCounts() {
    for (HistoryValidity one : HistoryValidity.values()) {
      for (HistoryValidity other : HistoryValidity.values()) {
        HistoryValidity worst =
            List.of(one, other).contains(HistoryValidity.INVALID)
                ? HistoryValidity.INVALID
                : List.of(one, other).contains(HistoryValidity.UNKNOWN)
                    ? HistoryValidity.UNKNOWN
                    : HistoryValidity.VALID;
        assertThat(one.and(other)).isEqualTo(worst);
        assertThat(saying(one).and(saying(other)).verdict()).isEqualTo(worst);
      }
    }
  }

  @Test
  void whatEachSaysIsKept() {
    CheckResult result = saying(HistoryValidity.INVALID).and(saying(HistoryValidity.UNKNOWN));
    assertThat(result.checker()).isEqualTo("invalid, unknown");
    assertThat(result.counts()).containsOnlyKeys("invalid", "unknown");
    assertThat(result.findings()).hasSize(2);
  }

  @Test
  void nothingThatSucceededIsUnknown() {
    StatisticsChecker checker = new StatisticsChecker((f, tries) -> HistoryValidity.INVALID);
    assertThat(checker.check(EMPTY).verdict()).isEqualTo(HistoryValidity.UNKNOWN);
    History failed = Written.history("0 invoke read", "0 fail read", "1 invoke read");
    CheckResult result = checker.check(failed);
    assertThat(result.verdict()).isEqualTo(HistoryValidity.UNKNOWN);
    assertThat(result.counts())
        .containsEntry("operations", 2L)
        .containsEntry("ok", 0L)
        .containsEntry("fail", 1L)
        .containsEntry("open", 1L);
  }

  @Test
  void aFunctionThatNeverSucceededIsWhatTheCallerSays() {
    History history = Written.history("0 invoke read", "0 ok read", "1 invoke cas [1 2]");
    for (HistoryValidity never : HistoryValidity.values()) {
      CheckResult result = new StatisticsChecker((f, tries) -> never).check(history);
      assertThat(result.verdict()).isEqualTo(never);
      assertThat(result.findings())
          .containsExactly(new Finding("never succeeded", "no cas is ok, of 1"));
    }
  }
}
