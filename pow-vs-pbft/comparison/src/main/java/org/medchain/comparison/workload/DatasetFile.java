package org.medchain.comparison.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a dataset, read whole (CMP-10, CMP-56). */
public record DatasetFile(Path path) {
  /** 1 GiB: more does not fit into what a JVM takes as one array, with what is made of it. */
  static final long MAX_BYTES = 1L << 30;

  /**
   * Its bytes.
   *
   * @throws DatasetException if it is too large, or cannot be read; in one line
   */
  public byte[] content() {
    try {
      long bytes = Files.size(path);
      if (bytes > MAX_BYTES) {
        throw new DatasetException(
            path
                + ": the file has "
                + bytes
                + " bytes; allowed are "
                + MAX_BYTES
                + ": divide it into several datasets, or bundles into several files");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DatasetException(path + ": the file cannot be read: " + e.getMessage());
    }
  }
}
