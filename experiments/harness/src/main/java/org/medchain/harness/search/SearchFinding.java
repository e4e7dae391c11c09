package org.medchain.harness.search;

import java.util.Optional;
import org.medchain.harness.judge.Judgement;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryVerdict;

/**
 * What a checker found in a test.
 *
 * @param checker its name
 * @param text what it saw, in one line
 */
public record SearchFinding(String checker, String text) {
  /** The first finding of a test; empty if nothing is wrong. */
  static Optional<SearchFinding> of(Judgement judgement) {
    return judgement.results().stream()
        .filter(each -> each.verdict() == HistoryVerdict.INVALID)
        .findFirst()
        .map(SearchFinding::of);
  }

  private static SearchFinding of(CheckResult result) {
    String text =
        result.findings().stream()
            .findFirst()
            .map(Finding::text)
            .orElse("no text")
            .lines()
            .findFirst()
            .orElse("");
    return new SearchFinding(result.checker(), text);
  }

  /** What {@code medchain mutants} reads. */
  String line(long seed, long tried) {
    return "killed " + checker.replace(' ', '-') + " " + seed + " " + tried + " " + text;
  }
}
