package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** CMP-4: the least k that is safe enough, between floor and cap. */
class ConfirmationDepthTest {
  private static int count(double share, double epsilon) {
    return ConfirmationDepth.required(share, epsilon, 1, 10_000).count();
  }

  /** Rosenfeld 2014, table 2: confirmations for a success rate of 1 % and of 0.1 %. */
  @Test
  void agreesWithRosenfeldsTable() {
    assertThat(count(0.1, 0.01)).isEqualTo(4);
    assertThat(count(0.1, 0.001)).isEqualTo(6);
    assertThat(count(0.2, 0.001)).isEqualTo(13);
    assertThat(count(0.3, 0.01)).isEqualTo(20);
    assertThat(count(0.3, 0.001)).isEqualTo(32);
    assertThat(count(0.4, 0.01)).isEqualTo(82);
    assertThat(count(0.4, 0.001)).isEqualTo(133);
  }

  @Property(seed = "511", tries = 200)
  void isTheLeastThatIsSafeEnough(
      @ForAll @DoubleRange(min = 0, max = 0.6) @Scale(6) double share,
      @ForAll @DoubleRange(min = 1e-6, max = 0.5) @Scale(6) double epsilon,
      @ForAll @IntRange(min = 1, max = 10) int floor,
      @ForAll @IntRange(min = 10, max = 100) int cap) {
    ConfirmationDepth chosen = ConfirmationDepth.required(share, epsilon, floor, cap);
    assertThat(chosen.count()).isBetween(floor, cap);
    assertThat(chosen.reversalProbability())
        .isEqualTo(ReversalProbability.exact(share, chosen.count()));
    if (chosen.count() < cap) {
      assertThat(chosen.reversalProbability()).isLessThanOrEqualTo(epsilon);
    }
    if (chosen.count() > floor) {
      assertThat(ReversalProbability.exact(share, chosen.count() - 1)).isGreaterThan(epsilon);
    }
  }

  @Test
  void capIsTakenWhereNothingIsSafeEnough() {
    assertThat(ConfirmationDepth.required(0.4, 0.001, 6, 100).count()).isEqualTo(100);
    assertThat(ConfirmationDepth.required(0.5, 0.001, 6, 100))
        .isEqualTo(new ConfirmationDepth(100, 1));
  }
}
