package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** TIME-1: a node's clock beside a machine's time that is set, sleeps and drifts. */
class FollowingClockProperties {
  private static final long S = 1_000_000_000;
  private static final long HOUR = 3600 * S;

  /** The machine's time of day, which may jump, and its other clock, which nobody sets. */
  private long machineNs = 1_700_000_000L * S;

  private long monotonicNs = -5 * S;
  private final List<Long> jumps = new ArrayList<>();
  private final HostClock.FollowingClock clock =
      new HostClock.FollowingClock(() -> machineNs, () -> monotonicNs, jumps::add);

  /**
   * The next event.
   *
   * @param passedNs on both clocks, at first
   * @param driftPpm of the time of day on the other clock meanwhile
   * @param steppedNs by which the time of day is set then; after a suspend, how long it was
   */
  record ClockEvent(long passedNs, long driftPpm, long steppedNs) {}

  @Provide
  Arbitrary<List<ClockEvent>> events() {
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0L)),
            Tuple.of(1, Arbitraries.longs().between(-2 * HOUR, 2 * HOUR)));
    return Combinators.combine(
            Arbitraries.longs().between(0, 600 * S), Arbitraries.longs().between(-500, 500), steps)
        .as(ClockEvent::new)
        .list()
        .ofMaxSize(30);
  }

  private void happen(ClockEvent event) {
    monotonicNs += event.passedNs();
    machineNs += event.passedNs() + event.passedNs() / 1_000_000 * event.driftPpm();
    machineNs += event.steppedNs();
  }

  @Property
  void itNeverGoesBackAndIsNeverBehind(@ForAll("events") List<ClockEvent> events) {
    long before = clock.nowNs();
    for (ClockEvent event : events) {
      happen(event);
      long now = clock.nowNs();
      assertThat(now).isGreaterThanOrEqualTo(before).isGreaterThanOrEqualTo(machineNs);
      assertThat(now)
          .as("at half the speed while it is ahead")
          .isLessThanOrEqualTo(Math.max(machineNs, before + event.passedNs() / 2));
      before = now;
    }
    long aheadNs = clock.nowNs() - machineNs;
    happen(new ClockEvent(2 * aheadNs, 0, 0));
    assertThat(clock.nowNs()).as("reached again").isEqualTo(machineNs);
  }

  @Property
  void jumpsAreNoticedAndDriftIsNot(@ForAll("events") List<ClockEvent> events) {
    for (ClockEvent event : events) {
      jumps.clear();
      happen(event);
      long unused = clock.nowNs();
      long jumpNs = event.steppedNs() + event.passedNs() / 1_000_000 * event.driftPpm();
      assertThat(jumps).isEqualTo(Math.abs(jumpNs) > S ? List.of(jumpNs) : List.of());
    }
  }

  /** Its timers are the machine's: a suspend, in which that clock stops, ends none. */
  @Example
  void timersRunByTheClockThatNobodySets() {
    happen(new ClockEvent(0, 0, 8 * HOUR));
    assertThat(clock.nowNs()).isEqualTo(machineNs);
    assertThat(clock.machineNs(5 * S)).isEqualTo(5 * S);
  }
}
