package org.medchain.faults.night;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.result.FaultSpan;
import org.medchain.faults.result.FinishedTest;
import org.medchain.faults.result.RecoveryTime;

/**
 * What happened in a night so far.
 *
 * @param runs in their order
 * @param faults how often each kind happened
 * @param recoveries from all of them
 * @param failures in their order
 */
record NightTally(
    List<NightRun> runs,
    Map<NemesisKind, Integer> faults,
    List<RecoveryTime> recoveries,
    List<NightFailure> failures) {
  NightTally() {
    this(new ArrayList<>(), new EnumMap<>(NemesisKind.class), new ArrayList<>(), new ArrayList<>());
  }

  void add(FinishedTest test) {
    runs.add(NightRun.of(test));
    for (FaultSpan each : test.faults()) {
      if (each.problem().isEmpty()) {
        faults.merge(each.fault().kind(), 1, Integer::sum);
      }
    }
    recoveries.addAll(test.recoveries());
  }

  void addBroken(HarnessConfig config) {
    runs.add(NightRun.broken(config));
  }

  void add(NightFailure failure) {
    failures.add(failure);
  }

  /** By host and workload, both in the name. */
  Map<String, List<NightRun>> groups() {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.config().host() + " " + each.config().workload(),
                TreeMap::new,
                Collectors.toList()));
  }

  long sum(ToLongFunction<NightRun> figure) {
    return runs.stream().mapToLong(figure).sum();
  }
}
