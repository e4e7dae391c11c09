package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/** Records are found, and files kept whole: stations of {@link DemoDayTest}. */
record RecordStations(DayCluster day) {
  /** PROC-12: by type, party and time, page by page, and what was ordered about a record. */
  void recordsAreFoundByWhatTheyAreAbout() {
    JsonNode first = day.done("patient records --limit 1 --as patient-2").json();
    assertThat(first.path("records")).hasSize(1);
    String next = first.path("next").asString("");
    JsonNode second =
        day.done("patient records --limit 1 --after " + next + " --as patient-2").json();
    assertThat(second.path("records").path(0).path("place").asString("")).isNotEqualTo(next);
    assertThat(day.done("patient records --type none --as patient-2").json().path("records"))
        .isEmpty();
    String byType = " records --type imaging --as ";
    assertThat(day.done("patient" + byType + "patient-1").json().path("records")).hasSize(1);
    assertThat(day.run("doctor" + byType + "doctor-1").code()).as("another's words").isEqualTo(2);
    JsonNode ofDoctor = day.done("doctor records --patient patient-1 --as doctor-1").json();
    String sealed = ofDoctor.path("records").path(0).path("type").asString("");
    assertThat(
            day.done("doctor records --type " + sealed + " --as doctor-1").json().path("records"))
        .hasSize(1);
    assertThat(ofDoctor.path("records")).hasSize(1);
    String record = ofDoctor.path("records").path(0).path("record").asString("");
    List<String> operations = new ArrayList<>();
    day.done("patient history " + record + " --as patient-1")
        .json()
        .path("orders")
        .forEach(each -> operations.add(each.path("operation").asString("")));
    assertThat(operations.get(0)).isEqualTo("upload");
    assertThat(operations).contains("entrust", "attest", "read", "issue directive");
    assertThat(day.run("patient history " + record + " --as patient-2").code()).isEqualTo(1);
    assertThat(day.run("patient records --limit 257 --as patient-2").code()).isEqualTo(2);
  }

  /** PROC-12: each node proves the same, and none that there is not is asked. */
  void eachNodeCanBeAsked() {
    String points = "points show --as patient-2";
    JsonNode told = day.done(points).json().path("points");
    CommandResult unknown = day.run(points + " --ask nowhere:1");
    assertThat(unknown.code()).isEqualTo(2);
    String[] nodes = unknown.err().strip().replaceFirst(".*allowed are ", "").split(", ");
    assertThat(nodes).hasSize(4);
    for (String each : nodes) {
      assertThat(day.done(points + " --ask " + each).json().path("points")).isEqualTo(told);
    }
  }

  /** PROC-11: after the day; what is allowed, and by whom. */
  void theOwnerSeesWhoAskedAndWhatIsAllowed() {
    JsonNode log = day.done("patient log --as patient-1").json();
    List<String> reasons = new ArrayList<>();
    log.path("reads").forEach(each -> reasons.add(each.path("reason").asString("")));
    assertThat(reasons)
        .containsExactly(
            "DIRECTIVE",
            "NO_CONSENT",
            "NO_CONSENT",
            "DIRECTIVE",
            "NO_CONSENT",
            "NO_CONSENT",
            "BREAK_GLASS",
            "READER_FROZEN",
            "INSUFFICIENT_POINTS",
            "NO_CONSENT",
            "NOT_A_DOCTOR",
            "WRONG_PURPOSE",
            "BOUGHT",
            "EXPIRED");
    assertThat(log.path("reads").path(0).path("price_points").asLong(0)).isEqualTo(7);
    assertThat(log.path("granted").asLong(0)).isEqualTo(4);
    assertThat(day.done("patient log --for patient-1 --as guardian-1").json().path("reads"))
        .hasSize(reasons.size());
    assertThat(day.run("patient log --for patient-1 --as doctor-2").code()).isEqualTo(1);
    JsonNode consents = day.done("patient consents --as patient-1").json();
    assertThat(consents.path("directives"))
        .extracting(each -> each.path("purpose").asString(""))
        .containsExactly("HRESCH", "DISCLOSE");
    assertThat(consents.path("delegates").path(0).path("by_center").asBoolean(true)).isFalse();
    day.done("patient delegate --to guardian-1 --end --as patient-1");
    assertThat(day.run("patient log --for patient-1 --as guardian-1").code()).isEqualTo(1);
  }

  /** PROC-13: what is damaged in the hospital's folder is noticed, and fetched again. */
  void aDamagedPieceIsFetchedAgain(String record, Path pieces) throws IOException {
    Path piece;
    try (Stream<Path> files = Files.walk(pieces)) {
      piece = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    byte[] sound = Files.readAllBytes(piece);
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(piece, damaged);
    day.done("hospital store " + record + " --as clinic-1");
    assertThat(Files.readAllBytes(piece)).isEqualTo(sound);
    assertThat(day.run("hospital store " + "0".repeat(64) + " --as clinic-1").code()).isEqualTo(1);
    assertThat(day.done("hospital status " + record + " --as clinic-1").json().path("holders"))
        .anyMatch(each -> each.path("of_record").asBoolean(false));
  }

  /** FILE-12, PROC-9: the first of the patient's records, with the node hospitals of its upload. */
  void hospitalsHoldAndProve() {
    JsonNode listed = day.done("patient records --as patient-1").json().path("records");
    String record = listed.path(0).path("record").asString("");
    assertThat(holders(record)).hasSize(3);
    while (holders(record).stream().anyMatch(each -> each.path("audits_answered").asLong(0) == 0)) {
      day.done("points redeem 1 --as patient-1"); // blocks, until there was an audit
    }
    assertThat(holders(record))
        .allSatisfy(each -> assertThat(each.path("accepted").asBoolean(false)).isTrue());
    assertThat(day.run("hospital status 12 --as patient-1").code()).isEqualTo(2);
  }

  /** Without the hospital that was entrusted later, and answers audits only while it serves. */
  private List<JsonNode> holders(String record) {
    String clinic = day.done("hospital register --as clinic-1").json().path("key").asString("");
    List<JsonNode> holders = new ArrayList<>();
    day.done("patient status " + record + " --as patient-1")
        .json()
        .path("holders")
        .forEach(holders::add);
    holders.removeIf(each -> each.path("hospital").asString("").equals(clinic));
    return holders;
  }
}
