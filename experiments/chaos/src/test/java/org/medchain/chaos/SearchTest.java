package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SCH-4, SCH-5, SCH-6, SCH-9: random schedules and faults find nothing, and reach what they are
 * for.
 */
final class SearchTest {
  private static final int THREADS = 2;

  @Test
  void fiveHundredSchedules() {
    check(Search.over(Plan::of, 1, 500, THREADS));
  }

  @Test
  @Tag("exhaustive")
  void tenThousandSchedules() {
    check(Search.over(Plan::of, 1, 10_000, THREADS));
  }

  @Test
  @Tag("exhaustive")
  void aHundredThousandSchedules() {
    check(Search.over(Plan::of, 10_001, 110_000, THREADS));
  }

  private static void check(Search search) {
    // Shares are worth nothing where they are not seen.
    System.out.println(search.schedules() + " schedules: " + search.coverage());
    assertThat(search.findings()).isEmpty();
    assertShare(search, Coverage.Mark.VIEW_CHANGED, 30);
    assertShare(search, Coverage.Mark.CARRIED, 10);
    assertShare(search, Coverage.Mark.COLLECTED, 10);
    assertShare(search, Coverage.Mark.TRANSFERRED, 10);
    assertShare(search, Coverage.Mark.RESTARTED, 10);
    assertShare(search, Coverage.Mark.MEMBERS_CHANGED, 10);
    assertShare(search, Coverage.Mark.BYZANTINE, 30);
    assertShare(search, Coverage.Mark.READ, 30);
    assertShare(search, Coverage.Mark.REORGANISED, 5);
    assertThat(search.unknown()).isLessThanOrEqualTo(search.schedules() / 50);
    assertThat(search.tooManyReversals()).as(search.reversals()).isFalse();
  }

  private static void assertShare(Search search, Coverage.Mark mark, int percent) {
    assertThat(100L * search.reached(mark) / search.schedules())
        .as("percent of schedules that reached %s", mark)
        .isGreaterThanOrEqualTo(percent);
  }

  /**
   * SCH-7: a seed that shows a planted defect goes where few others do, and finds nothing without
   * the defect. {@link MutantsTest} sees that each of them still shows its defect.
   */
  @ParameterizedTest
  @MethodSource("org.medchain.chaos.SeedTable#rows")
  void aSeedThatShowsAPlantedDefectIsSoundWithoutIt(SeedTable.Row row) {
    assertThat(Trial.run(Plan.of(row.seed())).violation()).isEmpty();
  }

  /** SCH-2: what a search finds depends neither on its threads nor on what ran before. */
  @ParameterizedTest
  @EnumSource
  void threadsMakeNoDifference(Plan.Kind kind) {
    assertNoDifference(kind, 25);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @EnumSource
  void threadsMakeNoDifferenceToMany(Plan.Kind kind) {
    assertNoDifference(kind, 300);
  }

  private static void assertNoDifference(Plan.Kind kind, int seeds) {
    Search alone = Search.over(seed -> Plan.of(kind, seed), 1, seeds, 1);
    Search together = Search.over(seed -> Plan.of(kind, seed), 1, seeds, 3);
    assertThat(together.coverage()).isEqualTo(alone.coverage());
    assertThat(together.findings()).isEqualTo(alone.findings());
  }
}
