package org.medchain.simulation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** SIM-1, SIM-2: events come in the order of (time, number), and the clock follows them. */
class EventQueueTest {
  private record Event(long atNs, long number, int party) {}

  private static final int TAKE = -1;

  /** Delays of events to schedule, and takings: the times are few, so that many are equal. */
  @Provide
  Arbitrary<List<Integer>> operations() {
    return Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(0, 20)), Tuple.of(1, Arbitraries.just(TAKE)))
        .list()
        .ofMaxSize(4_000);
  }

  @Property(tries = 30, seed = "1")
  void agreesWithASortedList(@ForAll("operations") List<Integer> operations) {
    EventQueue queue = new EventQueue();
    PriorityQueue<Event> model =
        new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    long number = 0;
    for (int operation : operations) {
      if (operation == TAKE) {
        assertNext(queue, model);
      } else {
        Event event = new Event(queue.nowNs() + operation, number++, (int) number);
        model.add(event);
        queue.schedule(event.atNs(), event.party(), new LoadTick(event.party()));
      }
      assertThat(queue.size()).isEqualTo(model.size());
    }
    while (!model.isEmpty()) {
      assertNext(queue, model);
    }
    assertThat(queue.next()).isFalse();
    assertThat(queue.takenCount()).isEqualTo(number);
  }

  private static void assertNext(EventQueue queue, PriorityQueue<Event> model) {
    Event expected = model.poll();
    long before = queue.nowNs();
    assertThat(queue.nextNs()).isEqualTo(expected == null ? Long.MAX_VALUE : expected.atNs());
    assertThat(queue.next()).isEqualTo(expected != null);
    assertThat(queue.nowNs()).isEqualTo(expected == null ? before : expected.atNs());
    if (expected != null) {
      assertThat(queue.party()).isEqualTo(expected.party());
      assertThat(queue.event()).isEqualTo(new LoadTick(expected.party()));
    }
  }

  @Test
  void refusesThePast() {
    EventQueue queue = new EventQueue();
    queue.schedule(5, 0, StartEvent.START);
    queue.next();
    queue.schedule(5, 0, StartEvent.START);
    assertThatThrownBy(() -> queue.schedule(4, 0, StartEvent.START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sumsOfTimesStopAtNever() {
    assertThat(EventQueue.addSaturated(5, 6)).isEqualTo(11);
    assertThat(EventQueue.addSaturated(5, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }
}
