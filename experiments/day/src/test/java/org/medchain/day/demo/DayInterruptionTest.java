package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** PROC-28: of an interrupted day, the step in flight ends first. */
class DayInterruptionTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch inStep = new CountDownLatch(1);

  /** Plays as a day does; its second step lasts until it is interrupted. */
  private void play(DayInterruption day) {
    day.before(1);
    day.after(result(1));
    day.say("one is over");
    day.before(2);
    inStep.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      events.add("the step ends");
    }
    day.after(result(2));
    events.add("a third step begins");
  }

  private static StepResult result(int number) {
    return new StepResult(number, DayStep.of("ok", "patient list"), 0, "", Optional.empty());
  }

  private void startPlaying(CountDownLatch made, List<DayInterruption> days) {
    Thread.ofPlatform()
        .daemon(true)
        .start(
            () -> {
              DayInterruption day = new DayInterruption(events::add);
              days.add(day);
              made.countDown();
              play(day);
            });
  }

  @Test
  void theStepInFlightEndsAndNothingIsSaidAfterwards() throws InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    List<DayInterruption> days = new CopyOnWriteArrayList<>();
    startPlaying(made, days);
    made.await();
    inStep.await();

    days.getFirst().interrupt();
    events.add("the processes end");
    days.getFirst().say("two is over");
    days.getFirst().interrupt();

    assertThat(events).hasSize(4);
    assertThat(events.get(0)).isEqualTo("one is over");
    assertThat(events.get(1)).startsWith("interrupted");
    assertThat(events.subList(2, 4)).containsExactly("the step ends", "the processes end");
  }

  @Test
  void betweenStepsNothingIsWaitedFor() {
    try (DayInterruption day = new DayInterruption(events::add)) {
      day.before(1);
      day.after(result(1));
      day.say("one is over");
    }
    assertThat(events).containsExactly("one is over");
  }
}
