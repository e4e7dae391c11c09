package org.medchain.game.random;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs independent replicates on a bounded number of threads and gives their results in the order
 * of the replicates, so that they are the same for any number of threads (GAME-17).
 */
public final class ReplicateRunner {
  private ReplicateRunner() {}

  /**
   * The results of the replicates 0, 1, … in this order.
   *
   * @param count of replicates, not negative
   * @param threads the largest number that run at once, at least one; with one the caller's own
   *     thread runs them
   * @param replicate from its number; shares nothing that changes with the others
   * @throws RuntimeException what the first replicate to fail threw, in the order of the replicates
   */
  public static <T> List<T> run(int count, int threads, IntFunction<T> replicate) {
    if (threads == 1 || count < 2) {
      return IntStream.range(0, count).mapToObj(replicate).toList();
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count));
    try {
      List<Future<T>> pending =
          IntStream.range(0, count)
              .mapToObj(number -> pool.submit(() -> replicate.apply(number)))
              .toList();
      return pending.stream().map(ReplicateRunner::await).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  /** The same with a seed for each replicate of {@code cell}. */
  public static <T> List<T> run(
      long master, String cell, int count, int threads, Function<ReplicateSeed, T> replicate) {
    return run(count, threads, number -> replicate.apply(ReplicateSeed.of(master, cell, number)));
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new IllegalStateException(failed.getCause());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while replicates were running", interrupted);
    }
  }
}
