package org.medchain.game.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** GAME-17: the same results for any number of threads. */
class ReplicateRunnerTest {
  @Property(seed = "20", tries = 20)
  void sameForAnyNumberOfThreads(
      @ForAll @IntRange(min = 0, max = 60) int count,
      @ForAll @IntRange(min = 2, max = 9) int threads,
      @ForAll long master) {
    assertThat(draws(count, threads, master)).isEqualTo(draws(count, 1, master));
  }

  private static List<Double> draws(int count, int threads, long master) {
    return ReplicateRunner.run(
        master, "draws", count, threads, seed -> seed.generator().doubles(100).sum());
  }

  @Test
  void aFailureIsThatOfTheFirstReplicateThatFails() {
    for (int threads : new int[] {1, 3}) {
      assertThatThrownBy(() -> ReplicateRunner.run(9, threads, ReplicateRunnerTest::failing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("replicate 4");
    }
  }

  private static int failing(int number) {
    if (number >= 4) {
      throw new IllegalStateException("replicate " + number);
    }
    return number;
  }
}
