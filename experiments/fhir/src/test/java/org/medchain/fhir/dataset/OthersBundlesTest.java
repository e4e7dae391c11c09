package org.medchain.fhir.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.data.Hash;

/**
 * CMP-56: bundles of the kinds that users of FHIR libraries and of generators reported as read
 * wrongly somewhere, in our words and with made-up content.
 */
class OthersBundlesTest {
  private static final String DEFAULTS =
      ", \"subject\": {\"reference\": \"Patient/p\"}, \"period\": {\"start\": \"2024-03-01\"}";

  @TempDir private Path folder;

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private String read(byte[] content) throws IOException {
    Files.write(folder.resolve("b.json"), content);
    return SyntheticRecords.read(folder).records().stream()
        .map(
            each ->
                each.path().substring("b.json#".length())
                    + ":"
                    + String.join(
                        ":",
                        each.patient(),
                        each.doctor(),
                        "" + each.timestampMs(),
                        each.description()))
        .collect(Collectors.joining(" "));
  }

  private String read(String entries) throws IOException {
    return read(
        json("{'resourceType': 'Bundle', 'entry': [" + entries + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** An encounter with these elements more, or others in place of those that all have. */
  private static String encounter(String more) {
    String all = more.contains("'subject'") ? DEFAULTS.replaceFirst(".*?}, ", ", ") : DEFAULTS;
    all = more.contains("'period'") ? all.replaceFirst(", \"period.*", "") : all;
    return "{'resource': {'resourceType': 'Encounter', 'id': 'e'" + all + more + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // What is not there, or null, or of another kind than the definition has.
        ", 'participant': [] ~ e:p:unnamed:1709251200000:Encounter",
        ", 'participant': null, 'type': null ~ e:p:unnamed:1709251200000:Encounter",
        ", 'participant': [null, {'individual': {'reference': 'Practitioner/d'}}] ~"
            + " e:p:d:1709251200000:Encounter",
        ", 'participant': [{'type': [{'text': 'x'}]}, {'individual': {'reference':"
            + " 'Practitioner/d'}}] ~ e:p:d:1709251200000:Encounter",
        ", 'participant': {'individual': {'reference': 'Practitioner/d'}} ~"
            + " e:p:d:1709251200000:Encounter",
        ", 'participant': [{'individual': {'display': 'Dr. Who'}}], 'serviceProvider':"
            + " {'reference': 'Organization/o'} ~ e:p:o:1709251200000:Encounter",
        ", 'class': 'AMB', 'unknown': {'a': [1]} ~ e:p:unnamed:1709251200000:Encounter",
        ", 'status': 'no such status', '_status': {'extension': null} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'extension': [{'valueString': 'no url'}] ~ e:p:unnamed:1709251200000:Encounter",
        ", 'contained': [{'resourceType': 'NoSuchType', 'id': 'x'}] ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'text': {'div': '<div>not closed'} ~ e:p:unnamed:1709251200000:Encounter",
        ", 'period': {'start': '2024-03-01', 'end': null} ~ e:p:unnamed:1709251200000:Encounter",
        ", 'period': {'start': '2024-03-01T10:30Z'} ~ e:p:unnamed:1709289000000:Encounter",
        ", 'period': {'start': '2024-03-01', '_start': {'id': 'x'}} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'text': {'div': '<div>&nbsp;&copy; a & b<br></div>'} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'meta': {'lastUpdated': 'yesterday', 'versionId': 3, 'tag': null} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'extension': [{'url': 'x', 'valueInteger': ''}], 'length': {'value': ''} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'period': {'start': '1943-01-30T22:58:14.1234567-05:00'} ~"
            + " e:p:unnamed:-849470505877:Encounter",
        // Words.
        ", 'type': [{'coding': [{'code': '185349003'}, {'display': 'Check'}]}] ~"
            + " e:p:unnamed:1709251200000:Check",
        ", 'type': [{'coding': [{'code': '185349003'}]}] ~ e:p:unnamed:1709251200000:185349003",
        ", 'type': [{}], 'reasonCode': [{'text': 'Cough'}] ~ e:p:unnamed:1709251200000:Cough",
        // References.
        ", 'subject': {'reference': 'https://h.example/Patient/urn:oid:1.2.3'} ~"
            + " e:1.2.3:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': 'urn:oid:1.2.3'} ~ e:1.2.3:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': 'https://h.example/a/b/c/Patient/p/'} ~"
            + " e:p:unnamed:1709251200000:Encounter",
        ", 'subject': {'identifier': {'system': 'mrn', 'value': 'm 1'}} ~"
            + " e:m 1:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': 'Patient?identifier=mrn%7Cm+1'} ~"
            + " e:m 1:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': 'Patient?identifier=x%zz'} ~"
            + " e:x%zz:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': '', 'identifier': {'value': 'm'}} ~"
            + " e:m:unnamed:1709251200000:Encounter",
        ", 'subject': {'reference': '#c'}, 'contained': [{'resourceType': 'Patient', 'id': 'c'}] ~"
            + " e:b.json#e#c:unnamed:1709251200000:Encounter",
      })
  void oneEncounter(String more, String record) throws IOException {
    assertThat(read(encounter(more))).isEqualTo(record);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        ", 'subject': {'reference': ''} ~ subject.reference must name the patient",
        ", 'subject': {'_reference': {'extension': [{'url': 'x'}]}} ~ subject.reference must name",
        ", 'subject': {'reference': 'Patient/'} ~ subject.reference must name the patient",
        ", 'subject': {'reference': 'Patient'} ~ subject.reference must name the patient",
        ", 'subject': {'reference': 'Group/7'} ~ subject.reference must name the patient",
        ", 'period': {'start': '1960-09-06T19:44:25.-988-05:00'} ~ is no FHIR date or time",
        ", 'period': {'start': '2015-02-07T13:28:17 00:00'} ~ is no FHIR date or time",
        ", 'period': {'start': '201731'} ~ is no FHIR date or time",
        ", 'period': {'start': 'x\\ny'} ~ 'x?y' is no FHIR date or time",
        ", 'modifierExtension': 'x' ~ Expected ARRAY at element 'modifierExtension'",
        ", 'subject': {'display': 'Anna'} ~ subject.reference must name the patient",
        ", 'subject': {'reference': 'Patient?identifier='} ~ subject.reference must name",
        ", 'subject': {'reference': 'Patient?name=anna'} ~ subject.reference must name",
        ", 'subject': 'Patient/p' ~ subject.reference must name the patient",
        ", 'period': {'end': '2024-03-01'} ~ it has no time",
        ", 'period': '2024-03-01' ~ it has no time",
        ", 'period': {'start': '2015-02-30'} ~ '2015-02-30' is no FHIR date or time",
        ", 'period': {'start': '9999-99-99'} ~ '9999-99-99' is no FHIR date or time",
        ", 'period': {'start': '2024-03-01T10:30:00'} ~ is no FHIR date or time",
        ", 'period': {'start': 1709251200} ~ '1709251200' is no FHIR date or time",
      })
  void anEncounterThatIsNoRecord(String more, String why) {
    assertThatThrownBy(() -> read(encounter(more)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("b.json: entry[0], Encounter: ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  /** Of other kinds, of other versions of FHIR, of searches and of deletions. */
  @Test
  void entriesThatAreNoRecordsAreLeftOut() throws IOException {
    assertThat(
            read(
                "{'resource': {'resourceType': 'Transport', 'id': 1}}, {}, {'resource': null},"
                    + "{'request': {'method': 'DELETE', 'url': 'Encounter/x'}},"
                    + "{'resource': {'resourceType': 'OperationOutcome'}, 'search': {}},"
                    + "{'resource': {'resourceType': 'Patient', 'identifier': {'value': 'p'}}},"
                    + encounter("")))
        .isEqualTo("e:p:unnamed:1709251200000:Encounter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'effectivePeriod': {'start': '2024-03-01'} ~ 1709251200000",
        "'effectivePeriod': {'end': '2024-03-09'}, 'issued': '2024-03-01T00:00:00Z' ~"
            + " 1709251200000",
        "'effectiveTiming': {'event': ['2024']}, 'issued': '2024-03-01T00:00:00Z' ~ 1709251200000",
      })
  void aReportSaysWhenInSeveralWays(String time, String ms) throws IOException {
    String report =
        "{'resource': {'resourceType': 'DiagnosticReport', 'id': 'r', 'subject': {'reference':"
            + " 'Patient/p'}, 'code': {'text': 'Blood'}, ";
    assertThat(read(report + time + "}}")).isEqualTo("r:p:unnamed:" + ms + ":Blood");
  }

  @Test
  void aDocumentOfAPeriodAndAStudyOfAModality() throws IOException {
    assertThat(
            read(
                "{'resource': {'resourceType': 'DocumentReference', 'id': 'x', 'subject':"
                    + " {'reference': 'Patient/p'}, 'category': [{'text': 'Note'}], 'context':"
                    + " {'period': {'start': '2024-03-01'}, 'encounter': [{'reference':"
                    + " 'Encounter/e'}]}}}, {'resource': {'resourceType': 'ImagingStudy', 'id':"
                    + " 'i', 'subject': {'reference': 'Patient/p'}, 'started': '2024-03-02',"
                    + " 'modality': [{'code': 'CT'}]}}, "
                    + encounter(", 'serviceProvider': {'reference': 'Organization/o'}")))
        .isEqualTo(
            "e:p:o:1709251200000:Encounter x:p:o:1709251200000:Note i:p:unnamed:1709337600000:CT");
  }

  /** A transaction creates a patient, whom others name by the bundle's URL or the identifier. */
  @Test
  void aNewPatientIsOneByUrlAndByIdentifier() throws IOException {
    assertThat(
            read(
                "{'fullUrl': 'urn:uuid:new', 'resource': {'resourceType': 'Patient', 'identifier':"
                    + " [{'system': 'https://s', 'value': 'e5'}]}}, "
                    + encounter(", 'subject': {'reference': 'urn:uuid:new'}")
                    + ", "
                    + encounter(", 'subject': {'reference': 'Patient?identifier=https://s|e5'}")))
        .isEqualTo(
            "e:new:unnamed:1709251200000:Encounter entry-2:new:unnamed:1709251200000:Encounter");
  }

  /** A history has versions of one resource; each is a record, with a path of its own. */
  @Test
  void versionsOfAResourceAreRecords() throws IOException {
    assertThat(read(encounter("") + "," + encounter(", 'status': 'finished'")))
        .isEqualTo("e:p:unnamed:1709251200000:Encounter entry-1:p:unnamed:1709251200000:Encounter");
  }

  /** A record's hash is of all digits, of which a double would keep 17. */
  @Test
  void decimalsKeepTheirDigits() throws IOException {
    Set<Hash> hashes = new HashSet<>();
    for (String value : new String[] {"0.1", "0.10000000000000000001", "1e400", "1e401"}) {
      read(encounter(", 'length': {'value': " + value + "}"));
      hashes.add(SyntheticRecords.read(folder).records().getFirst().sha256());
    }
    assertThat(hashes).hasSize(4);
  }

  @Test
  void otherEncodingsOfTextAreRead() throws IOException {
    String text = json("{'resourceType': 'Bundle', 'entry': [" + encounter("") + "]}");
    for (String all : new String[] {"\uFEFF" + text, text.replace(" ", "\t\r\n")}) {
      assertThat(read(all.getBytes(StandardCharsets.UTF_8))).endsWith(":1709251200000:Encounter");
    }
    assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))).startsWith("e:p:");
  }

  @Test
  void textsThatAreNoJsonAreRefusedInOneLine() {
    for (String each :
        new String[] {"{'a': 1,}", "{/* a */}", "{'a': NaN}", "{'a': 01}", "{'a': '\t'}", "{}{}"}) {
      assertThatThrownBy(() -> read(json(each).getBytes(StandardCharsets.UTF_8)))
          .as(each.substring(0, 4))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(", at line 1, column ")
          .message()
          .doesNotContain("\n");
    }
    assertThatThrownBy(() -> read("[".repeat(2000) + "]".repeat(2000)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("b.json: over 64 MiB or 500 levels: ");
  }
}
