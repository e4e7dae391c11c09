package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;

/**
 * The exact output. After an intended change, rewrite the files with {@code -Dgolden.write=true}
 * and read the difference.
 */
@Tag("statistical")
class GoldenOutputTest {
  private static final Path GOLDEN =
      Repository.file("incentive-model/study/src/test/resources/golden");

  @ParameterizedTest
  @CsvSource({
    "solve, hawk-dove",
    "solve, continuum",
    "solve, kuhn-poker",
    "solve, coordination",
    "simulate, neutral-drift",
    "evolve, matching-pennies",
    "simulate, hawk-dove",
    "analyse, credit-verifiers",
    "analyse, repeated-dilemma"
  })
  void printsTheSame(String command, String sample) throws IOException {
    GameRunner run = GameRunner.run(command, GameRunner.sample(sample + ".yaml"));

    Path golden = GOLDEN.resolve(command + "-" + sample + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, run.out());
    }
    assertThat(run.out()).isEqualTo(Files.readString(golden));
  }
}
