package org.medchain.node.host;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;

/**
 * The search for random strings (DATA-10), on a separate thread: one header at a time, replaced by
 * the next request.
 */
final class NonceSearch implements AutoCloseable {
  /** After this number of tries it checks for a new request: some milliseconds. */
  private static final long TRIES = 20_000;

  private final Consumer<Header> found;
  private final Consumer<Error> failed;
  private final ExecutorService thread;
  private final SecureRandom random = new SecureRandom();

  /** The header that is searched for; null for none. */
  private final AtomicReference<Header> target = new AtomicReference<>();

  /** A search that calls {@code found} or {@code failed}, on its own thread. */
  NonceSearch(String name, Consumer<Header> found, Consumer<Error> failed) {
    this.found = found;
    this.failed = failed;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(name + "-mining").factory());
  }

  void mine(Header header) {
    if (!thread.isShutdown()) {
      target.set(header);
      thread.execute(() -> search(header));
    }
  }

  void stop() {
    target.set(null);
  }

  /** Ends when the header is found, or requested no more. */
  @SuppressWarnings("ReferenceEquality") // of the request, since the same header may come again
  private void search(Header header) {
    try {
      ProofOfWorkSearch search = new ProofOfWorkSearch(header);
      long salt = random.nextLong();
      for (long from = 0; target.get() == header; from += TRIES) {
        Optional<Header> sealed = search.search(new RandomString(salt, from), TRIES);
        if (sealed.isPresent() && target.compareAndSet(header, null)) {
          found.accept(sealed.get());
        }
      }
    } catch (Error e) {
      failed.accept(e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    target.set(null);
  }
}
