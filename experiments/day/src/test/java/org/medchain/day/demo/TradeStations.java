package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/**
 * A trade's other ends: stations of {@link DemoDayTest}, after its day, whose patient still offers.
 */
record TradeStations(DayCluster day) {
  private String reason(String line) {
    CommandResult result = day.run(line);
    assertThat(result.code()).as(line).isEqualTo(1);
    return result.json().path("reason").asString("");
  }

  private long points() {
    return day.done("points show --as clinic-1").json().path("points").asLong(-1);
  }

  /** PROC-20, CON-40: a hospital asks, draws, is declined, takes back, and asks no longer. */
  void nothingIsLostWithoutASignature() {
    String listed = day.done("patient records --as patient-2").json().path("records").toString();
    String record = listed.replaceFirst("(?s).*?\"record\":\"([0-9a-f]{64})\".*", "$1");
    assertThat(day.run("patient offer --type imaging --price 4 --as patient-2").code())
        .as("of a sealed chain's records none joins by itself")
        .isEqualTo(2);
    day.done("patient offer " + record + " --type imaging --price 4 --as patient-2");
    String until = Instant.now().plus(Duration.ofDays(9)).toString();
    String terms = "hospital request --type imaging --count 3 --max-price 5 --as clinic-1 --until ";
    String request = day.done(terms + until).json().path("request").asString("");
    JsonNode match = day.done("hospital match " + request + " --as clinic-1").json();
    assertThat(match.path("too_dear").asInt(0)).isEqualTo(1);
    assertThat(match.path("offers")).hasSize(1);
    String provider = match.path("offers").path(0).path("provider").asString("");
    long before = points();
    String draft = "hospital draft " + request + " --as clinic-1 --from " + provider + " --count ";
    String deal = day.done(draft + "2").json().path("deal").asString("");
    assertThat(points()).isEqualTo(before - 8);
    JsonNode open = day.done("patient deals --as patient-2").json();
    assertThat(open.path("to_sign").path(0).path("deal").asString("")).isEqualTo(deal);
    assertThat(day.done("hospital deals --as clinic-1").json().path("drafted")).hasSize(1);
    assertThat(reason("patient decline " + deal + " --as patient-1")).contains("not allowed");
    day.done("patient decline " + deal + " --as patient-2");
    assertThat(points()).isEqualTo(before);
    assertThat(reason(draft + "4")).contains("too many records");
    String second = day.done(draft + "1").json().path("deal").asString("");
    day.done("hospital cancel " + second + " --as clinic-1");
    assertThat(reason("patient sign " + second + " --as patient-2")).contains("no deal");
    day.done(draft + "1");
    CommandResult ended = day.done("hospital cancel " + request + " --as clinic-1");
    assertThat(ended.json().path("deals_ended").asInt(0)).isEqualTo(1);
    assertThat(points()).isEqualTo(before);
    assertThat(reason("hospital cancel " + request + " --as clinic-1")).contains("may have ended");
    assertThat(reason("hospital match " + request + " --as clinic-1")).contains("no request");
  }

  /** CON-13: a deal that its provider signed without the records is left, and gives all back. */
  void aSignedDealThatWaitsIsLeft() {
    String until = Instant.now().plus(Duration.ofDays(9)).toString();
    String terms = "hospital request --type imaging --count 9 --max-price 5 --as clinic-1 --until ";
    String request = day.done(terms + until).json().path("request").asString("");
    long before = points();
    String draft = "hospital draft " + request + " --as clinic-1 --from patient-2 --count 2";
    String deal = day.done(draft).json().path("deal").asString("");
    String leave = "hospital leave " + deal + " --as clinic-1";
    assertThat(reason(leave)).contains("or unsigned");
    JsonNode signed = day.done("patient sign " + deal + " --as patient-2").json();
    assertThat(signed.path("waits_for_records").asInt(0)).isEqualTo(2);
    assertThat(signed.path("locked_points").asInt(0)).isEqualTo(8);
    for (String party :
        new String[] {"hospital deals --as clinic-1", "patient deals --as patient-2"}) {
      JsonNode waiting = day.done(party).json().path("waiting");
      assertThat(waiting).as(party).hasSize(1);
      assertThat(waiting.path(0).path("deal").asString("")).isEqualTo(deal);
    }
    assertThat(points()).isEqualTo(before - 8);
    assertThat(reason("hospital cancel " + deal + " --as clinic-1")).contains("'leave'");
    assertThat(day.done(leave).json().path("returned_points").asInt(0)).isEqualTo(8);
    assertThat(points()).isEqualTo(before);
    assertThat(day.done("patient deals --as patient-2").json().path("waiting")).isEmpty();
    assertThat(reason(leave)).contains("may be left");
    day.done("hospital cancel " + request + " --as clinic-1");
  }

  /** CON-37: a request whose time is over is shown to its demander alone. */
  void whatIsOverIsNotListed() throws InterruptedException {
    Duration soon = Duration.ofSeconds(5);
    String terms = "hospital request --type imaging --max-price 1 --as clinic-1 --until ";
    String request = day.done(terms + Instant.now().plus(soon)).json().path("request").asString("");
    String all = "patient requests --type imaging --as patient-2";
    assertThat(day.done(all).json().path("requests").toString()).contains(request);
    Thread.sleep(soon);
    assertThat(day.done(all).json().path("requests").toString()).doesNotContain(request);
    assertThat(day.done("hospital deals --as clinic-1").json().path("requests").toString())
        .contains(request);
    day.done("hospital cancel " + request + " --as clinic-1");
  }
}
