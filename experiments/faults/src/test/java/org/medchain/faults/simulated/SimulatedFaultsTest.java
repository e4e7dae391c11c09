package org.medchain.faults.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.DelayDistribution;

/** FAULT-26 in the simulation: what becomes of whole messages. */
class SimulatedFaultsTest {
  private static final long S = 1_000_000_000L;
  private static final List<Integer> NODES = List.of(1, 2);

  private static FaultEvent event(NemesisKind kind) {
    return new FaultEvent(kind, 1, 2, NODES, OptionalDouble.of(0.25));
  }

  @Test
  void messagesAreLostReorderedAndDoubledFromTheBeginningOfTheLoadOn() {
    List<FaultEvent> plan =
        List.of(
            event(NemesisKind.LOSS), event(NemesisKind.REORDERING), event(NemesisKind.DUPLICATION));
    assertThat(SimulatedFaults.of(plan, 4, 5 * S).faults())
        .containsExactly(
            new Fault.Loss(NODES, 6, 7, 0.25),
            new Fault.Reordering(NODES, 6, 7, 0.25, new DelayDistribution.Uniform(1, 100)),
            new Fault.Duplication(NODES, 6, 7, 0.25));
  }
}
