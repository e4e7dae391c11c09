package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.simulation.TestCluster.MS;
import static org.medchain.simulation.TestCluster.S;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.data.Difficulty;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/** POW-32: a client of the simulation checks headers by the rule of its chain. */
class RetargetingClientTest {
  private static final Difficulty EASIEST = Difficulty.ofCoefficient(4);

  static Stream<DifficultyRule> rules() {
    return Stream.of(
        new DifficultyRule.Constant(),
        new DifficultyRule.Windowed(4, 500, EASIEST),
        new DifficultyRule.Asert(500, 2_000, EASIEST));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itAcceptsWhatTheChainConfirms(DifficultyRule rule) {
    EndToEndRun run = EndToEndRun.pow(new SymbolicSignatures(), 4, 4);
    // The first difficulty, 64 hashes, is far from the one that the rules reach.
    Simulation simulation =
        new Simulation(
            run.powCluster(10, rule),
            EndToEndRun.environment(11, MiningModel.equal(4, 200), FaultPlan.NONE),
            run.uploads(6, 10 * S, 100 * MS),
            new SimulationObserver() {});
    assertThat(simulation.run(600 * S).accepted()).isEqualTo(6);
  }
}
