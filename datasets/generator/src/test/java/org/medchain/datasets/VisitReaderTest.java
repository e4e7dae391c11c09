package org.medchain.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitReaderTest {
  private static final Instant FROM = Instant.parse("2023-01-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void earlierVisitsAreCountedAndNotKept() throws IOException {
    write(ResourceType.ENCOUNTER, encounter("new", "p", "2023"), encounter("old", "q", "2022"));
    write(
        ResourceType.CONDITION,
        condition("c1", "p", "new"),
        condition("c2", "q", "old"),
        condition("c3", "p", "new"));

    VisitReader.SyntheaOutput output = VisitReader.read(folder, FROM);

    assertThat(output.patients()).isEqualTo(2);
    assertThat(output.records()).isEqualTo(5);
    assertThat(output.visits()).extracting(Visit::id).containsExactly("new");
    Visit visit = output.visits().get(0);
    assertThat(visit.resources()).extracting(FhirResource::id).containsExactly("new", "c1", "c3");
    assertThat(visit.doctor()).isEqualTo("d");
  }

  @Test
  void aResourceOfAnUnknownEncounterIsRefusedWithItsFile() throws IOException {
    write(ResourceType.ENCOUNTER, encounter("new", "p", "2023"));
    write(ResourceType.CONDITION, condition("c1", "p", "missing"));

    assertThatThrownBy(() -> VisitReader.read(folder, FROM))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Condition.ndjson: no encounter missing");
  }

  private void write(ResourceType type, String... lines) throws IOException {
    Files.write(folder.resolve(type.fileName()), List.of(lines));
  }

  private static String encounter(String id, String patient, String year) {
    return """
        {"id":"%s","subject":{"reference":"Patient/%s"},"type":[{"text":"visit"}],\
        "period":{"start":"%s-05-01T00:00:00+00:00"},\
        "participant":[{"individual":{"reference":"Practitioner/d"}}]}\
        """
        .formatted(id, patient, year)
        .strip();
  }

  private static String condition(String id, String patient, String encounter) {
    return """
        {"id":"%s","subject":{"reference":"Patient/%s"},"encounter":{"reference":"Encounter/%s"},\
        "recordedDate":"2023-05-01T00:00:00+00:00","code":{"text":"cold"}}\
        """
        .formatted(id, patient, encounter)
        .strip();
  }
}
