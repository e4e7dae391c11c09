package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.FaultKind;
import org.medchain.simulation.Fault;
import org.medchain.simulation.FaultPlan;

/** CMP-3: which nodes are faulty, and from when to when. */
class FaultyTest {
  @Property(seed = "531", tries = 200)
  void choosesSoManyDifferentNodes(
      @ForAll @IntRange(min = 4, max = 60) int nodes,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(6) double rate) {
    TrialCell cell = Grid.of(TestTrials.config(nodes, FaultKind.CRASH, rate)).get(0);
    List<Integer> chosen = Faulty.of(cell).nodes();
    assertThat(chosen).hasSize(cell.faulty()).isSorted().doesNotHaveDuplicates();
    assertThat(chosen).allMatch(node -> node >= 0 && node < nodes);
  }

  @Test
  void protocolsShareTheChoice() {
    List<TrialCell> pair = Grid.of(TestTrials.config(16, FaultKind.CRASH, 0.3));
    assertThat(Faulty.of(pair.get(0)).nodes()).isEqualTo(Faulty.of(pair.get(1)).nodes());
  }

  @Test
  void everyNodeMayBeChosen() {
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      TrialCell cell = Grid.of(TestTrials.config(7, FaultKind.CRASH, 0.1)).get(0);
      TrialCell other =
          new TrialCell(
              1, cell.protocol(), 7, FaultKind.CRASH, 0.1, 1, cell.seed(), i, cell.config());
      chosen.addAll(Faulty.of(other).nodes());
    }
    assertThat(chosen).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void faultsAreInForceFromTimeZeroToTheEnd() {
    for (FaultKind kind : FaultKind.values()) {
      TrialCell cell = Grid.of(TestTrials.config(7, kind, 0.3)).get(0);
      Fault fault = Faulty.of(cell).plan().faults().get(0);
      assertThat(fault.fromNs()).isZero();
      assertThat(fault.untilNs()).isEqualTo(Fault.ALWAYS_NS);
      assertThat(fault.nodes()).isEqualTo(Faulty.of(cell).nodes());
    }
  }

  @Test
  void noFaultyNodesIsNoFault() {
    TrialCell cell = Grid.of(TestTrials.config(4, FaultKind.DELAY, 0.1)).get(0);
    assertThat(Faulty.of(cell).plan()).isEqualTo(FaultPlan.NONE);
  }
}
