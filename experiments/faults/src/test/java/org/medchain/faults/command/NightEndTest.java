package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** FAULT-15: when a night ends. */
class NightEndTest {
  private static final Instant NOW = Instant.parse("2026-01-01T20:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("+02:00");

  @Test
  void durationsCountFromNow() {
    assertThat(NightEnd.parse("8h", NOW, ZONE)).contains(Instant.parse("2026-01-02T04:00:00Z"));
    assertThat(NightEnd.parse("1.5m", NOW, ZONE)).contains(Instant.parse("2026-01-01T20:01:30Z"));
    assertThat(NightEnd.seconds("60s")).hasValue(60);
  }

  @Test
  void aTimeOfTheDayIsTheNextOne() {
    // It is ten in the evening there.
    assertThat(NightEnd.parse("23:30", NOW, ZONE)).contains(Instant.parse("2026-01-01T21:30:00Z"));
    assertThat(NightEnd.parse("7:00", NOW, ZONE)).contains(Instant.parse("2026-01-02T05:00:00Z"));
    assertThat(NightEnd.parse("22:00", NOW, ZONE)).contains(Instant.parse("2026-01-02T20:00:00Z"));
  }

  @Test
  void nothingElseIsATime() {
    for (String each : new String[] {"", "8", "8 h", "25:00", "07:60", "-1h", "7:0", "late"}) {
      assertThat(NightEnd.parse(each, NOW, ZONE)).as(each).isEmpty();
    }
  }
}
