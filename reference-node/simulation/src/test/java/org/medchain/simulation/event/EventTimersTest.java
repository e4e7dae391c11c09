package org.medchain.simulation.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Timer;

/** SIM-4: a timer fires when it is due, and only if it was started and not stopped since. */
class EventTimersTest {
  /** At a time, a timer is started with a delay, or stopped if the delay is negative. */
  record Operation(long afterNs, long key, long delayNs) {}

  private record Fired(long atNs, long key) {}

  @Provide
  Arbitrary<List<Operation>> operations() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 10),
            Arbitraries.longs().between(0, 2),
            Arbitraries.longs().between(-10, 40))
        .as(Operation::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500, seed = "3")
  void timersFireWhenDue(@ForAll("operations") List<Operation> operations) {
    EventQueue queue = new EventQueue();
    EventTimers timers = new EventTimers(queue, 0);
    List<Fired> fired = new ArrayList<>();
    long nowNs = 0;
    for (Operation operation : operations) {
      nowNs += operation.afterNs();
      // Strictly before: at one and the same time either order is right.
      while (queue.nextNs() < nowNs) {
        take(queue, timers, fired);
      }
      Timer timer = new Timer("test", operation.key());
      if (operation.delayNs() < 0) {
        timers.stop(timer);
      } else {
        timers.start(timer, nowNs, operation.delayNs());
      }
    }
    while (queue.nextNs() < Long.MAX_VALUE) {
      take(queue, timers, fired);
    }
    assertThat(fired).containsExactlyInAnyOrderElementsOf(expected(operations));
  }

  private static void take(EventQueue queue, EventTimers timers, List<Fired> fired) {
    queue.next();
    TimerEvent alarm = (TimerEvent) queue.event();
    if (timers.isDue(alarm, queue.nowNs())) {
      fired.add(new Fired(queue.nowNs(), alarm.timer.key()));
    }
  }

  /** The timers that fire if only the last order for each counts. */
  private static List<Fired> expected(List<Operation> operations) {
    List<Fired> expected = new ArrayList<>();
    Map<Long, Long> dueNs = new TreeMap<>();
    long nowNs = 0;
    for (Operation operation : operations) {
      nowNs += operation.afterNs();
      fire(dueNs, nowNs, expected);
      if (operation.delayNs() < 0) {
        dueNs.remove(operation.key());
      } else {
        dueNs.put(operation.key(), nowNs + operation.delayNs());
      }
    }
    fire(dueNs, Long.MAX_VALUE, expected);
    return expected;
  }

  private static void fire(Map<Long, Long> dueNs, long beforeNs, List<Fired> expected) {
    for (Map.Entry<Long, Long> entry : List.copyOf(dueNs.entrySet())) {
      if (entry.getValue() < beforeNs) {
        expected.add(new Fired(entry.getValue(), entry.getKey()));
        dueNs.remove(entry.getKey());
      }
    }
  }

  /** SIM-20: a timer put off again and again has one event. */
  @Test
  void aTimerPutOffFillsNothing() {
    EventQueue queue = new EventQueue();
    EventTimers timers = new EventTimers(queue, 0);
    for (int i = 0; i < 1_000; i++) {
      timers.start(new Timer("test", 0), i, 5_000);
      timers.stop(new Timer("test", 0));
    }
    assertThat(queue.size()).isEqualTo(1);
  }
}
