package org.medchain.chaos.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SCH-16: found k of N, with an exact interval and the time from one finding to the next. */
final class DefectFrequencyTest {
  private static DefectFrequency found(int count, long seeds) {
    String said =
        IntStream.rangeClosed(1, count)
            .mapToObj(seed -> "AG " + seed + " 1000000\n")
            .collect(Collectors.joining());
    return DefectFrequency.read("P01", seeds, "someone, 2009", said);
  }

  @Test
  void aRowSaysHowManyWhichFirstByWhatAndHowLongItTook() {
    DefectFrequency three =
        DefectFrequency.read(
            "P01", 10, "someone, 2009", "BL 3 5000000000\nAG 4 20000000\nBL 9 750000000\n");

    assertThat(three.row())
        .isEqualTo("P01,3,10,0.3000,0.0667,0.6525,3,BL,AG 1; BL 2,0.75,\"someone, 2009\"");
    assertThat(three.row().split(",", 11)).hasSize(DefectFrequency.HEADER.split(",", -1).length);
  }

  /** The interval of Clopper and Pearson (1934); the values are of R's binom.test. */
  @Test
  void theIntervalIsExact() {
    assertThat(found(10, 1000).low()).isCloseTo(0.004805, within(1e-6));
    assertThat(found(10, 1000).high()).isCloseTo(0.018313, within(1e-6));
    assertThat(found(0, 1000).low()).isZero();
    assertThat(found(0, 1000).high()).isCloseTo(0.003682, within(1e-6));
    assertThat(found(5, 5).low()).isCloseTo(0.478176, within(1e-6));
    assertThat(found(5, 5).high()).isEqualTo(1);
  }

  @Test
  void nothingFoundLeavesItsFieldsEmpty() {
    assertThat(found(0, 1000).row())
        .isEqualTo("P01,0,1000,0.0000,0.0000,0.0037,,,,,\"someone, 2009\"");
  }

  @Test
  void theUnchangedCodeMustBeSound() {
    assertThat(List.of(found(0, 10).isFine(), found(1, 10).isFine())).containsOnly(true);
    assertThat(DefectFrequency.read("none", 10, "", "").isFine()).isTrue();
    assertThat(DefectFrequency.read("none PARTIAL_CLIENT", 10, "", "AG 1 1").isFine()).isFalse();
  }

  @Test
  void anythingElseThatWasPrintedIsAnError() {
    assertThatThrownBy(() -> DefectFrequency.read("P01", 10, "", "out of memory"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
