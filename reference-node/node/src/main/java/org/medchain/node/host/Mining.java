package org.medchain.node.host;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.medchain.data.Header;
import org.medchain.data.HeaderSearch;
import org.medchain.data.RandomString;

/**
 * The search for random strings (DATA-10), on a thread of its own: one header at a time, replaced
 * when another is asked for.
 */
final class Mining implements AutoCloseable {
  /** After so many tries it looks whether something else is wanted: some milliseconds. */
  private static final long TRIES = 20_000;

  private final Consumer<Header> found;
  private final AtomicReference<Optional<Header>> wanted = new AtomicReference<>(Optional.empty());
  private final Thread thread;
  private volatile boolean closed;

  /** A search that tells {@code found}, on its own thread. */
  Mining(String name, Consumer<Header> found) {
    this.found = found;
    this.thread = Thread.ofPlatform().daemon().name(name + "-mining").unstarted(this::run);
  }

  void mine(Header header) {
    wanted.set(Optional.of(header));
    wake();
  }

  void stop() {
    wanted.set(Optional.empty());
  }

  private synchronized void wake() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  private void run() {
    SecureRandom salts = new SecureRandom();
    while (!closed) {
      Optional<Header> header = wanted.get();
      if (header.isEmpty()) {
        await();
      } else {
        search(header, new RandomString(salts.nextLong(), 0));
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same search is meant, not an equal one
  private void search(Optional<Header> header, RandomString start) {
    HeaderSearch search = new HeaderSearch(header.get());
    for (long from = 0; wanted.get() == header && !closed; from += TRIES) {
      Optional<Header> sealed = search.search(new RandomString(start.salt(), from), TRIES);
      if (sealed.isPresent() && wanted.compareAndSet(header, Optional.empty())) {
        found.accept(sealed.get());
      }
    }
  }

  private synchronized void await() {
    try {
      if (wanted.get().isEmpty() && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    stop();
    wake();
  }
}
