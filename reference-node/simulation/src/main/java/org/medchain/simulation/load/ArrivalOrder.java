package org.medchain.simulation.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.data.Argument;
import org.medchain.data.RequestId;

/**
 * Which arrivals of an open load still wait for others to be final (SIM-44); the same for both
 * hosts. A load without such arrivals costs nothing here.
 */
public final class ArrivalOrder {
  /** Those that some arrival waits for, and that are not final yet. */
  private final Set<RequestId> open = new LinkedHashSet<>();

  /** The arrivals whose time has come and that wait, in the order of their times. */
  private final List<RequestArrival> held = new ArrayList<>();

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
      Argument.refuseIf(
          !before.containsAll(each.after()),
          "an arrival waits for one that does not come before it");
      open.addAll(each.after());
      before.add(each.transaction().request());
    }
  }

  private boolean waits(RequestArrival arrival) {
    return !Collections.disjoint(open, arrival.after());
  }

  /** Whether an arrival whose time has come has to wait; it is kept until it need not any more. */
  public boolean hold(RequestArrival arrival) {
    return waits(arrival) && held.add(arrival);
  }

  /** A request is final: the arrivals that wait for nothing more, in the order of their times. */
  public List<RequestArrival> released(RequestId request) {
    if (!open.remove(request)) {
      return List.of();
    }
    List<RequestArrival> now = held.stream().filter(each -> !waits(each)).toList();
    held.removeIf(each -> !waits(each));
    return now;
  }

  /** Whether no arrival whose time has come waits. */
  public boolean isEmpty() {
    return held.isEmpty();
  }
}
