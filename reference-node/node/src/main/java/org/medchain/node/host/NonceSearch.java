package org.medchain.node.host;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;

/**
 * The search for random strings (DATA-10), on a thread of its own: one header at a time, replaced
 * by the next request.
 */
final class NonceSearch implements AutoCloseable {
  /** After this number of tries it checks for a new request: some milliseconds. */
  private static final long TRIES = 20_000;

  private final Consumer<Header> found;
  private final Consumer<Error> failed;
  private final Thread thread;
  private final SecureRandom random = new SecureRandom();
  private Optional<Header> target = Optional.empty();

  /** Incremented with each requested header: results for older ones are dropped. */
  private long taskNumber;

  private boolean closed;

  /** A search that calls {@code found} or {@code failed}, on its own thread. */
  NonceSearch(String name, Consumer<Header> found, Consumer<Error> failed) {
    this.found = found;
    this.failed = failed;
    this.thread = Thread.ofPlatform().daemon().name(name + "-mining").unstarted(this::run);
  }

  synchronized void mine(Header header) {
    target = Optional.of(header);
    taskNumber++;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  synchronized void stop() {
    target = Optional.empty();
    taskNumber++;
  }

  private void run() {
    try {
      for (SearchTask order = next(); !order.isShutdown(); order = next()) {
        search(order);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      failed.accept(e);
    }
  }

  /** A requested header, and the number of the request; or that it is over. */
  private record SearchTask(Optional<Header> header, long number) {
    boolean isShutdown() {
      return header.isEmpty();
    }
  }

  private synchronized SearchTask next() throws InterruptedException {
    while (target.isEmpty() && !closed) {
      wait();
    }
    return new SearchTask(closed ? Optional.empty() : target, taskNumber);
  }

  private synchronized boolean isCurrent(SearchTask order) {
    return !closed && taskNumber == order.number() && target.isPresent();
  }

  private void search(SearchTask order) {
    ProofOfWorkSearch search = new ProofOfWorkSearch(order.header().orElseThrow());
    long salt = random.nextLong();
    for (long from = 0; isCurrent(order); from += TRIES) {
      search.search(new RandomString(salt, from), TRIES).ifPresent(each -> report(order, each));
    }
  }

  private void report(SearchTask order, Header header) {
    synchronized (this) {
      if (taskNumber != order.number() || target.isEmpty()) {
        return;
      }
      target = Optional.empty();
    }
    found.accept(header);
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
