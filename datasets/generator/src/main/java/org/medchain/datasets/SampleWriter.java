package org.medchain.datasets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the sample's files: {@code resources/<patient>.ndjson}, {@code records.ndjson}, {@code
 * STATISTICS.md} and, over all of them, {@code SHA256SUMS}. Lines end with a line feed everywhere.
 */
final class SampleWriter {
  private final Path folder;
  private final Map<String, String> checksums = new TreeMap<>();

  SampleWriter(Path folder) {
    this.folder = folder;
  }

  /** Replaces the sample in the folder; files that are not part of a sample stay as they are. */
  void write(List<DatasetRecord> records, String statistics) throws IOException {
    deleteResources();
    StringBuilder index = new StringBuilder();
    Map<String, StringBuilder> contents = new TreeMap<>();
    for (DatasetRecord medicalRecord : records) {
      index.append(medicalRecord.toJson()).append('\n');
      contents
          .computeIfAbsent(medicalRecord.file(), file -> new StringBuilder())
          .append(medicalRecord.resource().line())
          .append('\n');
    }
    for (Map.Entry<String, StringBuilder> file : contents.entrySet()) {
      writeFile(file.getKey(), file.getValue().toString());
    }
    writeFile("records.ndjson", index.toString());
    writeFile("STATISTICS.md", statistics);
    writeChecksums();
  }

  /** Patients of an earlier sample who are not in this one must not linger. */
  private void deleteResources() throws IOException {
    Path resources = Files.createDirectories(folder.resolve("resources"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(resources, "*.ndjson")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  private void writeFile(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(name), bytes);
    checksums.put(name, FileChecksum.hex(bytes));
  }

  /** Two spaces between hash and name, as {@code sha256sum -c} reads it. */
  private void writeChecksums() throws IOException {
    StringBuilder lines = new StringBuilder();
    checksums.forEach((name, hash) -> lines.append(hash).append("  ").append(name).append('\n'));
    Files.writeString(folder.resolve("SHA256SUMS"), lines);
  }
}
