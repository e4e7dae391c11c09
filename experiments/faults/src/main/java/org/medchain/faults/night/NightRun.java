package org.medchain.faults.night;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.judge.LedgerChecker;
import org.medchain.faults.result.CallOutcome;
import org.medchain.faults.result.FinishedTest;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.HistoryValidity;

/**
 * A run as a row of a table.
 *
 * @param config of it, with the plan
 * @param verdict of it, or {@code broken}
 * @param calls what became of its operations
 * @param acknowledged ordered calls that were answered
 * @param lost of these, those that stand in no ledger
 */
record NightRun(
    HarnessConfig config,
    String verdict,
    Map<CallOutcome, Integer> calls,
    long acknowledged,
    long lost) {
  static final String BROKEN = "broken";

  static final List<CsvColumn<NightRun>> COLUMNS =
      List.of(
          new CsvColumn<>("run", run -> run.config.name()),
          new CsvColumn<>("host", run -> run.config.host()),
          new CsvColumn<>("workload", run -> run.config.workload()),
          new CsvColumn<>("seed", run -> run.config.seed()),
          new CsvColumn<>("time_limit_s", run -> run.config.timeLimitS()),
          new CsvColumn<>("verdict", NightRun::verdict),
          new CsvColumn<>("operations", NightRun::operations),
          new CsvColumn<>("ok", run -> run.calls.get(CallOutcome.OK)),
          new CsvColumn<>("acknowledged", NightRun::acknowledged),
          new CsvColumn<>("lost", NightRun::lost),
          new CsvColumn<>("faults", run -> run.config.plan().orElseThrow().size()),
          new CsvColumn<>("kinds", NightRun::kinds));

  static NightRun of(FinishedTest test) {
    List<CheckResult> results = test.judgement().results();
    return new NightRun(
        test.config(),
        test.judgement().verdict().word(),
        CallOutcome.count(test.operations()),
        results.stream()
            .mapToLong(each -> each.counts().getOrDefault(LedgerChecker.ACKNOWLEDGED, 0L))
            .sum(),
        results.stream()
            .flatMap(each -> each.findings().stream())
            .filter(each -> each.name().equals(LedgerChecker.LOST))
            .count());
  }

  /** It came to no verdict. */
  static NightRun broken(HarnessConfig config) {
    return new NightRun(config, BROKEN, CallOutcome.count(List.of()), 0, 0);
  }

  long operations() {
    return calls.values().stream().mapToLong(each -> each).sum();
  }

  /** What became of some runs and of their operations. */
  static Map<String, Long> figures(List<NightRun> runs) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("runs", (long) runs.size());
    Stream.concat(Stream.of(HistoryValidity.values()).map(HistoryValidity::word), Stream.of(BROKEN))
        .forEach(
            word ->
                figures.put(word, runs.stream().filter(run -> run.verdict().equals(word)).count()));
    for (CallOutcome each : CallOutcome.values()) {
      figures.put(each.word(), runs.stream().mapToLong(run -> run.calls().get(each)).sum());
    }
    return figures;
  }

  private String kinds() {
    return config.plan().orElseThrow().stream()
        .map(each -> each.kind().word())
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
