package org.medchain.node.host;

import java.security.SecureRandom;
import java.util.Optional;
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
  private final Thread thread;
  private final SecureRandom salts = new SecureRandom();
  private Optional<Header> wanted = Optional.empty();

  /** Counted up with each header that is asked for: what is found for an older one is dropped. */
  private long orders;

  private boolean closed;

  /** A search that tells {@code found}, on its own thread. */
  Mining(String name, Consumer<Header> found) {
    this.found = found;
    this.thread = Thread.ofPlatform().daemon().name(name + "-mining").unstarted(this::run);
  }

  synchronized void mine(Header header) {
    wanted = Optional.of(header);
    orders++;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    notifyAll();
  }

  synchronized void stop() {
    wanted = Optional.empty();
    orders++;
  }

  private void run() {
    try {
      for (Order order = next(); !order.ends(); order = next()) {
        search(order);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A header that was asked for, and as the how-manyth; or that it is over. */
  private record Order(Optional<Header> header, long number) {
    boolean ends() {
      return header.isEmpty();
    }
  }

  private synchronized Order next() throws InterruptedException {
    while (wanted.isEmpty() && !closed) {
      wait();
    }
    return new Order(closed ? Optional.empty() : wanted, orders);
  }

  private synchronized boolean isWanted(Order order) {
    return !closed && orders == order.number() && wanted.isPresent();
  }

  private void search(Order order) {
    HeaderSearch search = new HeaderSearch(order.header().orElseThrow());
    long salt = salts.nextLong();
    for (long from = 0; isWanted(order); from += TRIES) {
      search.search(new RandomString(salt, from), TRIES).ifPresent(each -> tell(order, each));
    }
  }

  private void tell(Order order, Header header) {
    synchronized (this) {
      if (orders != order.number() || wanted.isEmpty()) {
        return;
      }
      wanted = Optional.empty();
    }
    found.accept(header);
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
