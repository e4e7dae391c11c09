package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.faults.oracle.ScheduleOutcome;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * SCH-14, TRACE-12: the steps of a schedule's honest replicas are recorded; nothing else changes.
 */
final class TraceRecorderTest {
  /** Of proof of work without Byzantine nodes, with a silent one, and with an active one. */
  static Stream<SchedulePlan> plans() {
    return Stream.concat(
        Stream.of(2L, 3L, 7L, 14L).map(seed -> SchedulePlan.of(ScheduleKind.PBFT, seed)),
        Stream.of(7L, 3L, 13L).map(seed -> SchedulePlan.of(ScheduleKind.POW, seed)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void writingChangesNothing(SchedulePlan plan) {
    List<String> lines = new ArrayList<>();
    List<String> again = new ArrayList<>();
    ScheduleOutcome traced = ScheduleTrial.trace(plan, lines::add);
    ScheduleOutcome alone = ScheduleTrial.run(plan);
    assertThat(traced.violation()).isEqualTo(alone.violation()).isEmpty();
    assertThat(traced.committed()).isEqualTo(alone.committed());
    ScheduleTrial.trace(plan, again::add);
    assertThat(again).isEqualTo(lines);
    headNamesTheByzantineMembersAndNoOtherLineIsTheirs(plan, lines);
  }

  private static void headNamesTheByzantineMembersAndNoOtherLineIsTheirs(
      SchedulePlan plan, List<String> lines) {
    boolean work = plan.kind() == ScheduleKind.POW;
    assertThat(lines.get(0))
        .contains(
            "\"protocol\":\"" + (work ? "pow" : "pbft") + "\"",
            "\"faulty\":" + plan.byzantine().keySet().toString().replace(" ", ""),
            "\"window\":" + plan.window() + ",\"interval\":" + plan.interval());
    for (int number : plan.byzantine().keySet()) {
      assertThat(lines).noneMatch(line -> line.contains(",\"node\":" + number + ","));
    }
    assertThat(lines.stream().anyMatch(line -> line.contains("\"action\":\"Find\"")))
        .isEqualTo(work);
  }
}
