package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.game.random.ReplicateSeed;

/** GAME-15: the direct host executes as PBFT replicas would. */
@Tag("statistical")
class LedgerHostsTest {
  private static final long SEED = 11;

  private static void requireSame(LedgerScenario scenario) {
    ReplicateSeed seed = ReplicateSeed.of(SEED, "hosts", 0);
    int size = LedgerRun.fullBlockSize(scenario);
    LedgerResult.LedgerReplicate direct = LedgerRun.run(scenario, seed, size);
    LedgerResult.LedgerReplicate replicated =
        LedgerRun.run(scenario.withHost(new LedgerHost.PbftHost(4)), seed, size);
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
        "rubber stamper"
      })
  void pbftReplicasAndTheDirectHostEndInTheSameState(String strategy) {
    CreditParameters p =
        CreditParameters.standard()
            .with(Parameter.VERIFIERS, 3)
            .with(Parameter.QUORUM, 2)
            .with(Parameter.EVALUATION_QUORUM, 1);
    requireSame(
        LedgerScenario.of(p, SmallPopulations.of("honest", 4, strategy, 2), SEED)
            .withDuration(2, 2, 1));
  }

  @Test
  void soTheyDoUnderThePapersRulesAndWithStrategiesThatChange() {
    requireSame(
        LedgerScenario.of(
                CreditParameters.paper(), SmallPopulations.of("honest", 3, "hit-and-run", 3), SEED)
            .withDuration(3, 1, 1)
            .withRevision(new StrategyRevision(1, 0.2, 4)));
  }

  @Test
  void theEntryPointRunsOnPbftReplicasAsWell() {
    LedgerScenario scenario =
        LedgerScenario.of(CreditParameters.paper(), SmallPopulations.of("honest", 3), SEED)
            .withDuration(1, 1, 2)
            .withHost(new LedgerHost.PbftHost(4));
    LedgerResult result = LedgerRun.of(scenario, 1);
    assertThat(result.runs()).hasSize(2);
    assertThat(result.runs().get(0).stateRoot()).isNotEqualTo(result.runs().get(1).stateRoot());
  }
}
