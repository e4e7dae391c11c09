package org.medchain.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleWriterTest {
  @TempDir private Path folder;

  private final FhirResource later = resource("a", "2023-01-02T00:00:00Z", "{\"name\":\"José\"}");
  private final FhirResource earlier = resource("b", "2023-01-01T00:00:00Z", "{\"name\":\"Ann\"}");
  private final FhirResource tied = resource("0", "2023-01-02T00:00:00Z", "{\"name\":\"Zoe\"}");
  private final List<DatasetRecord> records =
      DatasetRecord.of(
          List.of(new Visit("p", "d", later.timestamp(), "e", List.of(later, earlier, tied))));

  @Test
  void eachIndexLinePointsToItsResource() throws IOException {
    new SampleWriter(folder).write(records, "");

    List<String> resources = Files.readAllLines(folder.resolve("resources/p.ndjson"));
    assertThat(resources).containsExactly(earlier.line(), tied.line(), later.line());
    List<JsonNode> index =
        Files.readAllLines(folder.resolve("records.ndjson")).stream()
            .map(line -> JsonMapper.shared().readTree(line))
            .toList();
    assertThat(index)
        .extracting(line -> line.get("path").stringValue())
        .containsExactly("resources/p.ndjson#b", "resources/p.ndjson#0", "resources/p.ndjson#a");
    // UTF-8: the letter é is two bytes.
    assertThat(index.get(2).get("size").intValue()).isEqualTo(16);
    assertThat(index.get(2).get("sha256").stringValue()).isEqualTo(FileChecksum.hex(later.bytes()));
  }

  @Test
  void writingAgainGivesTheSameBytesAndLeavesNothingOld() throws IOException {
    new SampleWriter(folder).write(records, "");
    String checksums = Files.readString(folder.resolve("SHA256SUMS"));
    Path old = Files.writeString(folder.resolve("resources/old.ndjson"), "{}");
    Path notice = Files.writeString(folder.resolve("LICENSE-NOTICE.md"), "notice");

    new SampleWriter(folder).write(records, "");

    assertThat(folder.resolve("SHA256SUMS")).hasContent(checksums);
    assertThat(old).doesNotExist();
    assertThat(notice).exists();
  }

  @Test
  void theChecksumsAreThoseOfTheFiles() throws IOException {
    new SampleWriter(folder).write(records, "figures");

    List<String> lines = Files.readAllLines(folder.resolve("SHA256SUMS"));
    assertThat(lines).hasSize(3);
    for (String line : lines) {
      String[] hashAndName = line.split("  ", 2);
      byte[] bytes = Files.readAllBytes(folder.resolve(hashAndName[1]));
      assertThat(hashAndName[0]).isEqualTo(FileChecksum.hex(bytes));
    }
  }

  private static FhirResource resource(String id, String timestamp, String line) {
    Instant instant = Instant.parse(timestamp);
    return new FhirResource(ResourceType.OBSERVATION, id, "p", "e", instant, "words", line);
  }
}
