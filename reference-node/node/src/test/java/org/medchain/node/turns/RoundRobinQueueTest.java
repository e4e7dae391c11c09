package org.medchain.node.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** CONN-20: turns, bounds, and the senders that give way. */
class RoundRobinQueueTest {
  private static final int SENDERS = 5;
  private static final RoundRobinQueue.Bounds BOUNDS = new RoundRobinQueue.Bounds(6, 300, 12, 500);
  private static final RoundRobinQueue.Bounds WIDE =
      new RoundRobinQueue.Bounds(1000, 1 << 20, 1000, 1 << 20);

  /** A sent value: its number among all, and its bytes. */
  private record Sent(int sender, int number, int bytes) {}

  private static Sent sent(int number, int drawn) {
    int sender = drawn % SENDERS;
    return new Sent(sender, number, 1 + drawn / SENDERS);
  }

  private static long bytes(List<Sent> values) {
    return values.stream().mapToLong(Sent::bytes).sum();
  }

  private static List<Sent> of(int sender, List<Sent> waiting) {
    return waiting.stream().filter(each -> each.sender() == sender).toList();
  }

  private static RoundRobinQueue<Integer, Sent> queue(RoundRobinQueue.Bounds bounds) {
    return new RoundRobinQueue<>(bounds, RoundRobinQueue.Loser.OLDEST);
  }

  private static List<Sent> drained(RoundRobinQueue<Integer, Sent> queue) {
    List<Sent> taken = new ArrayList<>();
    for (var next = queue.poll(); next.isPresent(); next = queue.poll()) {
      assertThat(next.get().sender()).isEqualTo(next.get().value().sender());
      taken.add(next.get().value());
    }
    return taken;
  }

  /** Against a list of the waiting values, after each of any sequence of arrivals. */
  @Property(tries = 400)
  void theBoundsHoldAndTheLargestGivesWay(
      @ForAll @Size(max = 80) List<@IntRange(max = 500) Integer> arrivals) {
    RoundRobinQueue<Integer, Sent> queue = queue(BOUNDS);
    List<Sent> waiting = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Sent value = sent(i, arrivals.get(i));
      List<Sent> before = new ArrayList<>(waiting);
      RoundRobinQueue.Added<Sent> added = queue.add(value.sender(), value, value.bytes());
      for (Sent lost : added.lost()) {
        List<Sent> own = of(lost.sender(), waiting);
        assertThat(own.getFirst()).as("the oldest gives way").isEqualTo(lost);
        List<Sent> asking = new ArrayList<>(waiting);
        asking.add(value);
        own = of(lost.sender(), asking);
        for (int other = 0; other < SENDERS; other++) {
          List<Sent> others = of(other, asking);
          assertThat(others.size() <= own.size() || bytes(others) <= bytes(own)).isTrue();
        }
        waiting.remove(lost);
      }
      if (added.kept()) {
        waiting.add(value);
      }
      boolean within =
          of(value.sender(), before).size() < BOUNDS.perSender()
              && bytes(of(value.sender(), before)) + value.bytes() <= BOUNDS.bytesPerSender();
      assertThat(within || added.lost().isEmpty()).as("a refused one costs nobody").isTrue();
      assertThat(queue.size()).isEqualTo(waiting.size()).isLessThanOrEqualTo(BOUNDS.values());
      assertThat(queue.bytes()).isEqualTo(bytes(waiting)).isLessThanOrEqualTo(BOUNDS.bytes());
    }
    assertThat(drained(queue)).containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(queue.bytes()).isZero();
  }

  /** However much the others have sent, or send meanwhile. */
  @Property(tries = 200)
  void whoComesLastWaitsForOneTurnOfEach(
      @ForAll @IntRange(min = 1, max = 8) int greedy,
      @ForAll @IntRange(min = 1, max = 50) int each,
      @ForAll @IntRange(min = 1, max = 5) int own) {
    RoundRobinQueue<Integer, Sent> queue = queue(WIDE);
    for (int i = 0; i < each; i++) {
      for (int sender = 1; sender <= greedy; sender++) {
        assertThat(queue.add(sender, new Sent(sender, i, 1), 1).kept()).isTrue();
      }
    }
    for (int i = 0; i < own; i++) {
      assertThat(queue.add(0, new Sent(0, i, 1), 1).kept()).isTrue();
    }
    Map<Integer, Integer> before = new TreeMap<>();
    for (int turn = 0; turn < own; turn++) {
      RoundRobinQueue.Next<Integer, Sent> next = queue.poll().orElseThrow();
      while (next.sender() != 0) {
        int has = before.merge(next.sender(), 1, Integer::sum);
        assertThat(has).as("turns of %s", next.sender()).isLessThanOrEqualTo(turn + 1);
        assertThat(queue.add(next.sender(), next.value(), 1).kept()).isTrue();
        next = queue.poll().orElseThrow();
      }
      assertThat(next.value().number()).isEqualTo(turn);
    }
  }

  /** Full of others' values, it takes one of a key that has none, at any time. */
  @Property(tries = 100)
  void whoHasNothingFindsRoom(
      @ForAll @IntRange(min = 1, max = 4) int greedy,
      @ForAll @IntRange(min = 1, max = 60) int size) {
    RoundRobinQueue<Integer, Sent> queue = queue(BOUNDS);
    for (int i = 0; i < 100; i++) {
      int sender = 1 + i % greedy;
      var unused = queue.add(sender, new Sent(sender, i, size), size);
    }
    RoundRobinQueue.Added<Sent> added = queue.add(0, new Sent(0, 0, size), size);
    assertThat(added.kept()).isTrue();
    assertThat(drained(queue)).contains(new Sent(0, 0, size));
  }

  @Example
  void whatIsForgottenLeavesNothing() {
    RoundRobinQueue<Integer, Sent> queue = queue(WIDE);
    for (int i = 0; i < 4; i++) {
      var unused = queue.add(i % 2, new Sent(i % 2, i, 10), 10);
    }
    queue.removeIf(0, each -> each.number() == 0);
    assertThat(queue.bytes()).isEqualTo(30);
    queue.removeIf(1, each -> true);
    queue.removeIf(3, each -> true);
    assertThat(queue.poll().map(RoundRobinQueue.Next::value)).contains(new Sent(0, 2, 10));
    assertThat(queue.poll()).isEqualTo(Optional.empty());
    assertThat(queue.size()).isZero();
  }
}
