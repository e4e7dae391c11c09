package org.medchain.claims.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** The documents that the dataset's records are about, found by their fingerprints. */
final class DatasetDocuments {
  private final Map<Hash, Bytes> byFingerprint = new HashMap<>();

  private DatasetDocuments() {}

  /** Reads all of them: a line of a file in {@code resources} each. */
  static DatasetDocuments read(Path projectRoot) throws IOException {
    DatasetDocuments documents = new DatasetDocuments();
    for (Path file : files(DatasetRecords.folder(projectRoot).resolve("resources"))) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Bytes document = Bytes.utf8(line);
        documents.byFingerprint.put(Hash.of(document), document);
      }
    }
    return documents;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /**
   * The document of a record.
   *
   * @throws IllegalStateException if the dataset lacks it, or it was changed
   */
  Bytes of(SyntheticRecord source) {
    Bytes document = byFingerprint.get(source.sha256());
    if (document == null) {
      throw new IllegalStateException("the dataset has no document of the record " + source.path());
    }
    return document;
  }
}
