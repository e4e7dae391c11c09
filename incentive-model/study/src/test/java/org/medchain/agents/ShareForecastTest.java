package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.credit.CreditParameters;

/** GAME-15: population dynamics beside the ledger's. */
@Tag("statistical")
class ShareForecastTest {
  private static final StrategyRevision IMITATION = new StrategyRevision(0.1, 0.01, 10);

  @Test
  void honestSharingSpreadsOnTheLedgerAsTheFermiProcessSays() {
    LedgerScenario scenario =
        LedgerScenario.of(
                SmallPopulations.smallCommittees(), SmallPopulations.of("honest", 8, "false", 8), 5)
            .withDuration(12, 2, 8)
            .withEndowment(LedgerScenario.AMPLE_ENDOWMENT)
            .withRevision(IMITATION)
            .withConfidenceLevel(0.999);
    ShareForecast forecast = ShareForecast.of(scenario, 2);
    assertThat(forecast.rows()).hasSize(7).allMatch(ShareForecast.EpochForecast::agrees);
    ShareForecast.EpochForecast last = forecast.rows().get(6);
    assertThat(last.measured().get(0).low()).isGreaterThan(0.6);
    assertThat(last.large().get(0)).isGreaterThan(0.6);
  }

  @Test
  @Tag("exhaustive")
  void hitAndRunSpreadsUnderPaperRules() {
    LedgerScenario scenario =
        LedgerScenario.of(
                CreditParameters.paper(), SmallPopulations.of("honest", 15, "hit-and-run", 15), 5)
            .withDuration(40, 4, 20)
            .withEndowment(LedgerScenario.AMPLE_ENDOWMENT)
            .withRevision(IMITATION)
            .withConfidenceLevel(0.999);
    ShareForecast forecast = ShareForecast.of(scenario, 2);
    assertThat(forecast.rows()).allMatch(ShareForecast.EpochForecast::agrees);
    assertThat(forecast.rows().get(10).measured().get(1).low()).isGreaterThan(0.6);
  }
}
