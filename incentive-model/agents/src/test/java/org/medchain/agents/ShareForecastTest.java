package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.credit.CreditParameters;

/** GAME-15: population dynamics beside the ledger's. */
class ShareForecastTest {
  private static final Revision IMITATION = new Revision(0.1, 0.01, 10);

  @Test
  void honestSharingSpreadsOnTheLedgerAsTheFermiProcessSays() {
    Scenario scenario =
        Scenario.of(Populations.smallCommittees(), Populations.of("honest", 8, "false", 8), 5)
            .lasting(12, 2, 8)
            .endowed(Scenario.DEEP)
            .with(IMITATION)
            .at(0.999);
    ShareForecast forecast = ShareForecast.of(scenario, 2);
    assertThat(forecast.rows()).hasSize(7).allMatch(ShareForecast.Row::agrees);
    ShareForecast.Row last = forecast.rows().get(6);
    assertThat(last.measured().get(0).low()).isGreaterThan(0.6);
    assertThat(last.large().get(0)).isGreaterThan(0.6);
  }

  @Test
  @Tag("exhaustive")
  void underThePapersRulesWhoHitsAndRunsSpreads() {
    Scenario scenario =
        Scenario.of(CreditParameters.paper(), Populations.of("honest", 15, "hit-and-run", 15), 5)
            .lasting(40, 4, 20)
            .endowed(Scenario.DEEP)
            .with(IMITATION)
            .at(0.999);
    ShareForecast forecast = ShareForecast.of(scenario, 2);
    assertThat(forecast.rows()).allMatch(ShareForecast.Row::agrees);
    assertThat(forecast.rows().get(10).measured().get(1).low()).isGreaterThan(0.6);
  }
}
