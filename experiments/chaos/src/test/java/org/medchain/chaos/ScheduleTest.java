package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SCH-2, SCH-3: a seed gives one schedule, and a schedule written down is the same again. */
final class ScheduleTest {
  @ParameterizedTest
  @EnumSource
  void aSeedGivesOneSchedule(Plan.Kind kind) {
    for (long seed = 1; seed <= 10; seed++) {
      Schedule first = Schedule.record(Plan.of(kind, seed));
      assertThat(Schedule.record(Plan.of(kind, seed))).isEqualTo(first);
      assertThat(Schedule.parse(first.lines())).isEqualTo(first);
    }
  }

  /** Replaying reaches what the search reached, message by message. */
  @ParameterizedTest
  @EnumSource
  void replayingIsPlayingAgain(Plan.Kind kind) {
    for (long seed = 1; seed <= 10; seed++) {
      Plan plan = Plan.of(kind, seed);
      World played = new World(plan, true);
      new Chaos(played).play();
      World replayed = new World(plan, true);
      played.events().forEach(replayed::replay);
      assertThat(replayed.events()).isEqualTo(played.events());
      assertThat(replayed.judge().committed()).isEqualTo(played.judge().committed());
      for (int i = 0; i < played.hosts().size(); i++) {
        assertThat(replayed.hosts().get(i).ledger().stateRoot())
            .isEqualTo(played.hosts().get(i).ledger().stateRoot());
      }
    }
  }

  @Test
  void eventsAreReadAsTheyAreWritten() {
    for (Event.Verb verb : Event.Verb.values()) {
      Event event = new Event(verb, "3", "commit/v1/h2#1");
      assertThat(Event.parse(event.toString())).isEqualTo(event);
    }
    assertThat(Event.parse("sign 2'")).isEqualTo(new Event(Event.Verb.SIGN, "2'", ""));
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
