package org.medchain.history.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.medchain.history.History;
import org.medchain.history.HistoryOperation;

/**
 * How many operations of each function succeeded, failed or stayed open (HIST-12). Where none
 * succeeded at all, nothing is known.
 *
 * @param never what it means that a function, which was tried so often, never succeeded while
 *     others did
 */
public record StatisticsChecker(BiFunction<String, Long, HistoryValidity> never)
    implements HistoryChecker {
  @Override
  public CheckResult check(History history) {
    Map<String, long[]> byFunction = new TreeMap<>();
    for (HistoryOperation each : history.operations()) {
      long[] counts = byFunction.computeIfAbsent(each.f(), f -> new long[3]);
      counts[each.isOk() ? 0 : each.isFailed() ? 1 : 2]++;
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    long ok = byFunction.values().stream().mapToLong(each -> each[0]).sum();
    counts.put("operations", (long) history.operations().size());
    counts.put("ok", ok);
    counts.put("fail", byFunction.values().stream().mapToLong(each -> each[1]).sum());
    counts.put("open", byFunction.values().stream().mapToLong(each -> each[2]).sum());
    byFunction.forEach((f, each) -> counts.put(f + " ok", each[0]));
    List<Finding> findings = new ArrayList<>();
    if (ok == 0) {
      findings.add(new Finding("nothing succeeded", "no operation is ok: nothing can be judged"));
      return new CheckResult("statistics", HistoryValidity.UNKNOWN, counts, findings);
    }
    HistoryValidity verdict = HistoryValidity.VALID;
    for (Map.Entry<String, long[]> each : byFunction.entrySet()) {
      if (each.getValue()[0] == 0) {
        long tries = each.getValue()[1] + each.getValue()[2];
        String text = "no " + each.getKey() + " is ok, of " + tries;
        findings.add(new Finding("never succeeded", text));
        verdict = verdict.and(never.apply(each.getKey(), tries));
      }
    }
    return new CheckResult("statistics", verdict, counts, findings);
  }
}
