package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Hash;

/** CMP-10: a dataset is read completely or refused with file and line. */
class SyntheticRecordsTest {
  private static final String GOOD =
      """
      {"patient":"p1","doctor":"d1","timestamp":"2023-01-02T03:04:05Z","type":"Condition",\
      "description":"Übergewicht","path":"resources/p1.ndjson#r1","size":12,"sha256":"%s"}
      """
          .formatted("ab".repeat(32));

  @TempDir Path folder;

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve(SyntheticRecords.INDEX), content);
  }

  @Test
  void readsEveryField() throws IOException {
    write(GOOD);
    assertThat(SyntheticRecords.read(folder).records())
        .containsExactly(
            new SyntheticRecord(
                "p1",
                "d1",
                1_672_628_645_000L,
                "Condition",
                "Übergewicht",
                "resources/p1.ndjson#r1",
                12,
                Hash.fromHex("ab".repeat(32))));
  }

  @Test
  void namesPeopleOnceInOrder() throws IOException {
    write(GOOD.replace("p1", "p2").replace("d1", "d2") + GOOD + GOOD.replace("d1", "d0"));
    SyntheticRecords records = SyntheticRecords.read(folder);
    assertThat(records.patients()).containsExactly("p1", "p2");
    assertThat(records.doctors()).containsExactly("d0", "d1", "d2");
    assertThat(records.first(1).patients()).containsExactly("p2");
    assertThat(records.first(1).id()).isNotEqualTo(records.id());
  }

  @Test
  void otherContentIsAnotherDataset() throws IOException {
    write(GOOD);
    Hash one = SyntheticRecords.read(folder).id();
    write(GOOD.replace("12", "13"));
    assertThat(SyntheticRecords.read(folder).id()).isNotEqualTo(one);
  }

  @Test
  void refusesMissingEmptyAndUnreadableFiles() throws IOException {
    refuses("there is no such file; a dataset is a folder with a file records.ndjson");
    write("");
    refuses("records.ndjson: the file is empty; it must hold one record a line");
    Files.write(
        folder.resolve(SyntheticRecords.INDEX), "{\"ö\":1}".getBytes(StandardCharsets.ISO_8859_1));
    refuses("records.ndjson: the file is not UTF-8 text");
    Files.delete(folder.resolve(SyntheticRecords.INDEX));
    Files.createDirectory(folder.resolve(SyntheticRecords.INDEX));
    refuses("there is no such file");
  }

  @Test
  void refusesMalformedLinesWithTheirNumber() throws IOException {
    write(GOOD + "{\"patient\":");
    refuses("records.ndjson:2: not a JSON object: ");
    write(GOOD + "\n" + GOOD);
    refuses("records.ndjson:2: a line must hold a JSON object");
    write(GOOD + "[]");
    refuses("records.ndjson:2: a line must hold a JSON object");
    write(GOOD + GOOD.strip() + GOOD);
    refuses("records.ndjson:2: not a JSON object: ");
    write(GOOD.replace("{", "{\"patient\":\"p0\","));
    refuses("records.ndjson:1: not a JSON object: Duplicate Object property \"patient\"");
    write(GOOD + GOOD.replace("\"p1\"", "7"));
    refuses("records.ndjson:2: \"patient\" must be a text that is not empty");
    write(GOOD + GOOD.replace("\"p1\"", "\"\\ud800\""));
    refuses("records.ndjson:2: \"patient\" holds half a surrogate pair");
    write(GOOD + GOOD.replace("doctor", "physician"));
    refuses("records.ndjson:2: \"doctor\" must be a text that is not empty");
    write(GOOD.replace("2023-01-02T03:04:05Z", "2023-02-29"));
    refuses("records.ndjson:1: \"timestamp\" is '2023-02-29'; allowed are ");
    write(GOOD.replace("12", "-12"));
    refuses("records.ndjson:1: \"size\" must be a whole number of bytes, 0 or more");
    write(GOOD.replace("abab", "ABAB"));
    refuses("records.ndjson:1: \"sha256\" must be 64 lower-case hexadecimal digits");
  }

  /** Of the years before 1970, and of those that 64 bits of nanoseconds do not reach. */
  @Test
  void recordsOfAllYearsLetAChainBegin() throws IOException {
    String old = GOOD.replace("2023-01-02T03:04:05Z", "1958-03-02T03:04:05.123456Z");
    write("\uFEFF" + old);
    assertThat(SyntheticRecords.read(folder).records().getFirst().timestampMs())
        .isEqualTo(-373_496_154_877L);
    assertThat(SyntheticRecords.read(folder).latestMs()).isZero();
    write(old + GOOD + GOOD.replace("2023-01-02T03:04:05Z", "9999-12-31"));
    assertThat(SyntheticRecords.read(folder).records().getLast().timestampMs())
        .isEqualTo(253_402_214_400_000L);
    assertThat(SyntheticRecords.read(folder).latestMs()).isEqualTo(1_672_628_645_000L);
  }

  private void refuses(String expected) {
    assertThatThrownBy(() -> SyntheticRecords.read(folder))
        .isInstanceOf(DatasetException.class)
        .message()
        .contains(expected)
        .doesNotContain("\n");
  }
}
