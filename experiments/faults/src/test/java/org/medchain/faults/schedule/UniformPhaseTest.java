package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.oracle.ScheduleOutcome;

/** SCH-18: the baseline plays the same plans, and the unchanged code bears it. */
@Tag("statistical")
class UniformPhaseTest {
  private static final int SEEDS = 120;

  @Test
  void theUnchangedCodeBearsUniformSteps() {
    Set<CoverageMark> reached = EnumSet.noneOf(CoverageMark.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      ScheduleOutcome verdict = ScheduleTrial.runUniform(SchedulePlan.of(seed));
      assertThat(verdict.violation()).as("seed %d", seed).isEmpty();
      for (CoverageMark each : CoverageMark.values()) {
        if (verdict.coverage().hasReached(each)) {
          reached.add(each);
        }
      }
    }
    // Without any idea it still comes to view changes, restarts and the rest, if less often.
    assertThat(reached)
        .contains(
            CoverageMark.VIEW_CHANGED,
            CoverageMark.COLLECTED,
            CoverageMark.RESTARTED,
            CoverageMark.READ,
            CoverageMark.BYZANTINE,
            CoverageMark.REORGANISED);
  }

  @Test
  void aSeedIsOneScheduleAndNotThatOfTheSearch() {
    SchedulePlan plan = SchedulePlan.of(3);
    int committed = ScheduleTrial.runUniform(plan).committed();
    assertThat(ScheduleTrial.runUniform(plan).committed()).isEqualTo(committed).isPositive();
    assertThat(ScheduleTrial.run(plan).committed()).isNotEqualTo(committed);
  }
}
