package org.medchain.cluster.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CLUSTER-2: what a process prints for months takes a bounded room. */
class BoundedOutputTest {
  @TempDir private Path temp;

  /** OPERATING.md#cut-output, OPERATING.md#lost-output. */
  @Test
  void aLongFileIsEmptiedUnderItsWriter() throws IOException {
    Path said = temp.resolve("process.log");
    Path before = temp.resolve("process.log.1");
    try (OutputStream process =
        Files.newOutputStream(said, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      process.write("short".getBytes(StandardCharsets.UTF_8));
      BoundedOutput.trim(said);
      assertThat(said).hasContent("short");
      for (int round = 0; round < 2; round++) {
        try (RandomAccessFile grown = new RandomAccessFile(said.toFile(), "rw")) {
          grown.setLength(BoundedOutput.LIMIT + 1 + round);
        }
        BoundedOutput.trim(said);
        assertThat(before).hasSize(BoundedOutput.LIMIT + 1 + round);
        process.write("next".getBytes(StandardCharsets.UTF_8));
        assertThat(said).hasContent("next");
      }
    }
  }
}
