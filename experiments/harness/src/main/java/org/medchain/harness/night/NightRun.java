package org.medchain.harness.night;

import java.util.List;
import java.util.stream.Collectors;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.judge.LedgerChecker;
import org.medchain.harness.result.FinishedTest;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;

/**
 * A run as a row of a table.
 *
 * @param config of it, with the plan
 * @param verdict of it, or {@code broken}
 * @param ok operations that succeeded
 * @param operations all of them
 * @param acknowledged ordered calls that were answered
 * @param lost of these, those that stand in no ledger
 */
record NightRun(
    HarnessConfig config, String verdict, long ok, long operations, long acknowledged, long lost) {
  static final List<String> HEADS =
      List.of(
          "run",
          "host",
          "workload",
          "seed",
          "time_limit_s",
          "verdict",
          "operations",
          "ok",
          "acknowledged",
          "lost",
          "faults",
          "kinds");

  static NightRun of(FinishedTest test) {
    List<CheckResult> results = test.judgement().results();
    return new NightRun(
        test.config(),
        test.judgement().verdict().word(),
        test.operations().stream().filter(HistoryOperation::isOk).count(),
        test.operations().size(),
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
    return new NightRun(config, "broken", 0, 0, 0, 0);
  }

  List<String> row() {
    String kinds =
        config.plan().orElseThrow().stream()
            .map(each -> each.kind().word())
            .distinct()
            .collect(Collectors.joining(" "));
    return List.of(
        config.name(),
        config.host(),
        config.workload(),
        "" + config.seed(),
        "" + config.timeLimitS(),
        verdict,
        "" + operations,
        "" + ok,
        "" + acknowledged,
        "" + lost,
        "" + config.plan().orElseThrow().size(),
        kinds);
  }
}
