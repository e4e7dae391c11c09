package org.medchain.participant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.config.UserInputException;

/** PROC-5: what a patient writes of a visit is checked before anything is sealed or sent. */
class VisitFileTest {
  private static final String GOOD =
      "{\"doctor\": \"doctor:d1\", \"type\": \"imaging\", \"description\": \"a scan\","
          + " \"made\": \"2026-11-25T09:30:00Z\"}";

  @TempDir private Path temp;

  private VisitFile read(String text) throws Exception {
    return VisitFile.read(Files.writeString(temp.resolve("visit.json"), text));
  }

  @Test
  void aVisitReadsBack() throws Exception {
    VisitFile visit = read(GOOD);
    assertThat(visit.doctor()).isEqualTo("doctor:d1");
    assertThat(visit.type()).isEqualTo("imaging");
    assertThat(visit.description()).isEqualTo("a scan");
    assertThat(visit.madeMs()).isEqualTo(1_795_599_000_000L);
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
          {GOOD.replace("2026-", "1926-"), "made"},
          {GOOD.replace("made", "time"), "time"},
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
