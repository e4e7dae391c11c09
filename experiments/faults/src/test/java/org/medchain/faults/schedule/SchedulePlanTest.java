package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-1: the draws cover the documented space. */
final class SchedulePlanTest {
  private static final int SEEDS = 2000;

  @Test
  void everySizeKindAndFaultIsDrawn() {
    Set<Integer> sizes = new TreeSet<>();
    Set<ScheduleKind> kinds = EnumSet.noneOf(ScheduleKind.class);
    Set<String> faults = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      SchedulePlan plan = SchedulePlan.of(seed);
      sizes.add(plan.nodes());
      kinds.add(plan.kind());
      faults.addAll(plan.byzantine().values());
      assertThat(plan.byzantine()).hasSizeLessThanOrEqualTo(plan.faulty());
      assertThat(plan.isLive()).isTrue();
    }
    assertThat(sizes).containsExactly(4, 5, 6, 7, 10);
    assertThat(kinds)
        .containsExactly(
            ScheduleKind.PBFT, ScheduleKind.SEALED, ScheduleKind.POW, ScheduleKind.OLD_COPY);
    assertThat(faults).containsAll(ByzantineKinds.PBFT_KINDS).containsAll(ByzantineKinds.POW_KINDS);
  }

  /** Two quorums share 2Q − n members: this number of twins can vote differently in both. */
  @Test
  void twinsAreAsManyAsTwoQuorumsShare() {
    for (int nodes : SchedulePlan.SIZES) {
      int shared = 2 * new QuorumSizes(nodes).size() - nodes;
      assertThat(SchedulePlan.of(ScheduleKind.TWINS, 1, nodes).byzantine()).hasSize(shared);
      assertThat(SchedulePlan.of(ScheduleKind.FEWER_TWINS, 1, nodes).byzantine())
          .hasSize(shared - 1);
    }
  }

  /**
   * The first phase ends with the most doubled timers that a plan may have; the bound is finite.
   */
  @Test
  void theBoundGrowsWithWhatIsOwed() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SchedulePlan plan = SchedulePlan.of(seed);
      assertThat(LivenessPhase.boundNs(plan, 4, 10)).isPositive();
      assertThat(LivenessPhase.boundNs(plan, 4, 20))
          .isGreaterThanOrEqualTo(LivenessPhase.boundNs(plan, 4, 10));
    }
  }
}
