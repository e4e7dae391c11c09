package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.faults.schedule.ScheduleEvent.ScheduleAction;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-2, SCH-3: a seed gives one schedule, and a schedule written down is the same again. */
@Tag("statistical")
final class ScheduleTest {
  @ParameterizedTest
  @EnumSource
  void aSeedGivesOneSchedule(ScheduleKind kind) {
    for (long seed = 1; seed <= 10; seed++) {
      Schedule first = Schedule.record(SchedulePlan.of(kind, seed));
      assertThat(Schedule.record(SchedulePlan.of(kind, seed))).isEqualTo(first);
      assertThat(Schedule.parse(first.lines())).isEqualTo(first);
    }
  }

  /** A replay reproduces the search's run, message by message. */
  @ParameterizedTest
  @EnumSource
  void replayingIsPlayingAgain(ScheduleKind kind) {
    for (long seed = 1; seed <= 10; seed++) {
      SchedulePlan plan = SchedulePlan.of(kind, seed);
      ScheduledSystem played = new ScheduledSystem(plan, true);
      new SafetyPhase(played).play();
      ScheduledSystem replayed = new ScheduledSystem(plan, true);
      played.events.forEach(event -> Schedule.replay(replayed, event));
      assertThat(replayed.events).isEqualTo(played.events);
      assertThat(replayed.oracle.committed()).isEqualTo(played.oracle.committed());
      for (int i = 0; i < played.hosts.size(); i++) {
        assertThat(replayed.hosts.get(i).stateMachine().stateRoot())
            .isEqualTo(played.hosts.get(i).stateMachine().stateRoot());
      }
    }
  }

  @Test
  void eventsAreReadAsTheyAreWritten() {
    for (ScheduleAction verb : ScheduleAction.values()) {
      ScheduleEvent event = new ScheduleEvent(verb, "3", "commit/v1/h2#1");
      assertThat(ScheduleEvent.parse(event.toString())).isEqualTo(event);
    }
    assertThat(ScheduleEvent.parse("sign 2'"))
        .isEqualTo(new ScheduleEvent(ScheduleAction.SIGN, "2'", ""));
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> Schedule.parse(List.of("# nothing")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.parse(List.of("medchain schedule 1", "plan PBFT")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plan KIND SEED NODES");
  }
}
