package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.ReplicateSeed;

/** GAME-15: what the direct host measures is what PBFT replicas would have executed. */
class HostsTest {
  private static final long SEED = 11;

  private static void requireSame(Scenario scenario) {
    ReplicateSeed seed = ReplicateSeed.of(SEED, "hosts", 0);
    int size = LedgerRun.fullBlock(scenario);
    LedgerResult.Run direct = LedgerRun.run(scenario, seed, size);
    LedgerResult.Run replicated = LedgerRun.run(scenario.on(new Host.Pbft(4)), seed, size);
    // State root, receipts' refusals, payoffs, supply: all of it.
    assertThat(replicated).isEqualTo(direct);
    assertThat(direct.accepted()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "whitewasher",
        "sybil",
        "free rider",
        "hit-and-run",
        "colluder",
        "splitter",
        "rubber stamper",
        "identity changer"
      })
  void pbftReplicasAndTheDirectHostEndInTheSameState(String strategy) {
    CreditParameters p =
        CreditParameters.standard()
            .with(Parameter.VERIFIERS, 3)
            .with(Parameter.QUORUM, 2)
            .with(Parameter.EVALUATION_QUORUM, 1);
    requireSame(Scenario.of(p, Populations.of("honest", 4, strategy, 2), SEED).lasting(2, 2, 1));
  }

  @Test
  void soTheyDoUnderThePapersRulesAndWithStrategiesThatChange() {
    requireSame(
        Scenario.of(CreditParameters.paper(), Populations.of("honest", 3, "hit-and-run", 3), SEED)
            .lasting(3, 1, 1)
            .with(new Revision(1, 0.2, 4)));
  }

  @Test
  void theEntryPointRunsOnPbftReplicasAsWell() {
    Scenario scenario =
        Scenario.of(CreditParameters.paper(), Populations.of("honest", 3), SEED)
            .lasting(1, 1, 2)
            .on(new Host.Pbft(4));
    LedgerResult result = LedgerRun.of(scenario, 1);
    assertThat(result.runs()).hasSize(2);
    assertThat(result.runs().get(0).stateRoot()).isNotEqualTo(result.runs().get(1).stateRoot());
  }
}
