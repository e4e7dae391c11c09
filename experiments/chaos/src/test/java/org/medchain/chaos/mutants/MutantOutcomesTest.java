package org.medchain.chaos.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SCH-7: the duration of a search is the median over several ranges of seeds. */
final class MutantOutcomesTest {
  private static MutantOutcome found(long tried) {
    return new MutantOutcome("M05", "x", "", Optional.of("AG"), "text", tried, tried);
  }

  private static final MutantOutcome SURVIVED =
      new MutantOutcome("M05", "x", "", Optional.empty(), "", 0, 100);

  @Test
  void theMedianIsTheMiddleOne() {
    MutantOutcomes five =
        new MutantOutcomes(List.of(found(7), found(1), found(90), found(3), found(5)), 40);
    assertThat(five.row()).isEqualTo("M05,5,5,5,1,90");
    assertThat(five.isFine()).isTrue();
    assertThat(five.first()).isEqualTo(found(7));
  }

  /** A search that finds nothing counts with all its seeds, and is not fine. */
  @Test
  void oneThatSurvivesOnceIsSeen() {
    MutantOutcomes two =
        new MutantOutcomes(List.of(found(7)), 3).merge(new MutantOutcomes(List.of(SURVIVED), 60));
    assertThat(two.row()).isEqualTo("M05,2,1,7,7,100");
    assertThat(two.isFine()).isFalse();
    assertThat(two.seconds()).isEqualTo(63);
  }
}
