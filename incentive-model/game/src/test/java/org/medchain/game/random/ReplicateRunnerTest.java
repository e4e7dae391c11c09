package org.medchain.game.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
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

  /** The last replicate ends first, and stands last all the same. */
  @Test
  void orderIsThatOfTheReplicates() {
    CountDownLatch last = new CountDownLatch(1);
    List<Integer> order =
        ReplicateRunner.run(
            4,
            4,
            number -> {
              if (number == 3) {
                last.countDown();
              } else {
                awaitQuietly(last);
              }
              return number;
            });
    assertThat(order).isEqualTo(IntStream.range(0, 4).boxed().toList());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
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
