package org.medchain.faults.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.faults.mutants.MutantSeedTable;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/**
 * SCH-4, SCH-5, SCH-6, SCH-9: random schedules and faults find nothing, and reach what they are
 * for.
 */
@Tag("statistical")
final class ScheduleSearchTest {
  private static final int THREADS = 2;

  @Test
  void fiveHundredSchedules() {
    check(ScheduleSearch.over(SchedulePlan::of, 1, 500, THREADS));
  }

  @Test
  @Tag("exhaustive")
  void tenThousandSchedules() {
    check(ScheduleSearch.over(SchedulePlan::of, 1, 10_000, THREADS));
  }

  @Test
  @Tag("exhaustive")
  void aHundredThousandSchedules() {
    check(ScheduleSearch.over(SchedulePlan::of, 10_001, 110_000, THREADS));
  }

  private static void check(ScheduleSearch search) {
    // Shares are worth nothing where they are not seen.
    System.out.println(search.schedules() + " schedules: " + search.coverage());
    assertThat(search.findings()).isEmpty();
    assertShare(search, CoverageMark.VIEW_CHANGED, 30);
    assertShare(search, CoverageMark.CARRIED, 10);
    assertShare(search, CoverageMark.COLLECTED, 10);
    assertShare(search, CoverageMark.TRANSFERRED, 10);
    assertShare(search, CoverageMark.RESTARTED, 10);
    assertShare(search, CoverageMark.MEMBERS_CHANGED, 10);
    assertShare(search, CoverageMark.BYZANTINE, 30);
    assertShare(search, CoverageMark.READ, 30);
    assertShare(search, CoverageMark.REORGANISED, 5);
    assertThat(search.unknown()).isLessThanOrEqualTo(search.schedules() / 50);
    assertThat(search.tooManyReversals()).as(search.reversals()).isFalse();
  }

  private static void assertShare(ScheduleSearch search, CoverageMark mark, int percent) {
    assertThat(100L * search.reached(mark) / search.schedules())
        .as("percent of schedules that reached %s", mark)
        .isGreaterThanOrEqualTo(percent);
  }

  /**
   * SCH-7: a seed that shows a planted defect goes where few others do, and finds nothing without
   * the defect. {@code SourceMutantTest} sees that each of them still shows its defect.
   */
  @ParameterizedTest
  @MethodSource("org.medchain.faults.mutants.MutantSeedTable#rows")
  void aSeedThatShowsAPlantedDefectIsSoundWithoutIt(MutantSeedTable.Row row) {
    assertThat(ScheduleTrial.run(SchedulePlan.of(row.seed())).violation()).isEmpty();
  }

  /** SCH-2: what a search finds depends neither on its threads nor on what ran before. */
  @ParameterizedTest
  @EnumSource
  void threadsMakeNoDifference(ScheduleKind kind) {
    assertNoDifference(kind, 25);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @EnumSource
  void threadsMakeNoDifferenceToMany(ScheduleKind kind) {
    assertNoDifference(kind, 300);
  }

  private static void assertNoDifference(ScheduleKind kind, int seeds) {
    ScheduleSearch alone = ScheduleSearch.over(seed -> SchedulePlan.of(kind, seed), 1, seeds, 1);
    ScheduleSearch together = ScheduleSearch.over(seed -> SchedulePlan.of(kind, seed), 1, seeds, 3);
    assertThat(together.coverage()).isEqualTo(alone.coverage());
    assertThat(together.findings()).isEqualTo(alone.findings());
  }
}
