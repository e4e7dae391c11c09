package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-1, SCH-6: arranged schedules are frequent enough and respect f. */
final class ByzantineSelectionTest {
  private static final List<SchedulePlan> PLANS =
      LongStream.range(1, 4000).mapToObj(SchedulePlan::of).toList();

  private static boolean starves(SchedulePlan plan) {
    return ByzantineSelection.hasStarvation(
        plan.kind(), plan.seed(), plan.nodes(), plan.isolatedHost());
  }

  @Test
  void neverMoreThanF() {
    for (SchedulePlan plan : PLANS) {
      assertThat(plan.byzantine().size())
          .as(plan.describe())
          .isLessThanOrEqualTo(new QuorumSizes(plan.nodes()).faulty());
      assertThat(plan.byzantine().keySet()).allMatch(number -> number < plan.nodes());
    }
  }

  @Test
  void aStarvingHasACensorAndTwoClients() {
    List<SchedulePlan> starving = PLANS.stream().filter(ByzantineSelectionTest::starves).toList();
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
