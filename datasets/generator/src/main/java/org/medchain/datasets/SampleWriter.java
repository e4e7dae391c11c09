package org.medchain.datasets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    Map<String, List<DatasetRecord>> byFile =
        records.stream()
            .collect(Collectors.groupingBy(DatasetRecord::file, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<DatasetRecord>> file : byFile.entrySet()) {
      writeLines(file.getKey(), file.getValue(), medicalRecord -> medicalRecord.resource().line());
    }
    writeLines("records.ndjson", records, DatasetRecord::toJson);
    writeText("STATISTICS.md", statistics);
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

  /** One line a record; a large set does not fit into one string. */
  private void writeLines(
      String name, List<DatasetRecord> records, Function<DatasetRecord, String> line)
      throws IOException {
    MessageDigest digest = FileChecksum.digest();
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        OutputStream out = new DigestOutputStream(new BufferedOutputStream(file), digest)) {
      for (DatasetRecord medicalRecord : records) {
        out.write((line.apply(medicalRecord) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    checksums.put(name, FileChecksum.hex(digest));
  }

  private void writeText(String name, String text) throws IOException {
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
