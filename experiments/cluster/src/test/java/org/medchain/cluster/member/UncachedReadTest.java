package org.medchain.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLUSTER-19: a copy is compared with what the disk has, where that can be read. */
class UncachedReadTest {
  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 5000, (1 << 20) + 4096, 3_000_001})
  void itIsTheChecksumOfTheFileOrNone(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = Files.write(temp.resolve("file"), content);
    CRC32C expected = new CRC32C();
    expected.update(content);

    UncachedRead.checksum(file).ifPresent(read -> assertThat(read).isEqualTo(expected.getValue()));
  }
}
