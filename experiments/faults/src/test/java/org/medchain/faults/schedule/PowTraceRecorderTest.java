package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.faults.oracle.ScheduleVerdict;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** TRACE-12: the steps of a schedule's honest proof-of-work nodes are recorded. */
final class PowTraceRecorderTest {
  /** Without Byzantine nodes, with a silent one, and with an active one. */
  private static final List<Long> SEEDS = List.of(7L, 3L, 13L);

  @Test
  void writingChangesNothing() {
    for (long seed : SEEDS) {
      SchedulePlan plan = SchedulePlan.of(ScheduleKind.POW, seed);
      List<String> lines = new ArrayList<>();
      List<String> again = new ArrayList<>();
      ScheduleVerdict traced = ScheduleTrial.trace(plan, lines::add);
      ScheduleVerdict plain = ScheduleTrial.run(plan);
      assertThat(traced.violation()).isEqualTo(plain.violation()).isEmpty();
      assertThat(traced.committed()).isEqualTo(plain.committed());
      ScheduleTrial.trace(plan, again::add);
      assertThat(again).isEqualTo(lines);
    }
  }

  @Test
  void theFirstLineNamesTheByzantineNodesAndNoOtherLineIsTheirs() {
    for (long seed : SEEDS) {
      SchedulePlan plan = SchedulePlan.of(ScheduleKind.POW, seed);
      List<String> lines = new ArrayList<>();
      ScheduleTrial.trace(plan, lines::add);
      String faulty = plan.byzantine().keySet().toString().replace(" ", "");
      assertThat(lines.get(0))
          .contains(
              "\"protocol\":\"pow\"",
              "\"faulty\":" + faulty,
              "\"window\":" + plan.window() + ",\"interval\":" + plan.interval());
      for (int number : plan.byzantine().keySet()) {
        assertThat(lines).noneMatch(line -> line.contains(",\"node\":" + number + ","));
      }
      assertThat(lines).anyMatch(line -> line.contains("\"action\":\"Find\""));
    }
  }
}
