package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** SIM-2: the traces of twenty seeds are those in the file ({@code -Drewrite} writes it). */
class GoldenTraceTest {
  private static final Path FILE =
      Repository.file("reference-node/simulation/src/test/resources/golden/trace-hashes.txt");

  static List<String> golden() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void rewrite() throws IOException {
    if (System.getProperty("rewrite") != null) {
      Files.write(FILE, GoldenTraces.lines());
    }
  }

  @Test
  void thisMachineReproducesTheTraces() {
    List<String> lines = GoldenTraces.lines();
    assertThat(lines).hasSize(GoldenTraces.SEEDS).doesNotHaveDuplicates().isEqualTo(golden());
  }
}
