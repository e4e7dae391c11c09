package org.medchain.comparison;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.comparison.workload.DayRequests;
import org.medchain.comparison.workload.DayRequests.DayRequest;
import org.medchain.comparison.workload.DayStepKind;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/** Collects the latencies of a day by the steps of the process, on either host (CMP-55). */
public final class DayRecorder implements SimulationObserver {
  private static final long NS_PER_US = 1000;

  private final Map<RequestId, DayRequest> requests;
  private final List<Long> startsNs;
  private final Map<DayStepKind, KindCounts> kinds = new EnumMap<>(DayStepKind.class);
  private final Map<Integer, Integer> openOfVisit = new LinkedHashMap<>();
  private final List<Long> visitsUs = new ArrayList<>();

  /** Of one kind, so far. */
  private static final class KindCounts {
    private final List<Long> latenciesUs = new ArrayList<>();
    private long planned;
    private long refused;
  }

  /** Of a day that has not begun. */
  public DayRecorder(DayRequests day) {
    requests = day.requests();
    startsNs = day.visitStartsNs();
    for (DayStepKind kind : DayStepKind.values()) {
      kinds.put(kind, new KindCounts());
    }
    for (DayRequest each : requests.values()) {
      kinds.get(each.kind()).planned++;
      openOfVisit.merge(each.visit(), 1, Integer::sum);
    }
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    accepted(request, receipt, intendedNs, atNs);
  }

  /** A request became final at {@code atNs} from the load's beginning. */
  public void accepted(RequestId request, Receipt receipt, long intendedNs, long atNs) {
    DayRequest known = requests.remove(request);
    if (known == null) {
      return; // Not of the day, or told twice.
    }
    KindCounts counts = kinds.get(known.kind());
    counts.latenciesUs.add((atNs - intendedNs) / NS_PER_US);
    if (!receipt.succeeded()) {
      counts.refused++;
    }
    if (openOfVisit.merge(known.visit(), -1, Integer::sum) == 0) {
      visitsUs.add((atNs - startsNs.get(known.visit())) / NS_PER_US);
    }
  }

  /** What became of it. */
  public DayOutcome outcome() {
    List<StepOutcome> steps = new ArrayList<>();
    kinds.forEach(
        (kind, counts) ->
            steps.add(
                StepOutcome.of(
                    kind.key(), counts.planned, counts.refused, array(counts.latenciesUs))));
    steps.add(StepOutcome.of(DayOutcome.VISIT, startsNs.size(), 0, array(visitsUs)));
    return new DayOutcome(steps);
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
