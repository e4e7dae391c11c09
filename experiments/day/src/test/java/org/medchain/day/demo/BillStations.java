package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.medchain.application.search.Keyword;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.search.SearchSteps;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/**
 * A delegate's search ends early: a station of {@link DemoDayTest}.
 *
 * @param identities of all
 * @param run runs a command line of a participant
 */
record BillStations(IdentitiesFolder identities, Function<String, CommandResult> run) {
  private static final String SEARCH = "doctor search type:imaging --for patient-1 --as doctor-2";

  private JsonNode done(String line) {
    CommandResult result = run.apply(line);
    assertThat(result.code()).as(line + ": " + result.err()).isZero();
    return result.json();
  }

  private long points() {
    return done("points show --as doctor-2").path("points").asLong(-1);
  }

  private long searches() {
    return done("patient searches --as patient-1").path("all").asLong(-1);
  }

  /** PROC-23, VER-12: and the next search has a bill of its own. */
  void anInterruptedSearchIsPaidOnce() throws Exception {
    done("patient delegate-search --to doctor:doctor-2 --until 2999-01-01 --as patient-1");
    long points = points();
    long searches = searches();
    SearchSteps.interruptedAfterPaying(
        identities.named("doctor-2"),
        identities.named("patient-1").card().participant(),
        Keyword.of("type:imaging"));
    long paid = points();
    assertThat(paid).isLessThan(points);
    JsonNode answer = done(SEARCH);
    assertThat(answer.path("records")).isNotEmpty();
    assertThat(answer.path("price_points").asLong(0)).isEqualTo(points - paid);
    assertThat(points()).as("paid once").isEqualTo(paid);
    assertThat(searches()).isEqualTo(searches + 1);
    JsonNode again = done(SEARCH);
    assertThat(again.path("records")).isEqualTo(answer.path("records"));
    assertThat(points()).as("another search").isEqualTo(paid - (points - paid));
    done("patient delegate-search --to doctor:doctor-2 --end --as patient-1");
  }
}
