package org.medchain.harness.night;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.result.FaultSpan;
import org.medchain.harness.result.FinishedTest;
import org.medchain.harness.result.RecoveryTime;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.HistoryVerdict;

/** What happened in a night so far. */
final class NightTally {
  private final Map<String, RunCounts> runs = new TreeMap<>();
  private final Map<NemesisKind, Integer> faults = new EnumMap<>(NemesisKind.class);
  private final List<RecoveryTime> recoveries = new ArrayList<>();
  private final List<NightFailure> failures = new ArrayList<>();
  private final List<NightRun> list = new ArrayList<>();

  /** Of one host and workload. */
  static final class RunCounts {
    private final Map<HistoryVerdict, Integer> verdicts = new EnumMap<>(HistoryVerdict.class);
    private int broken;
    private long ok;
    private long fail;
    private long info;

    int count() {
      return verdicts.values().stream().mapToInt(each -> each).sum() + broken;
    }

    int count(HistoryVerdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }

    /** Runs that did not come to a verdict. */
    int broken() {
      return broken;
    }

    long ok() {
      return ok;
    }

    long fail() {
      return fail;
    }

    long info() {
      return info;
    }
  }

  private RunCounts counts(HarnessConfig config) {
    return runs.computeIfAbsent(config.host() + " " + config.workload(), name -> new RunCounts());
  }

  void add(FinishedTest test) {
    RunCounts counts = counts(test.config());
    counts.verdicts.merge(test.judgement().verdict(), 1, Integer::sum);
    for (HistoryOperation each : test.operations()) {
      if (each.isOk()) {
        counts.ok++;
      } else if (each.isFailed()) {
        counts.fail++;
      } else {
        counts.info++;
      }
    }
    for (FaultSpan each : test.faults()) {
      if (each.problem().isEmpty()) {
        faults.merge(each.fault().kind(), 1, Integer::sum);
      }
    }
    recoveries.addAll(test.recoveries());
    list.add(NightRun.of(test));
  }

  void addBroken(HarnessConfig config) {
    counts(config).broken++;
    list.add(NightRun.broken(config));
  }

  void add(NightFailure failure) {
    failures.add(failure);
  }

  /** By host and workload, both in the name. */
  Map<String, RunCounts> runs() {
    return runs;
  }

  Map<NemesisKind, Integer> faults() {
    return faults;
  }

  List<RecoveryTime> recoveries() {
    return recoveries;
  }

  List<NightFailure> failures() {
    return failures;
  }

  /** In their order. */
  List<NightRun> list() {
    return list;
  }

  long acknowledged() {
    return list.stream().mapToLong(NightRun::acknowledged).sum();
  }

  long lost() {
    return list.stream().mapToLong(NightRun::lost).sum();
  }

  int runCount() {
    return runs.values().stream().mapToInt(RunCounts::count).sum();
  }

  long operationCount() {
    return runs.values().stream().mapToLong(each -> each.ok() + each.fail() + each.info()).sum();
  }
}
