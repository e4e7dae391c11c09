package org.medchain.simulation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** SIM-1, SIM-2: events come in the order of (time, number), and the clock follows them. */
class EventQueueTest {
  private record Event(long atNs, long number, int party) {}

  private static final long TAKE = -1;

  /** Delays from 0 to the largest time, many equal or in one bucket, and takings. */
  @Provide
  Arbitrary<List<Long>> operationsOfAllScales() {
    Arbitrary<Long> delays =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 20),
            Arbitraries.longs().between(0, 1000).map(each -> each * 100_000),
            Arbitraries.of(1_000_000L, 1_000_000_000L, 1L << 40, Long.MAX_VALUE / 2),
            Arbitraries.just(Long.MAX_VALUE));
    return Arbitraries.frequencyOf(Tuple.of(2, delays), Tuple.of(1, Arbitraries.just(TAKE)))
        .list()
        .ofMaxSize(4_000);
  }

  @Property(tries = 60, seed = "2")
  void agreesWithASortedListAtAllScales(@ForAll("operationsOfAllScales") List<Long> operations) {
    assertOrder(operations);
  }

  /** Phases long enough for other buckets (decision 0222), with ties across the change. */
  @Property(tries = 10, seed = "3")
  void agreesWithASortedListWhereBucketsChange(
      @ForAll @LongRange(min = 1, max = 1L << 36) long firstSpan,
      @ForAll @LongRange(min = 1, max = 1L << 36) long secondSpan,
      @ForAll @IntRange(min = 10, max = 30_000) int pending,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> operations = new ArrayList<>();
    for (long span : new long[] {firstSpan, secondSpan, firstSpan}) {
      for (int i = 0; i < pending; i++) {
        operations.add(random.nextLong(8) * (span / 8));
      }
      for (int i = 0; i < 20_000; i++) {
        operations.add(random.nextInt(50) == 0 ? 8 * span : random.nextLong(span));
        operations.add(TAKE);
      }
    }
    assertOrder(operations);
  }

  private static void assertOrder(List<Long> operations) {
    EventQueue queue = new EventQueue();
    PriorityQueue<Event> model =
        new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::number));
    long number = 0;
    for (long operation : operations) {
      if (operation == TAKE) {
        assertNext(queue, model);
      } else {
        long atNs = EventQueue.addSaturated(queue.nowNs(), operation);
        Event event = new Event(atNs, number++, (int) number);
        model.add(event);
        queue.schedule(event.atNs(), event.party(), new CoreReleased(event.party()));
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
    if (expected == null) {
      long before = queue.nowNs();
      assertThat(queue.nextNs()).isEqualTo(Long.MAX_VALUE);
      assertThat(queue.next()).isFalse();
      assertThat(queue.nowNs()).isEqualTo(before);
      return;
    }
    assertThat(queue.nextNs()).isEqualTo(expected.atNs());
    assertThat(queue.next()).isTrue();
    assertThat(queue.nowNs()).isEqualTo(expected.atNs());
    assertThat(queue.party()).isEqualTo(expected.party());
    assertThat(queue.event()).isEqualTo(new CoreReleased(expected.party()));
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
}
