package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** PROC-28: of an interrupted day nothing more is said. */
class DayInterruptionTest {
  @Test
  void nothingIsSaidAfterwards() throws InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    try (DayInterruption day = new DayInterruption(said::add)) {
      day.say("one is over");
      day.interrupt();
      Thread player = Thread.ofPlatform().daemon().start(() -> day.say("two is over"));
      player.join(200);
      assertThat(player.isAlive()).isTrue();
    }
    assertThat(said).hasSize(2);
    assertThat(said.getFirst()).isEqualTo("one is over");
    assertThat(said.getLast()).startsWith("interrupted: ");
  }
}
