package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The center's numbers of requests (CLUSTER-4). */
class PersistentSequenceTest {
  @Property(tries = 50)
  void noNumberIsGivenTwiceOverRestarts(
      @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 40) Integer> lives) throws IOException {
    Path folder = Files.createTempDirectory("numbers");
    Path file = folder.resolve("requests");
    Set<Long> given = new HashSet<>();
    long last = 0;
    for (int life : lives) {
      PersistentSequence numbers = new PersistentSequence(file);
      for (int i = 0; i < life; i++) {
        long next = numbers.next();
        assertThat(next).isGreaterThan(last);
        assertThat(given.add(next)).isTrue();
        last = next;
      }
    }
    assertThat(last).isLessThanOrEqualTo(given.size() + 16L * lives.size());
    Files.deleteIfExists(file);
    Files.delete(folder);
  }

  @Test
  void aFileThatHoldsNoNumberIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("requests"), "many\n");

    assertThatThrownBy(() -> new PersistentSequence(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("requests holds no number");
  }
}
