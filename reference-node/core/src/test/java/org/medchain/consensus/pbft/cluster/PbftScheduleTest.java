package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/**
 * Agreement, exactly once and recovery over random schedules (PBFT-13, PBFT-14), with checkpoints
 * and collection (PBFT-15, PBFT-16), state transfer (PBFT-17), restarts (PBFT-18) and changes of
 * the members (PBFT-20).
 */
class PbftScheduleTest {
  private static final int EXAMPLES = 40;

  /** The coverage of the schedules of {@link #reached(long)}: two tests check it. */
  private static final Map<Long, ScheduledCluster.Reached> REACHED = new TreeMap<>();

  @Property(tries = 100, seed = "20211", shrinking = ShrinkingMode.OFF)
  void honestReplicasAgreeAndRecover(@ForAll @LongRange(min = 0) long seed) {
    play(seed);
  }

  @Property(tries = 2_000, seed = "20212", shrinking = ShrinkingMode.OFF)
  @Tag("exhaustive")
  void honestReplicasAgreeAndRecoverOnMoreSchedules(@ForAll @LongRange(min = 0) long seed) {
    play(seed);
  }

  /** Control: the schedules reach what they are to test. */
  @Example
  void theSchedulesGetSomewhere() {
    Integer[] reached = {0, 0, 0, 0, 0, 0};
    for (long seed = 0; seed < EXAMPLES; seed++) {
      ScheduledCluster.Reached each = reached(seed);
      reached[0] += each.viewChanges > 0 ? 1 : 0;
      reached[1] += each.reported > 0 ? 1 : 0;
      reached[2] += each.collected > 0 ? 1 : 0;
      reached[3] += each.transferred > 0 ? 1 : 0;
      reached[4] += each.restarted > 0 ? 1 : 0;
      reached[5] += each.epochs > 0 ? 1 : 0;
    }
    assertThat(reached).as("of 40").allMatch(count -> count >= 8);
  }

  /** PBFT-27: votes beyond the quorum, taken or left away, make no difference to any output. */
  @Example
  void whatIsNotAwaitedMakesNoDifference() {
    int unawaited = 0;
    for (long seed = 0; seed < EXAMPLES; seed++) {
      ScheduledCluster.Reached all = reached(seed);
      ScheduledCluster.Reached awaited = play(new ScheduledCluster(seed, true), seed).reached();
      assertThat(awaited.outputs).as("seed %d", seed).isEqualTo(all.outputs);
      unawaited += all.unawaited;
    }
    assertThat(unawaited).isGreaterThan(1_000);
  }

  private static ScheduledCluster.Reached reached(long seed) {
    return REACHED.computeIfAbsent(seed, each -> play(each).reached());
  }

  private static ScheduledCluster play(long seed) {
    return play(new ScheduledCluster(seed), seed);
  }

  private static ScheduledCluster play(ScheduledCluster cluster, long seed) {
    for (int step = 0; step < 1_500; step++) {
      if (step % 60 == 0) {
        cluster.submit();
      }
      cluster.stepFaulty();
    }
    cluster.check();
    boolean healed = cluster.heals(400);
    assertThat(healed).as("seed %d: everything commits after healing, %s", seed, cluster).isTrue();
    cluster.check();
    return cluster;
  }
}
