package org.medchain.chaos.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Searches, some at a time.
 *
 * @param threads how many at a time
 * @param progress is told in a line when one has ended, by its thread
 */
public record ParallelSearches(int threads, Consumer<String> progress) {
  /**
   * All results, in the order of the searches.
   *
   * @param line says a result in a line
   */
  <T> List<T> run(List<Callable<T>> searches, Function<T, String> line)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger ended = new AtomicInteger();
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> search : searches) {
        running.add(
            workers.submit(
                () -> {
                  T result = search.call();
                  String place = "[" + ended.incrementAndGet() + "/" + searches.size() + "] ";
                  progress.accept(place + line.apply(result));
                  return result;
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> each : running) {
        all.add(each.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search ended without a result", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
