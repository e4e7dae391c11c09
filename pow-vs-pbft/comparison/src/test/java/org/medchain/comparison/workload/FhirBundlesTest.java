package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final String VERSION = "{\"reference\": \"Encounter/e1/_history/4\"}";

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
    refuses("{\n\"a\": b}", ", at line 2");
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

  private static String encounter(String id, String subject) {
    return """
        {"resource": {"resourceType": "Encounter", "id": "ID", "period": {"start": "2024-03-01"},
          "contained": [{"resourceType": "Patient", "id": "p1"}],
          "subject": {"reference": "SUBJECT"}}}
        """
        .replace("ID", id)
        .replace("SUBJECT", subject);
  }

  private static String bundle(String... entries) {
    return "{\"resourceType\": \"Bundle\", \"entry\": [" + String.join(",", entries) + "]}";
  }

  /** FHIR R4's forms of a reference: all of these name anna, who has one name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/anna",
        "Patient/anna/_history/1",
        "http://here.example/fhir/Patient/anna",
        "http://here.example/fhir/Patient/anna/_history/7",
        "urn:uuid:anna",
        "Patient?identifier=http://here.example/ids|anna",
        "Patient?identifier=anna",
      })
  void eachFormOfAReferenceNamesOnePatient(String reference) throws IOException {
    assertThat(read("a.json", bundle(encounter("e1", reference))).patients())
        .containsExactly("anna");
  }

  /** Versions are of different patients, and each resource has a contained one of its own. */
  @Test
  void differentPatientsStayDifferent() throws IOException {
    String versions =
        bundle(
            encounter("e1", "Patient/anna/_history/1"), encounter("e2", "Patient/ben/_history/1"));
    assertThat(read("a.json", versions).patients()).containsExactly("anna", "ben");
    String contained = bundle(encounter("e1", "#p1"), encounter("e2", "#p1"));
    assertThat(read("a.json", contained).patients())
        .containsExactly("a.json#e1#p1", "a.json#e2#p1");
    String values =
        bundle(
            encounter("e1", "Patient?identifier=x|A/1"),
            encounter("e2", "Patient?identifier=x|B/1"));
    assertThat(read("a.json", values).patients()).containsExactly("A/1", "B/1");
  }

  /** A report of an encounter's version has that encounter's doctor. */
  @Test
  void aVersionOfAnEncounterIsThatEncounter() throws IOException {
    SyntheticRecords records =
        read("a.json", BUNDLE.replace("{\"reference\": \"urn:uuid:eee\"}", VERSION));
    assertThat(records.records().getFirst().doctor()).isEqualTo("999");
  }

  @Test
  void halfASurrogatePairIsRefusedAtItsPlace() {
    refuses(
        BUNDLE.replace("Check up", "Check \\ud800 up"),
        "entry[1].resource.type[0].text holds half a surrogate pair");
    refuses(
        BUNDLE.replace("\"id\": \"anna\"", "\"id\": \"\\udc00\""),
        "entry[0].resource.id holds half a surrogate pair");
    refuses(
        BUNDLE.replace("\"started\"", "\"\\udc00\": 1, \"started\""),
        "not JSON: Unexpected low surrogate in property name");
    refuses(
        bundle(encounter("e1", "#")),
        "entry[0], Encounter: subject.reference must name the patient");
  }

  /** Sparse: the file takes no room. */
  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    for (String name : List.of("b.json", SyntheticRecords.INDEX)) {
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(3_000_000_000L);
      }
      assertThatThrownBy(() -> SyntheticRecords.read(folder))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(name + ": the file has 3000000000 bytes; allowed are 1073741824");
    }
  }
}
