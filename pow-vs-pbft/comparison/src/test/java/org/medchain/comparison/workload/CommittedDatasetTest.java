package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** CMP-10: the dataset in the tree is what its checksums, its index and its figures say. */
class CommittedDatasetTest {
  private static final Path FOLDER = CommittedDataset.FOLDER;
  private static final Pattern RESOURCE_ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @Test
  void checksumsHoldAndNameEveryDataFile() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
      String[] parts = line.split("  ", 2);
      named.add(parts[1]);
      byte[] content = Files.readAllBytes(FOLDER.resolve(parts[1]));
      assertThat(Hash.ofArray(content).toHex()).as(parts[1]).isEqualTo(parts[0]);
    }
    List<String> dataFiles =
        files().stream()
            .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
            .filter(name -> name.endsWith(".ndjson"))
            .toList();
    assertThat(named).containsAll(dataFiles);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(FOLDER)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void everyRecordIsTheHashOfItsResource() throws IOException {
    Map<String, String> resources = new TreeMap<>();
    for (Path file : files()) {
      if (file.getParent().endsWith("resources")) {
        for (String line : Files.readAllLines(file)) {
          String id = firstId(line);
          assertThat(resources.put("resources/" + file.getFileName() + "#" + id, line)).isNull();
        }
      }
    }
    for (SyntheticRecord record : CommittedDataset.records().records()) {
      Bytes resource = Bytes.utf8(resources.remove(record.path()));
      assertThat(resource.size()).isEqualTo(record.size());
      assertThat(Hash.of(resource)).isEqualTo(record.sha256());
      assertThat(record.path()).startsWith("resources/" + record.patient() + ".ndjson#");
    }
    assertThat(resources).as("resources that no record names").isEmpty();
  }

  private static String firstId(String resource) {
    Matcher matcher = RESOURCE_ID.matcher(resource);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void recordsComeInTheOrderOfTimeAndEachOnce() {
    List<SyntheticRecord> records = CommittedDataset.records().records();
    assertThat(records.stream().map(SyntheticRecord::timestampMs).toList()).isSorted();
    assertThat(records.stream().map(SyntheticRecord::path)).doesNotHaveDuplicates();
  }

  @Test
  void figuresAreThoseOfTheStatistics() throws IOException {
    SyntheticRecords records = CommittedDataset.records();
    String statistics = Files.readString(FOLDER.resolve("STATISTICS.md"));
    assertThat(statistics)
        .contains("| records | " + records.records().size() + " |")
        .contains("| patients | " + records.patients().size() + " |")
        .contains("| doctors | " + records.doctors().size() + " |");
    assertThat(records.patients()).doesNotContainAnyElementsOf(records.doctors());
  }
}
