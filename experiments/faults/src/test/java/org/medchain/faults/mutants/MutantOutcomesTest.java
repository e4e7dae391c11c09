package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-7, SCH-16: what searches found, as rows of the tables. */
final class MutantOutcomesTest {
  private static final SourceMutant MUTANT =
      new SourceMutant(
          "M01",
          Path.of("M01.patch"),
          "t",
          "ATest",
          MutantHost.SCHEDULES,
          Optional.empty(),
          "someone, 2009");

  private static MutantOutcome planted(long first, long seeds, String said) {
    MutantSearch search =
        MutantSearch.planted(Optional.of(MUTANT), MutantHost.SCHEDULES, first, seeds);
    return MutantOutcome.read(search, said, 3);
  }

  private static MutantOutcome found(long tried) {
    return planted(101, 100, "AG " + (100 + tried) + " 5 two blocks\n");
  }

  private static MutantOutcome published(Optional<SourceMutant> mutant, long seeds, String said) {
    return MutantOutcome.read(MutantSearch.published(mutant, Optional.empty(), 1, seeds), said, 3);
  }

  private static MutantOutcome frequency(int count, long seeds) {
    String said =
        IntStream.rangeClosed(1, count)
            .mapToObj(seed -> "AG " + seed + " 1000000 text\n")
            .collect(Collectors.joining());
    return published(Optional.of(MUTANT), seeds, said);
  }

  @Test
  void aRowHasTheColumnsOfTheHeader() {
    MutantOutcome survived = planted(1, 9, "");
    assertThat(found(7).row()).isEqualTo("M01,true,AG,107,7,ATest");
    assertThat(survived.row()).isEqualTo("M01,false,,,9,ATest");
    assertThat(found(7).isFine()).isTrue();
    assertThat(survived.isFine()).isFalse();
    assertThat(found(7).line()).isEqualTo("M01   killed   AG       107       7  t");
  }

  @Test
  void anythingElseThatWasPrintedIsAnError() {
    assertThatThrownBy(() -> planted(1, 9, "out of memory"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("M01");
  }

  /** A search that finds nothing counts with all its seeds. */
  @Test
  void theMedianIsTheMiddleOneOrTheLowerOfTwo() {
    List<MutantOutcome> five = List.of(found(7), found(1), found(90), found(3), found(5));
    assertThat(MutantOutcome.medians(five)).isEqualTo("M01,5,5,5,1,90");
    assertThat(MutantOutcome.medians(List.of(found(7), planted(1, 100, ""))))
        .isEqualTo("M01,2,1,7,7,100");
  }

  @Test
  void aFrequencySaysHowManyWhichFirstByWhatAndHowLongItTook() {
    String row =
        published(Optional.of(MUTANT), 10, "BL 3 5000000000 x\nAG 4 20000000 x\nBL 9 750000000 x\n")
            .frequency();
    assertThat(row)
        .isEqualTo("M01,3,10,0.3000,0.0667,0.6525,3,BL,AG 1; BL 2,0.75,\"someone, 2009\"");
    assertThat(row.split(",", 11)).hasSize(MutantOutcome.FREQUENCY_COLUMNS.split(",", -1).length);
    assertThat(frequency(0, 1000).frequency())
        .isEqualTo("M01,0,1000,0.0000,0.0000,0.0037,,,,,\"someone, 2009\"");
  }

  /** The interval of Clopper and Pearson (1934); the values are of R's binom.test. */
  @Test
  void theIntervalIsExact() {
    assertThat(frequency(10, 1000).low()).isCloseTo(0.004805, within(1e-6));
    assertThat(frequency(10, 1000).high()).isCloseTo(0.018313, within(1e-6));
    assertThat(frequency(0, 1000).low()).isZero();
    assertThat(frequency(0, 1000).high()).isCloseTo(0.003682, within(1e-6));
    assertThat(frequency(5, 5).low()).isCloseTo(0.478176, within(1e-6));
    assertThat(frequency(5, 5).high()).isEqualTo(1);
  }

  @Test
  void theUnchangedCodeMustBeSound() {
    assertThat(List.of(frequency(0, 10).isFine(), frequency(1, 10).isFine())).containsOnly(true);
    assertThat(published(Optional.empty(), 10, "").isFine()).isTrue();
    MutantSearch control =
        MutantSearch.published(Optional.empty(), Optional.of(ScheduleKind.PARTIAL_CLIENT), 1, 10);
    assertThat(control.id()).isEqualTo("none PARTIAL_CLIENT");
    assertThat(MutantOutcome.read(control, "AG 1 1 x", 0).isFine()).isFalse();
  }
}
