package org.medchain.cluster.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.record.DescribedVisit;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.json.JsonMapper;

/** PROC-5: what a patient writes of a visit is checked before anything is sealed or sent. */
class VisitFileTest {
  private static final String GOOD =
      "{\"doctor\": \"doctor:d1\", \"type\": \"imaging\", \"description\": \"a scan\","
          + " \"made\": \"2026-11-25T09:30:00Z\"}";

  @TempDir private Path temp;

  private DescribedVisit read(String text) throws Exception {
    return VisitFile.read(Files.writeString(temp.resolve("visit.json"), text));
  }

  @Test
  void aVisitReadsBack() throws Exception {
    DescribedVisit visit = read(GOOD);
    assertThat(visit.doctor()).isEqualTo("doctor:d1");
    assertThat(visit.type()).isEqualTo("imaging");
    assertThat(visit.description()).isEqualTo("a scan");
    assertThat(visit.madeMs()).isEqualTo(1_795_599_000_000L);
  }

  /** JSON as editors and programs write it: what YAML has other rules for is JSON's. */
  @Test
  void jsonIsReadAsJson() throws Exception {
    DescribedVisit visit = read(GOOD);
    for (String same :
        List.of(
            GOOD.replace("{", "{\n\t").replace(", ", ",\n\t").replace("}", "\n}\n"),
            "\uFEFF" + GOOD.replace(": ", "\t:\t"),
            "\t" + GOOD.replace(", ", "\t,\r\n\t\t"),
            GOOD.replace("a scan", "\\u0061 sc\\u0061n"))) {
      assertThat(read(same)).usingRecursiveComparison().ignoringFields("hash").isEqualTo(visit);
    }
    String words = "\t:\t\"{ \\ \u007F\u0085\u2028\uFEFF\uD83D\uDE00 #no: - 'x'";
    String json = JsonMapper.shared().writeValueAsString(words);
    assertThat(read(GOOD.replace("\"a scan\"", json)).description()).isEqualTo(words);
    String escaped = "\"\\/ \\t\\u001f \\ud83d\\ude00\"";
    assertThat(read(GOOD.replace("\"a scan\"", escaped)).description())
        .isEqualTo("/ \t\u001f \uD83D\uDE00");
  }

  /** CMP-10. */
  @Test
  void aVisitMayBeOfAnyYear() throws Exception {
    assertThat(read(GOOD.replace("2026-", "1926-")).madeMs()).isEqualTo(-1_360_161_000_000L);
    assertThat(read(GOOD.replace("09:30:00Z", "23:59:60.5Z")).madeMs())
        .isEqualTo(1_795_651_200_500L);
    assertThat(read(GOOD.replace("2026-11-25T09:30:00Z", "9999-12-31")).madeMs())
        .isEqualTo(253_402_214_400_000L);
  }

  @Test
  void theSameVisitAndFileAreTheSameUpload() throws Exception {
    Path plain = Files.writeString(temp.resolve("scan"), "1");
    Path other = Files.writeString(temp.resolve("other"), "2");
    assertThat(read(GOOD).source(plain)).isEqualTo(read(GOOD).source(plain));
    assertThat(read(GOOD).source(other)).isNotEqualTo(read(GOOD).source(plain));
    assertThat(read(GOOD + " ").source(plain)).isNotEqualTo(read(GOOD).source(plain));
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    for (String[] each :
        new String[][] {
          {GOOD.replace("\"type\": \"imaging\",", ""), "type"},
          {GOOD.replace("imaging", ""), "type"},
          {GOOD.replace("imaging", "x".repeat(33)), "type"},
          {GOOD.replace("doctor:d1", "../d1"), "doctor"},
          {GOOD.replace("09:30", "25:30"), "made"},
          {GOOD.replace("2026-11", "2026-13"), "made is '2026-13-25T09:30:00Z'; allowed are "},
          {GOOD.replace("2026-", "+1000000000-"), "made"},
          {GOOD.replace("{", "{\"doctor\": \"doctor:d2\", "), "\"doctor\" is here a second"},
          {GOOD.replace("made", "time"), "time"},
          {GOOD.replace("a scan", "a \\ud800 scan"), "visit.json:1: half a surrogate pair"},
          {GOOD.replace("\"a scan\"", "NaN"), "visit.json:1: not JSON: "},
          {GOOD.replace("\"a scan\"", "1e400"), "visit.json:1: the number 1e400"},
          {GOOD.replace("\"a scan\"", "1e40"), "description is 1e40; allowed: a text (in"},
          {GOOD.replace("\"2026-11-25T09:30:00Z\"", "1958"), "made is 1958; allowed: a date"},
          {GOOD.replace("a scan", "a\nscan"), "visit.json:1: not JSON: "},
          {GOOD.replace("a scan", "\\x41"), "visit.json:1: not JSON: "},
          {GOOD.replace("}", "\n,}"), "visit.json:2: not JSON: "},
          {GOOD.replace("\"type\"", "\n# type\n\"type\""), "visit.json:2: not JSON: "},
          {"{", "visit.json"}
        }) {
      assertThatThrownBy(() -> read(each[0]))
          .as(each[0])
          .isInstanceOf(UserInputException.class)
          .hasMessageContaining("visit.json")
          .hasMessageContaining(each[1]);
    }
  }
}
