package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** CONS-5: what makes quorums safe and live, for every number of nodes up to 1,000. */
class QuorumTest {
  @Property(generation = GenerationMode.EXHAUSTIVE)
  void anyTwoQuorumsShareAnHonestNode(@ForAll @IntRange(min = 4, max = 1_000) int nodes) {
    QuorumSizes quorum = new QuorumSizes(nodes);
    int shared = 2 * quorum.size() - nodes;
    assertThat(shared).isGreaterThanOrEqualTo(quorum.faulty() + 1);
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void theHonestAreTheLeastQuorumAndAsManyAreFaultyAsCanBe(
      @ForAll @IntRange(min = 4, max = 1_000) int nodes) {
    QuorumSizes quorum = new QuorumSizes(nodes);
    assertThat(quorum.size()).isLessThanOrEqualTo(nodes - quorum.faulty());
    assertThat(2 * (quorum.size() - 1) - nodes).isLessThan(quorum.faulty() + 1);
    assertThat(3 * quorum.faulty()).isLessThan(nodes);
    assertThat(3 * (quorum.faulty() + 1)).isGreaterThanOrEqualTo(nodes);
  }

  /** n, f and Q of the chains that the experiments use, and of the first that are not 3f + 1. */
  @Example
  void theSizesOfCommonChains() {
    int[][] table = {
      {4, 1, 3},
      {5, 1, 4},
      {6, 1, 4},
      {7, 2, 5},
      {10, 3, 7},
      {16, 5, 11},
      {31, 10, 21},
      {100, 33, 67}
    };
    for (int[] row : table) {
      QuorumSizes quorum = new QuorumSizes(row[0]);
      assertThat(quorum.faulty()).as("f of n = %d", row[0]).isEqualTo(row[1]);
      assertThat(quorum.size()).as("Q of n = %d", row[0]).isEqualTo(row[2]);
      assertThat(quorum.weak()).as("f + 1 of n = %d", row[0]).isEqualTo(row[1] + 1);
    }
  }

  @Example
  void fewerThanFourNodesTolerateNothing() {
    assertRefused(() -> new QuorumSizes(3));
    assertRefused(() -> new QuorumSizes(2));
  }

  /** PBFT-42: only the center, in the epoch of a recovery. */
  @Example
  void oneNodeIsItsOwnQuorum() {
    assertThat(new QuorumSizes(1).size()).isEqualTo(1);
    assertThat(new QuorumSizes(1).weak()).isEqualTo(1);
    assertThat(new QuorumSizes(1).faulty()).isZero();
  }
}
