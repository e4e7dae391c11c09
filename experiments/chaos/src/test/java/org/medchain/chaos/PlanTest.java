package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Quorum;

/** SCH-1: what is drawn is what the search is said to go through. */
final class PlanTest {
  private static final int SEEDS = 2000;

  @Test
  void everySizeKindAndFaultIsDrawn() {
    Set<Integer> sizes = new TreeSet<>();
    Set<Plan.Kind> kinds = EnumSet.noneOf(Plan.Kind.class);
    Set<String> faults = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Plan plan = Plan.of(seed);
      sizes.add(plan.nodes());
      kinds.add(plan.kind());
      faults.addAll(plan.byzantine().values());
      assertThat(plan.byzantine()).hasSizeLessThanOrEqualTo(plan.faulty());
      assertThat(plan.isLive()).isTrue();
    }
    assertThat(sizes).containsExactly(4, 5, 6, 7, 10);
    assertThat(kinds).containsExactly(Plan.Kind.PBFT, Plan.Kind.SEALED, Plan.Kind.POW);
    assertThat(faults).containsAll(Faults.KINDS).containsAll(Faults.MINERS);
  }

  /** Two quorums share 2Q − n members: so many twins can be in both with two opinions. */
  @Test
  void twinsAreAsManyAsTwoQuorumsShare() {
    for (int nodes : Plan.SIZES) {
      int shared = 2 * new Quorum(nodes).size() - nodes;
      assertThat(Plan.of(Plan.Kind.TWINS, 1, nodes).byzantine()).hasSize(shared);
      assertThat(Plan.of(Plan.Kind.FEWER_TWINS, 1, nodes).byzantine()).hasSize(shared - 1);
    }
  }

  /**
   * The first phase ends with the most doubled timers that a plan may have; the bound is finite.
   */
  @Test
  void theBoundGrowsWithWhatIsOwed() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Plan plan = Plan.of(seed);
      assertThat(Healing.boundNs(plan, 4, 10)).isPositive();
      assertThat(Healing.boundNs(plan, 4, 20)).isGreaterThanOrEqualTo(Healing.boundNs(plan, 4, 10));
    }
  }
}
