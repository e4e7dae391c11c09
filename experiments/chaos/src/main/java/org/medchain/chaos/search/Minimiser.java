package org.medchain.chaos.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.medchain.chaos.schedule.Schedule;
import org.medchain.chaos.schedule.ScheduleEvent;

/**
 * Cuts a schedule down to one from which no single event can be removed: delta debugging (Zeller
 * and Hildebrandt 2002), then one event after the other until nothing changes.
 */
public final class Minimiser {
  private Minimiser() {}

  /** The smallest part found that still has the violation. */
  public static Schedule minimise(Schedule whole, String oracle) {
    Predicate<List<ScheduleEvent>> fails =
        events ->
            whole.with(events).replay().filter(each -> each.oracle().equals(oracle)).isPresent();
    if (!fails.test(whole.events())) {
      throw new IllegalArgumentException("played again, the schedule violates nothing");
    }
    List<ScheduleEvent> least = removeChunks(whole.events(), fails);
    return whole.with(removeSingles(least, fails));
  }

  private static List<ScheduleEvent> removeChunks(
      List<ScheduleEvent> events, Predicate<List<ScheduleEvent>> fails) {
    List<ScheduleEvent> left = events;
    int pieces = 2;
    while (left.size() >= 2) {
      boolean smaller = false;
      int size = Math.max(1, (left.size() + pieces - 1) / pieces);
      for (int from = 0; from < left.size() && !smaller; from += size) {
        List<ScheduleEvent> rest = without(left, from, Math.min(left.size(), from + size));
        if (fails.test(rest)) {
          left = rest;
          smaller = true;
        }
      }
      if (smaller) {
        pieces = Math.max(2, pieces - 1);
      } else if (size == 1) {
        return left;
      } else {
        pieces = Math.min(left.size(), pieces * 2);
      }
    }
    return left;
  }

  private static List<ScheduleEvent> removeSingles(
      List<ScheduleEvent> events, Predicate<List<ScheduleEvent>> fails) {
    List<ScheduleEvent> left = events;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = left.size() - 1; i >= 0; i--) {
        List<ScheduleEvent> rest = without(left, i, i + 1);
        if (fails.test(rest)) {
          left = rest;
          changed = true;
        }
      }
    }
    return left;
  }

  private static List<ScheduleEvent> without(List<ScheduleEvent> events, int from, int to) {
    List<ScheduleEvent> rest = new ArrayList<>(events.subList(0, from));
    rest.addAll(events.subList(to, events.size()));
    return rest;
  }
}
