package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medchain.comparison.theory.Decimals.DIGITS;
import static org.medchain.comparison.theory.Decimals.choose;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Quorum;

/** CMP-22: the tail against every committee that can be drawn, and against exact fractions. */
class CommitteeTest {
  @Property(seed = "5571", tries = 60)
  void isTheShareOfAllCommittees(
      @ForAll @IntRange(min = 1, max = 12) int members,
      @ForAll @DoubleRange(min = 0, max = 1) double faultyShare,
      @ForAll @DoubleRange(min = 0, max = 1) double sizeShare) {
    int faulty = (int) (faultyShare * members);
    int size = 1 + (int) (sizeShare * (members - 1));
    Committee committee = new Committee(members, faulty, size);
    for (int bound = -1; bound <= size; bound++) {
      int drawn = 0;
      int overrun = 0;
      for (int set = 0; set < 1 << members; set++) {
        if (Integer.bitCount(set) == size) {
          drawn++;
          overrun += Integer.bitCount(set & ((1 << faulty) - 1)) > bound ? 1 : 0;
        }
      }
      assertThat(committee.moreThan(bound)).isCloseTo((double) overrun / drawn, within(1e-14));
    }
  }

  @Property(seed = "5572", tries = 60)
  void isTheFractionOfBinomials(
      @ForAll @IntRange(min = 1, max = 400) int members,
      @ForAll @DoubleRange(min = 0, max = 1) double faultyShare,
      @ForAll @DoubleRange(min = 0, max = 1) double sizeShare) {
    int faulty = (int) (faultyShare * members);
    int size = 1 + (int) (sizeShare * (members - 1));
    Committee committee = new Committee(members, faulty, size);
    BigInteger overrun = BigInteger.ZERO;
    for (int number = committee.tolerated() + 1; number <= size; number++) {
      overrun =
          overrun.add(choose(faulty, number).multiply(choose(members - faulty, size - number)));
    }
    BigDecimal exact =
        new BigDecimal(overrun).divide(new BigDecimal(choose(members, size)), DIGITS);
    Decimals.assertClose(committee.overrun(), exact, 1e-12);
  }

  @Property(seed = "5573", tries = 200)
  void toleratesWhatPbftDoes(@ForAll @IntRange(min = 4, max = 1000) int size) {
    assertThat(new Committee(1000, 10, size).tolerated()).isEqualTo(new Quorum(size).faulty());
  }

  @Test
  void aThirdOfTheMembersOverrunsEveryOtherCommittee() {
    // What holds for all members together does not hold for a few of them drawn at random.
    assertThat(new Committee(100, 33, 100).overrun()).isZero();
    assertThat(new Committee(100, 33, 10).overrun()).isBetween(0.4, 0.5);
    assertThat(new Committee(100, 10, 10).overrun()).isLessThan(0.02);
  }

  @Test
  void knowsTheEdges() {
    assertThat(new Committee(10, 0, 4).overrun()).isZero();
    assertThat(new Committee(10, 10, 4).overrun()).isEqualTo(1);
    assertThat(new Committee(10, 3, 10).overrun()).isZero();
    assertThat(new Committee(10, 4, 10).overrun()).isEqualTo(1);
    assertThatThrownBy(() -> new Committee(10, 11, 4)).hasMessageContaining("faulty");
    assertThatThrownBy(() -> new Committee(10, 3, 11)).hasMessageContaining("size");
  }
}
