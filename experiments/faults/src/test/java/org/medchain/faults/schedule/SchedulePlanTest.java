package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * SCH-1, SCH-6: the draws cover the documented space, and arranged schedules are frequent enough
 * and respect f.
 */
final class SchedulePlanTest {
  private static final List<SchedulePlan> PLANS =
      LongStream.range(1, 4000).mapToObj(SchedulePlan::of).toList();

  @Test
  void everySizeKindAndFaultIsDrawn() {
    Set<Integer> sizes = new TreeSet<>();
    Set<ScheduleKind> kinds = EnumSet.noneOf(ScheduleKind.class);
    Set<String> faults = new TreeSet<>();
    for (SchedulePlan plan : PLANS) {
      sizes.add(plan.nodes());
      kinds.add(plan.kind());
      faults.addAll(plan.byzantine().values());
      assertThat(plan.byzantine()).hasSizeLessThanOrEqualTo(plan.faulty());
      assertThat(plan.byzantine().keySet()).allMatch(number -> number < plan.nodes());
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
    for (SchedulePlan plan : PLANS) {
      assertThat(LivenessPhase.boundNs(plan, 4, 10)).isPositive();
      assertThat(LivenessPhase.boundNs(plan, 4, 20))
          .isGreaterThanOrEqualTo(LivenessPhase.boundNs(plan, 4, 10));
    }
  }

  private static boolean starves(SchedulePlan plan) {
    return ByzantineSelection.hasStarvation(
        plan.kind(), plan.seed(), plan.nodes(), plan.isolatedHost());
  }

  @Test
  void aStarvingHasACensorAndTwoClients() {
    List<SchedulePlan> starving = PLANS.stream().filter(SchedulePlanTest::starves).toList();
    assertThat(starving).hasSizeGreaterThan(PLANS.size() / 60);
    for (SchedulePlan plan : starving) {
      assertThat(plan.busyClient()).isTrue();
      assertThat(plan.clients()).isGreaterThan(1);
      assertThat(plan.byzantine().values()).containsAnyOf("censorship", "favouring");
    }
  }

  @Test
  void aSchismHasTwinsInBothHalves() {
    List<SchedulePlan> split =
        PLANS.stream().filter(plan -> plan.kind() == ScheduleKind.PBFT && plan.isSplit()).toList();
    assertThat(split).hasSizeGreaterThan(PLANS.size() / 80);
    assertThat(split)
        .allMatch(plan -> plan.byzantine().size() == plan.faulty())
        .allMatch(
            plan -> List.copyOf(plan.byzantine().values()).get(0).equals(ByzantineKinds.TWIN));
  }

  /**
   * The victim of an isolated decision is honest, and a Byzantine member leads one of the next
   * views.
   */
  @Test
  void aCoupHasAVictim() {
    List<SchedulePlan> coups =
        PLANS.stream().filter(plan -> NetworkSchedule.isolatedDecider(plan).isPresent()).toList();
    assertThat(coups).hasSizeGreaterThan(PLANS.size() / 200);
    for (SchedulePlan plan : coups) {
      int victim = NetworkSchedule.isolatedDecider(plan).orElseThrow();
      assertThat(plan.byzantine()).hasSize(1).doesNotContainKey(victim);
      assertThat(victim).isLessThan(plan.nodes());
    }
  }
}
