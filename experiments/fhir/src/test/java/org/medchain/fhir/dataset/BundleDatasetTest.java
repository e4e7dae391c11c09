package org.medchain.fhir.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;

/** CMP-56: a reader's own bundles as a dataset. */
class BundleDatasetTest {
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
        Repository.file("datasets/synthea-sample").resolve(SyntheticRecords.INDEX),
        folder.resolve(SyntheticRecords.INDEX));
    assertThat(SyntheticRecords.read(folder).patients())
        .doesNotContain("anna")
        .hasSizeGreaterThan(9);
  }

  @Test
  void badFilesAreNamedInOneLine() {
    refuses("{", "not JSON: ");
    refuses("{\n\"a\": b}", ", at line 2");
    refuses("[]", "its resourceType is missing, and must be 'Bundle'");
    refuses("{\"resourceType\": \"Patient\"}", "its resourceType is 'Patient'");
    refuses("{\"resourceType\": \"Bundle\", \"entry\": {}}", "entry must be a list");
    refuses(
        BUNDLE.replace("\"subject\": {\"reference\": \"urn:uuid:aaa\"},", ""),
        "entry[1], Encounter: subject.reference must name the patient");
    refuses(
        BUNDLE.replace("2024-03-01T10:30:00+01:00", "yesterday"),
        "entry[1], Encounter: 'yesterday' is no FHIR date or time; allowed are the years 0001 to");
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
        " Patient/anna ",
        "Patient?_id=anna",
        "Patient?identifier=http%3A%2F%2Fhere.example%2Fids%7Canna",
        "http://here.example/fhir/Patient?identifier=ids%7Canna&active=true",
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

  private static String at(String server, String type, String id, String more) {
    return """
    {"fullUrl": "SERVER/TYPE/ID", "resource": {"resourceType": "TYPE", "id": "ID" MORE}}
    """
        .replace("SERVER", server)
        .replace("TYPE", type)
        .replace("ID", id)
        .replace("MORE", more);
  }

  private static String reference(String element, String target) {
    return ", \"" + element + "\": {\"reference\": \"" + target + "\"}";
  }

  private static String by(String doctor) {
    return ", \"period\": {\"start\": \"2024-03-02\"}, \"participant\": [{\"individual\":"
        + " {\"reference\": \""
        + doctor
        + "\"}}]";
  }

  private static String report(String more) {
    return ", \"effectiveDateTime\": \"2024-03-02\"" + more;
  }

  /** Each server numbers its own: patient 1, encounter 1, practitioner 1. */
  @Test
  void identicalIdsOfTwoServersAreKeptApart() throws IOException {
    String a = "http://a.example/fhir";
    String b = "https://b.example:8443/r4";
    String patient = reference("subject", "Patient/1");
    String encounter = reference("encounter", "Encounter/1");
    String encounterOfB = reference("encounter", b + "/Encounter/1/_history/3");
    String both =
        bundle(
            at(a, "Encounter", "1", patient + by("Practitioner/1")),
            at(b, "Encounter", "1", patient + by("Practitioner/2")),
            at(a, "DiagnosticReport", "1", report(patient + encounter)),
            at(b, "DiagnosticReport", "7", report(patient + encounter)),
            at(a, "DiagnosticReport", "9", report(patient + encounterOfB)));
    List<SyntheticRecord> records = read("a.json", both).records();
    assertThat(records)
        .map(each -> each.path() + " " + each.patient() + " " + each.doctor())
        .containsExactlyInAnyOrder(
            "a.json#1 http://a.example/fhir/Patient/1 1",
            "a.json#entry-1 https://b.example:8443/r4/Patient/1 2",
            "a.json#entry-2 http://a.example/fhir/Patient/1 1",
            "a.json#7 https://b.example:8443/r4/Patient/1 2",
            "a.json#9 http://a.example/fhir/Patient/1 2");
    // In two files as well; and an identifier's value is no id.
    read("b.json", bundle(at(b, "Encounter", "3", patient + by("Organization/2"))));
    String searched = reference("subject", "Patient?identifier=x%7C1") + by("Practitioner/2");
    assertThat(read("c.json", bundle(at(b, "Encounter", "4", searched))).doctors())
        .containsExactly("1", "Organization/2", "Practitioner/2");
    assertThat(SyntheticRecords.read(folder).patients())
        .containsExactly("?x/Patient/1", a + "/Patient/1", b + "/Patient/1");
  }

  /** A conditional or logical reference names the entry that has the identifier. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"reference\": \"Patient?identifier=http://x.example/mrn|77\"",
        "\"reference\": \"Patient?identifier=http://x.example/mrn%7C77\"",
        "\"reference\": \"Patient?identifier=77\"",
        "\"reference\": \"Patient?active=true&identifier=http%3A%2F%2Fx.example%2Fmrn%7c77\"",
        "\"identifier\": {\"system\": \"http://x.example/mrn\", \"value\": \"77\"}",
        "\"type\": \"Patient\", \"identifier\": {\"value\": \"77\"}",
      })
  void anIdentifierNamesWhoHasIt(String reference) throws IOException {
    String has =
        at(
            "http://s.example",
            "Patient",
            "anna",
            ", \"identifier\": [{\"system\": \"http://x.example/mrn\", \"value\": \"77\"}]");
    String text = bundle(has, encounter("e1", "R").replace("\"reference\": \"R\"", reference));
    assertThat(read("a.json", text).patients()).containsExactly("anna");
  }

  /** Which of them is meant nothing says; with the system each is named. */
  @Test
  void anIdentifierOfTwoNamesNeither() throws IOException {
    String anna = patient("anna", "{\"system\": \"a\", \"value\": \"7\"}");
    String ben = patient("ben", "{\"system\": \"b\", \"value\": \"7\"}");
    refuses(
        bundle(anna, ben, encounter("e1", "Patient?identifier=7")),
        "entry[2], Encounter: identifier '7' belongs to several resources");
    refuses(
        bundle(anna, anna.replace("anna", "carl"), encounter("e1", "Patient?identifier=a|7")),
        "entry[2], Encounter: identifier '7' belongs to several resources");
    String both =
        bundle(
            anna,
            ben,
            encounter("e1", "Patient?identifier=a|7"),
            encounter("e2", "Patient?identifier=b%7C7"));
    assertThat(read("b.json", both).patients()).containsExactly("anna", "ben");
  }

  private static String patient(String id, String identifier) {
    return "{\"resource\": {\"resourceType\": \"Patient\", \"id\": \"%s\", \"identifier\": [%s]}}"
        .formatted(id, identifier);
  }

  /** Otherwise the last one would count, and the record be another patient's. */
  @Test
  void theSameKeyTwiceIsRefusedAtItsPlace() {
    refuses(
        BUNDLE.replace(
            "{\"reference\": \"urn:uuid:aaa\"}",
            "{\"reference\": \"urn:uuid:aaa\",\n\"reference\": \"x\"}"),
        "not JSON: Duplicate Object property \"reference\", at line 5, column ");
    refuses(BUNDLE + BUNDLE, "not JSON: ");
  }

  @Test
  void visitsAreOfAllYears() throws IOException {
    for (String time :
        List.of(
            "1926-11-25T09:30:00Z",
            "2016-12-31T23:59:60Z",
            "0001-01-01",
            "2024-03-01T10:30:00.123456789012+01:00",
            "9999-12-31T23:59:59Z")) {
      String text = BUNDLE.replace("2024-03-01T10:30:00+01:00", time);
      SyntheticRecords records = read("a.json", text);
      assertThat(records.records()).as(time).hasSize(4);
      assertThat(DayPlan.of(records, 4, 1_000_000_000L, 1).visits()).as(time).hasSize(4);
      assertThat(records.latestMs()).as(time).isBetween(0L, 1_800_000_000_000L);
    }
  }

  private static String attachment(int bytes, String between) {
    byte[] lineEnd = between.getBytes(StandardCharsets.UTF_8);
    String data =
        Base64.getMimeEncoder(between.isEmpty() ? 0 : 76, lineEnd).encodeToString(new byte[bytes]);
    return BUNDLE.replace(
        "\"type\": {\"text\": \"Letter\"}",
        "\"content\": [{\"attachment\": {\"data\": \"" + data.replace("\n", "\\n") + "\"}}]");
  }

  /** 64 MiB, in base 64 with line breaks or without. */
  @Test
  void anAttachmentHasABound() throws IOException {
    int most = 64 << 20;
    assertThat(read("b.json", attachment(most, "\n")).records().getLast().size())
        .isGreaterThan(most / 3 * 4);
    assertThat(read("b.json", attachment(most, "")).records()).hasSize(4);
    refuses(
        attachment(most + 3, ""),
        "entry[5].resource.content[0].attachment.data holds more than 64 MiB");
    refuses(attachment(75_000_001, ""), "over 64 MiB or 500 levels: ");
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
