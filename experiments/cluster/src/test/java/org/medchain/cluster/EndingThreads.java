package org.medchain.cluster;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Threads that were told to end. An executor, or a loop of connections, says that it has terminated
 * a moment before its thread is gone, so who asks for threads waits for that moment.
 */
public final class EndingThreads {
  private static final long LIMIT_S = 60;

  private EndingThreads() {}

  /** Waits until the threads with such names are gone; the names of those that stay. */
  public static List<String> remaining(Predicate<String> names) throws InterruptedException {
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> names.test(each.getName()))
            .toList();
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    for (Thread each : threads) {
      TimeUnit.NANOSECONDS.timedJoin(each, endNs - System.nanoTime());
    }
    return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
  }
}
