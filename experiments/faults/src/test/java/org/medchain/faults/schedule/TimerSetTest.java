package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.consensus.Timer;

/** SCH-2: which timer fires next depends on nothing but what was started and stopped. */
class TimerSetTest {
  @Property(tries = 300)
  void firstIsTheEarliestAndOfEqualOnesTheOldest(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 59) Integer> steps) {
    TimerSet timers = new TimerSet();
    Map<Timer, Long> naive = new LinkedHashMap<>();
    for (int step : steps) {
      Timer timer = new Timer("t", step % 5);
      long due = step / 5 % 4;
      naive.remove(timer);
      if (step < 40) {
        timers.start(timer, due);
        naive.put(timer, due);
      } else {
        timers.stop(timer);
      }
      Optional<Timer> first =
          naive.entrySet().stream()
              .min(Comparator.comparingLong(Map.Entry::getValue))
              .map(Map.Entry::getKey);
      assertThat(timers.earliest()).isEqualTo(first);
      assertThat(timers.earliestNs()).isEqualTo(first.map(naive::get).orElse(Long.MAX_VALUE));
      assertThat(timers.running()).containsExactlyElementsOf(naive.keySet());
    }
  }
}
