package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GAME-17: results are the same for any number of threads, and others for another seed. */
@Tag("statistical")
class ThreadIndependenceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "evolve, zeeman",
    "simulate, hawk-dove",
    "simulate, credit-strategies",
    "analyse, credit-strategies"
  })
  void threadsChangeNothing(String command, String sample) {
    Object file = ReducedSampleStudies.file(sample + ".yaml", folder);

    String one = GameRunner.run(command, file, "--json", "--threads", 1).out();
    String two = GameRunner.run(command, file, "--json", "--threads", 2).out();
    String other = GameRunner.run(command, file, "--json", "--seed", 2).out();

    assertThat(two).isEqualTo(one);
    // Every start of the reduced region reaches honesty, with any draws.
    if (!command.equals("analyse")) {
      assertThat(other.replaceFirst("\"seed\" : 2", "\"seed\" : 1")).isNotEqualTo(one);
    }
  }
}
