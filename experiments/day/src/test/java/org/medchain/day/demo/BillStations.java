package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.medchain.application.search.Keyword;
import org.medchain.client.search.SearchSteps;
import tools.jackson.databind.JsonNode;

/** A delegate's search ends early: a station of {@link DemoDayTest}. */
record BillStations(DayCluster day) {
  private static final String SEARCH = "doctor search type:imaging --for patient-1 --as doctor-2";

  private long points() {
    return day.answer("points show --as doctor-2").path("points").asLong(-1);
  }

  private long searches() {
    return day.answer("patient searches --as patient-1").path("all").asLong(-1);
  }

  /** PROC-23, VER-12: and the next search has a bill of its own. */
  void anInterruptedSearchIsPaidOnce() throws Exception {
    day.answer("patient delegate-search --to doctor:doctor-2 --until 2999-01-01 --as patient-1");
    long points = points();
    long searches = searches();
    SearchSteps.interruptedAfterPaying(
        day.identity("doctor-2"),
        day.identity("patient-1").card().participant(),
        Keyword.of("type:imaging"));
    long paid = points();
    assertThat(paid).isLessThan(points);
    JsonNode answer = day.answer(SEARCH);
    assertThat(answer.path("records")).isNotEmpty();
    assertThat(answer.path("price_points").asLong(0)).isEqualTo(points - paid);
    assertThat(points()).as("paid once").isEqualTo(paid);
    assertThat(searches()).isEqualTo(searches + 1);
    JsonNode again = day.answer(SEARCH);
    assertThat(again.path("records")).isEqualTo(answer.path("records"));
    assertThat(points()).as("another search").isEqualTo(paid - (points - paid));
    day.answer("patient delegate-search --to doctor:doctor-2 --end --as patient-1");
  }
}
