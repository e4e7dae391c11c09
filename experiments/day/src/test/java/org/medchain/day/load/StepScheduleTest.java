package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.comparison.workload.DayStepKind;
import org.medchain.comparison.workload.PlannedStep;

/** PROC-25: when each step of a day is done, and which are lost. */
class StepScheduleTest {
  /**
   * Every step is done once, not before its time, after those that it waits for, and alone of its
   * person; what waits for one that fails is lost, in all directions, and nothing else.
   */
  @Property(tries = 100)
  void eachStepIsDoneOnceInItsTurnOrIsLost(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<PlannedStep> steps = new ArrayList<>();
    Set<Integer> failing = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      Set<Integer> after = new TreeSet<>();
      for (int j = 0; i > 0 && j < random.nextInt(3); j++) {
        after.add(random.nextInt(i));
      }
      if (random.nextInt(10) == 0) {
        failing.add(i);
      }
      String person = "p" + random.nextInt(5);
      steps.add(
          new PlannedStep(
              10_000L * i,
              DayStepKind.ATTEST,
              i,
              person,
              random.nextBoolean(),
              List.copyOf(after)));
    }
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    Set<Integer> failed = ConcurrentHashMap.newKeySet();
    Set<String> busy = ConcurrentHashMap.newKeySet();
    List<String> wrong = new ArrayList<>();
    StepSchedule.run(
        steps,
        3,
        (step, startNs, clock) -> {
          boolean inTurn =
              busy.add(step.person() + step.doctor())
                  && clock.getAsLong() >= startNs
                  && startNs >= step.atNs()
                  && done.containsAll(step.after());
          boolean well = !failing.contains(step.visit());
          if (!inTurn || !(well ? done : failed).add(step.visit())) {
            synchronized (wrong) {
              wrong.add(step.toString());
            }
          }
          busy.remove(step.person() + step.doctor());
          return well;
        });
    assertThat(wrong).isEmpty();
    for (int i = 0; i < count; i++) {
      boolean lost = steps.get(i).after().stream().anyMatch(each -> !done.contains(each));
      assertThat(done.contains(i) || failed.contains(i)).isEqualTo(!lost);
    }
  }
}
