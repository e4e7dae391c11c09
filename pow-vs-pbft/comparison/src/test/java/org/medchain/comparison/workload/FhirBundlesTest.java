package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CMP-56: a reader's own bundles as a dataset. */
class FhirBundlesTest {
  private static final String BUNDLE =
      """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"fullUrl": "urn:uuid:aaa", "resource": {"resourceType": "Patient", "id": "anna"}},
        {"fullUrl": "urn:uuid:eee", "resource": {"resourceType": "Encounter", "id": "e1",
          "subject": {"reference": "urn:uuid:aaa"},
          "participant": [{"individual": {"reference": "Practitioner?identifier=us-npi|999"}}],
          "period": {"start": "2024-03-01T10:30:00+01:00"}, "type": [{"text": "Check up"}]}},
        {"resource": {"resourceType": "DiagnosticReport", "id": "r1",
          "subject": {"reference": "Patient/anna"}, "encounter": {"reference": "urn:uuid:eee"},
          "effectiveDateTime": "2024-03-01",
          "code": {"coding": [{"display": "Blood panel"}]}}},
        {"resource": {"resourceType": "Observation", "id": "o1"}},
        {"resource": {"resourceType": "ImagingStudy", "id": "i1",
          "subject": {"reference": "Patient/anna"}, "started": "2024-03-02T08:00:00Z"}},
        {"resource": {"resourceType": "DocumentReference", "id": "x1",
          "subject": {"reference": "Patient/anna"}, "date": "2024-03-03T08:00:00Z",
          "author": [{"reference": "Practitioner/bob"}], "type": {"text": "Letter"}}}
      ]}
      """;

  @TempDir private Path folder;

  private SyntheticRecords read(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return SyntheticRecords.read(folder);
  }

  private void refuses(String text, String why) {
    assertThatThrownBy(() -> read("b.json", text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("b.json: ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theFourTypesBecomeRecordsOfTheirPatientsAndDoctors() throws IOException {
    SyntheticRecords records = read("a.json", BUNDLE);
    assertThat(records.records().stream().map(SyntheticRecord::type))
        .containsExactly("DiagnosticReport", "Encounter", "ImagingStudy", "DocumentReference");
    assertThat(records.patients()).containsExactly("anna");
    // The report has none of its own: its encounter's. The study has neither.
    assertThat(records.records().stream().map(SyntheticRecord::doctor))
        .containsExactly("999", "999", "unnamed", "bob");
    assertThat(records.records().stream().map(SyntheticRecord::description))
        .containsExactly("Blood panel", "Check up", "ImagingStudy", "Letter");
    assertThat(records.records().get(1).timestampMs()).isEqualTo(1_709_285_400_000L);
    assertThat(records.records().get(0).path()).isEqualTo("a.json#r1");
    assertThat(records.records()).allMatch(each -> each.size() > 50);
  }

  /** A single file is a dataset too, and a day can be planned of it. */
  @Test
  void oneFileIsEnoughForADay() throws IOException {
    Path file = Files.writeString(folder.resolve("one.json"), BUNDLE);
    DayPlan plan = DayPlan.of(SyntheticRecords.read(file), 3, 1_000_000_000L, 1);
    assertThat(plan.visits()).hasSize(3);
  }

  @Test
  void anIndexComesFirst() throws IOException {
    read("a.json", BUNDLE);
    Files.copy(
        CommittedDataset.FOLDER.resolve(SyntheticRecords.INDEX),
        folder.resolve(SyntheticRecords.INDEX));
    assertThat(SyntheticRecords.read(folder)).isEqualTo(CommittedDataset.records());
  }

  @Test
  void badFilesAreNamedInOneLine() {
    refuses("{", "not JSON: ");
    refuses("[]", "its resourceType is missing, and must be 'Bundle'");
    refuses("{\"resourceType\": \"Patient\"}", "its resourceType is 'Patient'");
    refuses(
        BUNDLE.replace("\"subject\": {\"reference\": \"urn:uuid:aaa\"},", ""),
        "entry[1], Encounter: subject.reference must name the patient");
    refuses(
        BUNDLE.replace("2024-03-01T10:30:00+01:00", "yesterday"),
        "entry[1], Encounter: 'yesterday' is no FHIR date or time from 1970 on");
    refuses(
        BUNDLE.replace("\"started\": \"2024-03-02T08:00:00Z\"", "\"status\": \"available\""),
        "entry[4], ImagingStudy: it has no time: one of started must be there");
  }

  @Test
  void aFolderWithoutRecordsIsRefused() {
    assertThatThrownBy(() -> read("b.json", "{\"resourceType\": \"Bundle\"}"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("its bundles have no Encounter, DiagnosticReport");
  }
}
