package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;

/** CMP-22: the tail against every committee that can be drawn, and against exact fractions. */
class RandomCommitteeTest {
  @Property(seed = "5571", tries = 60)
  void isTheShareOfAllCommittees(
      @ForAll @IntRange(min = 1, max = 12) int members,
      @ForAll @DoubleRange(min = 0, max = 1) double faultyShare,
      @ForAll @DoubleRange(min = 0, max = 1) double sizeShare) {
    int faulty = (int) (faultyShare * members);
    int size = 1 + (int) (sizeShare * (members - 1));
    RandomCommittee committee = new RandomCommittee(members, faulty, size);
    for (int bound = -1; bound <= size; bound++) {
      int drawn = 0;
      int overrun = 0;
      for (int set = 0; set < 1 << members; set++) {
        if (Integer.bitCount(set) == size) {
          drawn++;
          overrun += Integer.bitCount(set & ((1 << faulty) - 1)) > bound ? 1 : 0;
        }
      }
      assertThat(committee.faultyTail(bound)).isCloseTo((double) overrun / drawn, within(1e-14));
    }
  }

  @Property(seed = "5573", tries = 200)
  void toleratesWhatPbftDoes(@ForAll @IntRange(min = 4, max = 1000) int size) {
    assertThat(new RandomCommittee(1000, 10, size).toleratedFaults())
        .isEqualTo(new QuorumSizes(size).faulty());
  }

  @Test
  void aThirdOfTheMembersOverrunsEveryOtherCommittee() {
    // What holds for all members together does not hold for a few of them drawn at random.
    assertThat(new RandomCommittee(100, 33, 100).intoleranceProbability()).isZero();
    assertThat(new RandomCommittee(100, 33, 10).intoleranceProbability()).isBetween(0.4, 0.5);
    assertThat(new RandomCommittee(100, 10, 10).intoleranceProbability()).isLessThan(0.02);
  }
}
