package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.faults.oracle.ScheduleVerdict;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-14: the steps of a schedule's honest replicas are recorded, and nothing else changes. */
final class TraceRecorderTest {
  private static final List<Long> SEEDS = List.of(2L, 3L, 7L, 14L);

  private static List<String> trace(SchedulePlan plan) {
    List<String> lines = new ArrayList<>();
    ScheduleTrial.trace(plan, lines::add);
    return lines;
  }

  @Test
  void writingChangesNothing() {
    for (long seed : SEEDS) {
      SchedulePlan plan = SchedulePlan.of(ScheduleKind.PBFT, seed);
      List<String> lines = new ArrayList<>();
      ScheduleVerdict traced = ScheduleTrial.trace(plan, lines::add);
      ScheduleVerdict alone = ScheduleTrial.run(plan);
      assertThat(traced.violation()).isEqualTo(alone.violation());
      assertThat(traced.committed()).isEqualTo(alone.committed());
      assertThat(trace(plan)).isEqualTo(lines);
    }
  }

  @Test
  void theFirstLineNamesTheByzantineMembersAndNoOtherLineIsTheirs() {
    for (long seed : SEEDS) {
      SchedulePlan plan = SchedulePlan.of(ScheduleKind.PBFT, seed);
      List<String> lines = trace(plan);
      String faulty = plan.byzantine().keySet().toString().replace(" ", "");
      assertThat(lines.get(0)).contains("\"protocol\":\"pbft\"", "\"faulty\":" + faulty);
      for (int number : plan.byzantine().keySet()) {
        assertThat(lines).noneMatch(line -> line.contains(",\"node\":" + number + ","));
      }
    }
  }
}
