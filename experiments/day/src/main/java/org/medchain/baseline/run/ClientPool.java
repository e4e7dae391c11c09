package org.medchain.baseline.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several clients at a time. */
final class ClientPool {
  private ClientPool() {}

  /** What a client does until it has nothing left to do. */
  @FunctionalInterface
  interface ClientWork {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Does it with a number of clients, and returns when all have ended; the first failure counts.
   */
  static void run(int clients, ClientWork work) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        ends.add(
            pool.submit(
                () -> {
                  work.run();
                  return true;
                }));
      }
      for (Future<?> each : ends) {
        Object unused = each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
