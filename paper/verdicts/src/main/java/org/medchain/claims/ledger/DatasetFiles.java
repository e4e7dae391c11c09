package org.medchain.claims.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The files of a data set by their hashes: what the records on the chain point to ({@code
 * datasets/README.md}).
 *
 * @param byHash the content of each file
 */
public record DatasetFiles(Map<Hash, Bytes> byHash) {
  /** All of them: each line of the folder {@code resources} is one. */
  public static DatasetFiles read(Path dataset) {
    Map<Hash, Bytes> byHash = new LinkedHashMap<>();
    try (Stream<Path> pages = Files.list(dataset.resolve("resources"))) {
      for (Path page : pages.sorted().toList()) {
        for (String line : Files.readAllLines(page, StandardCharsets.UTF_8)) {
          Bytes content = Bytes.utf8(line);
          byHash.put(Hash.of(content), content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DatasetFiles(byHash);
  }

  /** The file with this hash. */
  public Optional<Bytes> find(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /**
   * The file that a record is about.
   *
   * @throws IllegalStateException if the data set lacks it, or it was changed
   */
  public Bytes of(SyntheticRecord record) {
    return find(record.sha256())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the dataset has no document of the record " + record.path()));
  }

  /** Whether one string of bytes is part of another. */
  public static boolean holds(Bytes whole, Bytes part) {
    return text(whole).contains(text(part));
  }

  /** A character for each byte. */
  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }
}
