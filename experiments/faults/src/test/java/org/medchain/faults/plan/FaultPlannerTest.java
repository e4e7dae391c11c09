package org.medchain.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-4: drawn plans. */
class FaultPlannerTest {
  private static final double HEALED_S = 60;

  private static List<FaultEvent> plan(List<NemesisKind> kinds, int nodes, long seed) {
    return new FaultPlanner(kinds, nodes, new RandomStreams(seed).stream("harness-plan", 0))
        .plan(HEALED_S, 3);
  }

  @Property(tries = 300)
  void everythingIsHealedAndAtMostFNodesBreakPromises(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 16) int nodes) {
    List<FaultEvent> plan = plan(List.of(NemesisKind.values()), nodes, seed);
    assertThat(plan).isNotEmpty();
    Set<Integer> unfaithful = new TreeSet<>();
    for (FaultEvent each : plan) {
      assertThat(each.untilS()).isBetween(each.fromS(), HEALED_S + 0.001);
      assertThat(each.nodes()).isNotEmpty().allMatch(node -> node >= 0 && node < nodes);
      if (each.kind().breaksPromises()) {
        unfaithful.addAll(each.nodes());
      }
    }
    assertThat(unfaithful).hasSizeLessThanOrEqualTo(new QuorumSizes(nodes).faulty());
  }

  @Test
  void swarmsLeaveKindsOutAndAllKindsComeInSomePlan() {
    Set<NemesisKind> seen = new TreeSet<>();
    int whole = 0;
    for (long seed = 0; seed < 200; seed++) {
      Set<NemesisKind> kinds = new TreeSet<>();
      plan(List.of(NemesisKind.values()), 4, seed).forEach(each -> kinds.add(each.kind()));
      seen.addAll(kinds);
      whole += kinds.size() == NemesisKind.values().length ? 1 : 0;
    }
    assertThat(seen).containsExactly(NemesisKind.values());
    assertThat(whole).isZero();
  }

  /** FAULT-25: the power of a whole site fails too, since all nodes come back. */
  @Test
  void powerIsLostAtOneNodeAndAtAll() {
    Set<Integer> sizes = new TreeSet<>();
    for (long seed = 0; seed < 20; seed++) {
      plan(List.of(NemesisKind.POWER_LOSS), 4, seed)
          .forEach(each -> sizes.add(each.nodes().size()));
    }
    assertThat(sizes).contains(1, 4);
  }

  @Test
  void noKindsNoFaults() {
    assertThat(plan(List.of(), 4, 1)).isEmpty();
  }

  /** FAULT-21: also in little time; the others follow. */
  @Test
  void whatIsRequiredHappens() {
    List<NemesisKind> all = List.of(NemesisKind.values());
    for (int seed = 0; seed < 300; seed++) {
      double healedS = seed % 2 == 0 ? 12 : 60;
      List<NemesisKind> required = all.subList(seed % 20, seed % 20 + 4);
      List<FaultEvent> plan =
          new FaultPlanner(all, 4, new RandomStreams(seed).stream("harness-plan", 0))
              .plan(healedS, 20, required);
      assertThat(plan.subList(0, 4)).extracting(FaultEvent::kind).isEqualTo(required);
      assertThat(plan).allMatch(each -> each.untilS() <= healedS);
    }
  }
}
