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
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;

/** CMP-3: which nodes are faulty, and from when to when. */
class FaultAssignmentTest {
  @Property(seed = "531", tries = 200)
  void choosesSoManyDifferentNodes(
      @ForAll @IntRange(min = 4, max = 60) int nodes,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(6) double rate) {
    TrialCell cell = TrialGrid.of(TestTrials.config(nodes, FaultKind.CRASH, rate)).get(0);
    List<Integer> chosen = FaultAssignment.of(cell).nodes();
    assertThat(chosen).hasSize(cell.faulty()).isSorted().doesNotHaveDuplicates();
    assertThat(chosen).allMatch(node -> node >= 0 && node < nodes);
  }

  @Test
  void protocolsShareTheChoice() {
    List<TrialCell> pair = TrialGrid.of(TestTrials.config(16, FaultKind.CRASH, 0.3));
    assertThat(FaultAssignment.of(pair.get(0)).nodes())
        .isEqualTo(FaultAssignment.of(pair.get(1)).nodes());
  }

  @Test
  void everyNodeMayBeChosen() {
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      TrialCell cell = TrialGrid.of(TestTrials.config(7, FaultKind.CRASH, 0.1)).get(0);
      TrialCell other = RecordCopy.with(cell, "pairSeed", (long) i);
      chosen.addAll(FaultAssignment.of(other).nodes());
    }
    assertThat(chosen).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void faultsAreInForceFromTimeZeroToTheEnd() {
    for (FaultKind kind :
        List.of(FaultKind.CRASH, FaultKind.SILENCE, FaultKind.DELAY, FaultKind.LOSS)) {
      TrialCell cell = TrialGrid.of(TestTrials.config(7, kind, 0.3)).get(0);
      Fault fault = FaultAssignment.of(cell).faultPlan().faults().get(0);
      assertThat(fault.fromNs()).isZero();
      assertThat(fault.untilNs()).isEqualTo(Fault.ALWAYS_NS);
      assertThat(fault.nodes()).isEqualTo(FaultAssignment.of(cell).nodes());
    }
  }

  @Test
  void restartIsFromAndUntilTheTimesOfTheConfig() {
    TrialCell cell = TrialGrid.of(TestTrials.config(7, FaultKind.RESTART, 0.3)).get(0);
    assertThat(FaultAssignment.of(cell).faultPlan().faults())
        .containsExactly(new Fault.Restart(FaultAssignment.of(cell).nodes(), 5, 10));
    assertThat(FaultAssignment.of(cell).byzantine()).isEmpty();
  }

  /** CMP-40: where a behaviour means nothing the node is correct. */
  @Test
  void byzantineNodesAreThoseChosenAndThoseNamedWhereItMeansSomething() {
    AdversaryConfig liar =
        AdversaryConfig.always(List.of(6), new ByzantineBehaviour.SelfishMining());
    ExperimentConfig config =
        TestTrials.config(
            TestTrials.config(7, FaultKind.EQUIVOCATION, 0.1), List.of(liar), List.of());
    FaultAssignment chosen = FaultAssignment.of(TestTrials.cell(ProtocolKind.PBFT, config));
    assertThat(chosen.faultPlan()).isEqualTo(FaultPlan.NONE);
    assertThat(chosen.byzantine()).containsExactlyElementsOf(chosen.nodes());
    ExperimentConfig named =
        TestTrials.config(TestTrials.config(7, FaultKind.CRASH, 0), List.of(liar), List.of());
    assertThat(FaultAssignment.of(TestTrials.cell(ProtocolKind.POW, named)).byzantine())
        .containsExactly(6);
    assertThat(FaultAssignment.of(TestTrials.cell(ProtocolKind.PBFT, named)).byzantine()).isEmpty();
  }

  @Test
  void noFaultyNodesIsNoFault() {
    for (FaultKind kind : FaultKind.values()) {
      TrialCell cell = TrialGrid.of(TestTrials.config(4, kind, 0.1)).get(0);
      assertThat(FaultAssignment.of(cell).faultPlan()).isEqualTo(FaultPlan.NONE);
      assertThat(FaultAssignment.of(cell).byzantine()).isEmpty();
    }
  }
}
