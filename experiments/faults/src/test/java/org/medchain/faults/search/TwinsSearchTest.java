package org.medchain.faults.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.Schedule;
import org.medchain.faults.schedule.ScheduleEvent;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/** SCH-3, SCH-10: with one twin too many agreement breaks, with as many as it bears it does not. */
@Tag("statistical")
final class TwinsSearchTest {
  private static final int MOST_SEEDS = 200;

  /** What every build plays of those that find nothing. */
  private static final int FEW_SEEDS = 40;

  private static Schedule found(int nodes) {
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      SchedulePlan plan = SchedulePlan.of(ScheduleKind.TWINS, seed, nodes);
      if (ScheduleTrial.run(plan).violation().isPresent()) {
        return Schedule.record(plan);
      }
    }
    throw new AssertionError("no violation with " + nodes + " nodes");
  }

  /** What is printed can be played again; without any one of its events nothing goes wrong. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void oneTooManyBreaksAgreement(int nodes) {
    Schedule least = found(nodes).minimised("AG");
    least.lines().forEach(System.out::println);
    Optional<OracleViolation> violation = least.replay();
    assertThat(violation.map(OracleViolation::oracle)).hasValue("AG");
    assertThat(Schedule.parse(least.lines()).replay()).isEqualTo(violation);
    for (int i = 0; i < least.events().size(); i++) {
      List<ScheduleEvent> rest = new ArrayList<>(least.events());
      ScheduleEvent removed = rest.remove(i);
      assertThat(new Schedule(least.plan(), rest).replay()).as("without %s", removed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void asManyAsItBearsDoNot(int nodes) {
    assertThat(withOneFewer(nodes, FEW_SEEDS).findings()).isEmpty();
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 10})
  void asManyAsItBearsDoNotInAsManySeeds(int nodes) {
    assertThat(withOneFewer(nodes, MOST_SEEDS).findings()).isEmpty();
  }

  private static ScheduleSearch withOneFewer(int nodes, int seeds) {
    return ScheduleSearch.over(
        seed -> SchedulePlan.of(ScheduleKind.FEWER_TWINS, seed, nodes), 1, seeds, 2);
  }
}
