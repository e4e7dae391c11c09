package org.medchain.history.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.History;

/** Several checkers of one history; the worst verdict counts (HIST-5). */
public final class ComposedChecker implements HistoryChecker {
  private final List<HistoryChecker> checkers;

  /** In the order in which their findings are shown. */
  public ComposedChecker(HistoryChecker... checkers) {
    this.checkers = List.of(checkers);
  }

  @Override
  public CheckResult check(History history) {
    List<String> names = new ArrayList<>();
    HistoryVerdict verdict = HistoryVerdict.VALID;
    Map<String, Long> counts = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    Optional<Counterexample> counterexample = Optional.empty();
    List<String> witness = List.of();
    for (HistoryChecker checker : checkers) {
      CheckResult result = checker.check(history);
      names.add(result.checker());
      verdict = verdict.and(result.verdict());
      counts.putAll(result.counts());
      findings.addAll(result.findings());
      counterexample = counterexample.or(result::counterexample);
      witness = witness.isEmpty() ? result.witness() : witness;
    }
    return new CheckResult(
        String.join(", ", names), verdict, counts, findings, counterexample, witness);
  }
}
