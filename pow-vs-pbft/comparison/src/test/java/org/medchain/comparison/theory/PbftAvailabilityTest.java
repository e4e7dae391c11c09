package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.theory.SixtyDigitArithmetic.DIGITS;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;

/** CMP-21: both tails against every set of crashed replicas, and against sixty digits. */
class PbftAvailabilityTest {
  private static PbftAvailability of(int replicas) {
    return new PbftAvailability(replicas, new QuorumSizes(replicas).size());
  }

  @Property(seed = "5561", tries = 60)
  void isTheSumOverAllSetsOfCrashedReplicas(
      @ForAll @IntRange(min = 4, max = 10) int replicas,
      @ForAll @DoubleRange(min = 1e-6, max = 0.999) @Scale(6) double down) {
    BigDecimal p = SixtyDigitArithmetic.of(down);
    BigDecimal live = BigDecimal.ONE.subtract(p);
    BigDecimal available = BigDecimal.ZERO;
    BigDecimal unavailable = BigDecimal.ZERO;
    for (int crashed = 0; crashed < 1 << replicas; crashed++) {
      int many = Integer.bitCount(crashed);
      BigDecimal chance = p.pow(many, DIGITS).multiply(live.pow(replicas - many, DIGITS), DIGITS);
      if (replicas - many >= new QuorumSizes(replicas).size()) {
        available = available.add(chance, DIGITS);
      } else {
        unavailable = unavailable.add(chance, DIGITS);
      }
    }
    SixtyDigitArithmetic.assertClose(of(replicas).availability(down), available, 1e-12);
    SixtyDigitArithmetic.assertClose(of(replicas).unavailability(down), unavailable, 1e-12);
  }

  /** National Bureau of Standards 1950, Tables of the binomial probability distribution. */
  @Test
  void agreesWithPrintedTables() {
    assertThat(of(4).availability(0.1)).isCloseTo(0.9477, within(1e-12));
    // n = 10, Q = 7: at most three of ten.
    assertThat(of(10).availability(0.1)).isCloseTo(0.9872, within(5e-5));
    assertThat(of(10).availability(0.25)).isCloseTo(0.7759, within(5e-5));
    assertThat(of(10).unavailability(0.5)).isCloseTo(0.8281, within(5e-5));
  }

  @Test
  void fiveReplicasAreWorseThanFour() {
    // Both stand one crash, but five have more that can crash (decision 0011).
    assertThat(of(5).availability(0.1)).isLessThan(of(4).availability(0.1));
    assertThat(of(7).availability(0.1)).isGreaterThan(of(4).availability(0.1));
  }

  @Test
  void knowsTheEdges() {
    assertThat(of(4).availability(0)).isEqualTo(1);
    assertThat(of(4).unavailability(0)).isZero();
    assertThat(of(4).availability(1)).isZero();
    assertThat(of(4).unavailability(1)).isEqualTo(1);
  }
}
