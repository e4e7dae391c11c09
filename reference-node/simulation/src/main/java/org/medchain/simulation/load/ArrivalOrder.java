package org.medchain.simulation.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.data.RequestId;

/**
 * Which arrivals of an open load still wait for others to be final (SIM-44); the same for both
 * hosts. A load without such arrivals costs nothing here.
 */
public final class ArrivalOrder {
  /** Those that some arrival waits for, and that are not final yet. */
  private final Set<RequestId> open = new LinkedHashSet<>();

  private final Map<RequestId, List<HeldArrival>> waiting = new LinkedHashMap<>();
  private int held;

  /** An arrival whose time has come, with the number of those that it waits for. */
  private static final class HeldArrival {
    private final RequestArrival arrival;
    private int missing;

    HeldArrival(RequestArrival arrival) {
      this.arrival = arrival;
    }
  }

  /**
   * Of a load that has not begun.
   *
   * @throws IllegalArgumentException if an arrival waits for one that does not come before it
   */
  public ArrivalOrder(List<RequestArrival> arrivals) {
    if (arrivals.stream().allMatch(each -> each.after().isEmpty())) {
      return;
    }
    Set<RequestId> before = new LinkedHashSet<>();
    for (RequestArrival each : arrivals) {
      if (!before.containsAll(each.after())) {
        throw new IllegalArgumentException("an arrival waits for one that does not come before it");
      }
      open.addAll(each.after());
      before.add(each.transaction().request());
    }
  }

  /** Whether an arrival whose time has come has to wait; it is kept until it need not any more. */
  public boolean hold(RequestArrival arrival) {
    HeldArrival kept = new HeldArrival(arrival);
    for (RequestId each : arrival.after()) {
      if (open.contains(each)) {
        kept.missing++;
        waiting.computeIfAbsent(each, id -> new ArrayList<>()).add(kept);
      }
    }
    if (kept.missing > 0) {
      held++;
    }
    return kept.missing > 0;
  }

  /** A request is final: the arrivals that wait for nothing more, in the order of their times. */
  public List<RequestArrival> released(RequestId request) {
    if (!open.remove(request)) {
      return List.of();
    }
    List<RequestArrival> now = new ArrayList<>();
    List<HeldArrival> here = waiting.remove(request);
    for (HeldArrival each : here == null ? List.<HeldArrival>of() : here) {
      each.missing--;
      if (each.missing == 0) {
        held--;
        now.add(each.arrival);
      }
    }
    return now;
  }

  /** Whether no arrival whose time has come waits. */
  public boolean isEmpty() {
    return held == 0;
  }
}
