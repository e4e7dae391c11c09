package org.medchain.faults.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.run.CallRecord;
import org.medchain.history.History;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.check.StatisticsChecker;

/**
 * What a run showed.
 *
 * @param history of clients and nemeses
 * @param results of all checkers
 */
public record Judgement(History history, List<CheckResult> results) {
  /** Of a call at a time when nothing is answered, one a worker or two are made. */
  private static final int ENOUGH_TRIES = 20;

  /** Judges what a host saw. */
  public static Judgement of(HostOutcome outcome) {
    History history = new HistoryBuilder(outcome).build();
    List<CheckResult> results = new ArrayList<>();
    results.add(outcome.workload().checker().check(history));
    results.add(new LedgerChecker(outcome).check());
    results.add(liveness(outcome));
    results.add(
        new StatisticsChecker((f, tries) -> neverSucceeded(outcome, f, tries)).check(history));
    return new Judgement(history, results);
  }

  /** The worst of all verdicts. */
  public HistoryValidity verdict() {
    return results.stream()
        .map(CheckResult::verdict)
        .reduce(HistoryValidity.VALID, HistoryValidity::and);
  }

  /** The first finding, in one line; empty if nothing is wrong. */
  public Optional<OracleViolation> violation() {
    return results.stream()
        .filter(each -> each.verdict() == HistoryValidity.INVALID)
        .findFirst()
        .map(
            each ->
                new OracleViolation(
                    each.checker(),
                    each.findings().stream()
                        .findFirst()
                        .flatMap(finding -> finding.text().lines().findFirst())
                        .orElse("no text")));
  }

  /**
   * Jepsen's rule (FAULT-20): it is no accident that a function never succeeds, though it was tried
   * often and calls are answered in the end.
   */
  private static HistoryValidity neverSucceeded(HostOutcome outcome, String f, long tries) {
    boolean answeredInTheEnd =
        outcome.calls().stream().anyMatch(each -> each.last() && each.answer().isPresent());
    return answeredInTheEnd && tries >= ENOUGH_TRIES && !outcome.workload().isByChance(f)
        ? HistoryValidity.INVALID
        : HistoryValidity.UNKNOWN;
  }

  /** After the heal every call is answered (bounded liveness), and no process ends by itself. */
  private static CheckResult liveness(HostOutcome outcome) {
    List<Finding> findings = new ArrayList<>();
    for (CallRecord each : outcome.calls()) {
      if (each.last() && each.answer().isEmpty()) {
        findings.add(
            new Finding("no answer after the heal", each.call().f() + " " + each.call().value()));
      }
    }
    for (CallRecord each : outcome.first()) {
      if (each.answer().isEmpty() || !each.answer().get().receipt().succeeded()) {
        findings.add(
            new Finding("the workload could not begin", each.call().f() + " was not answered"));
      }
    }
    outcome.problems().forEach(each -> findings.add(new Finding("unexpected", each)));
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("last calls", outcome.calls().stream().filter(CallRecord::last).count());
    return CheckResult.of("liveness", counts, findings);
  }
}
