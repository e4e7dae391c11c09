package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.workload.DayStepKind;
import org.medchain.comparison.workload.PlannedStep;
import org.medchain.day.load.StepQueue.DueStep;

/** PROC-25: which step comes next, on a clock of the test's own. */
class StepQueueTest {
  private static PlannedStep step(long atNs, String person, Integer... after) {
    return new PlannedStep(atNs, DayStepKind.ATTEST, 0, person, false, List.of(after));
  }

  @Test
  void aStepCountsFromWhenTheLastIsDoneThatItWaitsFor() throws Exception {
    AtomicLong clock = new AtomicLong(10);
    StepQueue queue =
        new StepQueue(List.of(step(1, "a"), step(2, "b", 0), step(20, "c", 0)), clock::get);
    assertThat(queue.take()).contains(new DueStep(0, 1));
    clock.set(15);
    queue.done(0);
    assertThat(queue.take()).contains(new DueStep(1, 15));
    clock.set(30);
    assertThat(queue.take()).contains(new DueStep(2, 20));
    queue.done(1);
    queue.done(2);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void aPersonDoesOneStepAtATime() throws Exception {
    StepQueue queue = new StepQueue(List.of(step(0, "a"), step(0, "a"), step(0, "b")), () -> 1);
    assertThat(queue.take().orElseThrow().number()).isZero();
    assertThat(queue.take().orElseThrow().number()).isEqualTo(2);
    queue.done(0);
    assertThat(queue.take().orElseThrow().number()).isEqualTo(1);
  }

  /** Those that wait for it, in all directions, and no others; the day ends all the same. */
  @Test
  void whatWaitsForAFailedStepIsLostWithIt() throws Exception {
    StepQueue queue =
        new StepQueue(
            List.of(step(0, "a"), step(0, "b"), step(0, "c", 0, 1), step(0, "d", 2), step(0, "e")),
            () -> 1);
    assertThat(queue.take().orElseThrow().number()).isZero();
    assertThat(queue.take().orElseThrow().number()).isEqualTo(1);
    queue.failed(0);
    queue.failed(1);
    assertThat(queue.take().orElseThrow().number()).isEqualTo(4);
    queue.done(4);
    assertThat(queue.take()).isEmpty();
  }

  /** Every step comes once, after those that it waits for, whichever fail. */
  @Property(tries = 100)
  void eachStepComesOnceOrIsLost(@ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    List<PlannedStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<Integer> after = new HashSet<>();
      for (int j = 0; i > 0 && j < random.nextInt(3); j++) {
        after.add(random.nextInt(i));
      }
      steps.add(step(i, "p" + random.nextInt(5), after.toArray(Integer[]::new)));
    }
    StepQueue queue = new StepQueue(steps, () -> count);
    Set<Integer> done = new HashSet<>();
    Set<Integer> failed = new HashSet<>();
    for (Optional<DueStep> due = queue.take(); due.isPresent(); due = queue.take()) {
      int number = due.get().number();
      assertThat(done).containsAll(steps.get(number).after()).doesNotContain(number);
      if (random.nextInt(10) == 0) {
        assertThat(failed.add(number)).isTrue();
        queue.failed(number);
      } else {
        done.add(number);
        queue.done(number);
      }
    }
    for (int i = 0; i < count; i++) {
      boolean lost = steps.get(i).after().stream().anyMatch(each -> !done.contains(each));
      assertThat(done.contains(i) || failed.contains(i)).isEqualTo(!lost);
    }
  }
}
