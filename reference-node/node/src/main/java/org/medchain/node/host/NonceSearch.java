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

  private boolean closed;

  /** A search that calls {@code found} or {@code failed}, on its own thread. */
  NonceSearch(String name, Consumer<Header> found, Consumer<Error> failed) {
    this.found = found;
    this.failed = failed;
    this.thread = Thread.ofPlatform().daemon().name(name + "-mining").unstarted(this::run);
  }

  synchronized void mine(Header header) {
    target = Optional.of(header);
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  synchronized void stop() {
    target = Optional.empty();
  }

  private void run() {
    try {
      for (Optional<Header> next = next(); next.isPresent(); next = next()) {
        search(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      failed.accept(e);
    }
  }

  /** The requested header; empty if it is over. */
  private synchronized Optional<Header> next() throws InterruptedException {
    while (target.isEmpty() && !closed) {
      wait();
    }
    return closed ? Optional.empty() : target;
  }

  /** Results for a header that is requested no more are dropped. */
  private synchronized boolean isCurrent(Header header) {
    return !closed && target.equals(Optional.of(header));
  }

  private void search(Header header) {
    ProofOfWorkSearch search = new ProofOfWorkSearch(header);
    long salt = random.nextLong();
    for (long from = 0; isCurrent(header); from += TRIES) {
      search.search(new RandomString(salt, from), TRIES).ifPresent(each -> report(header, each));
    }
  }

  private void report(Header header, Header sealed) {
    synchronized (this) {
      if (!isCurrent(header)) {
        return;
      }
      target = Optional.empty();
    }
    found.accept(sealed);
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
