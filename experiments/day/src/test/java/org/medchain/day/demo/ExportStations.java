package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** What is proved of consent is taken to other systems: a station of {@link DemoDayTest}. */
record ExportStations(DayCluster day) {
  private Path file() {
    return day.folder().resolve("consents");
  }

  private JsonNode exported(String line) {
    return day.answer("patient export -o " + file() + " " + line).path("resources");
  }

  /** PROC-17: own orders from beginning to end, others' as the state has them; the whole log. */
  void consentsAndReadsAreTakenAlong() throws IOException {
    String consent = " --all --purpose HRESCH --as patient-1 ";
    day.answer("patient grant --to role:hospital --until 2999-01-01" + consent);
    day.answer("patient grant --to role:hospital --until 2998-01-01" + consent);
    day.answer("patient revoke --from role:hospital" + consent);
    day.answer("patient grant --to role:hospital --until 2999-01-01" + consent);
    JsonNode own = exported("--as patient-1");
    assertThat(own.path("REPLACED").asInt(0)).isEqualTo(1);
    assertThat(own.path("REVOKED").asInt(0)).as("two of the day's own").isEqualTo(3);
    assertThat(own.path("in_force").asInt(0)).as("two of the day's own").isEqualTo(3);
    int reads = day.answer("patient log --as patient-1").path("reads").size();
    assertThat(own.path("reads").asInt(0)).isEqualTo(reads).isGreaterThan(4);
    assertThat(own.path("blocks").asInt(0)).as("each with its block").isEqualTo(reads);
    assertThat(Files.readString(file())).contains("BREAK_GLASS", "HRESCH");

    day.answer("patient delegate --to guardian-1 --until 2999-01-01 --as patient-1");
    JsonNode delegates = exported("--for patient-1 --as guardian-1");
    assertThat(delegates.path("in_force_of_another").asInt(0)).isEqualTo(3);
    assertThat(delegates.path("BY_ANOTHER").asInt(0)).as("the day's own grant").isEqualTo(1);
    assertThat(delegates.path("reads").asInt(0)).isEqualTo(reads);
    String record =
        day.answer("patient records --as patient-1")
            .path("records")
            .path(0)
            .path("record")
            .asString("");
    assertThat(exported(record + " --for patient-1 --as guardian-1").path("reads").asInt(0))
        .isEqualTo(reads);
    day.answer("patient delegate --to guardian-1 --end --as patient-1");
    day.answer("patient revoke --from role:hospital" + consent);

    assertThat(exported(record + " --as patient-1").path("reads").asInt(0)).isEqualTo(reads);
    Files.delete(file());
    String others = "patient export " + record + " -o " + file() + " --as patient-2";
    assertThat(day.run(others).code()).as("another's record").isEqualTo(1);
    assertThat(file()).doesNotExist();
  }
}
