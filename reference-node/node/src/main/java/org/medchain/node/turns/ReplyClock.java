package org.medchain.node.turns;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The clock by which a thread waits for replies; a test has one that does not wait. */
public interface ReplyClock {
  /** That of the machine. */
  ReplyClock SYSTEM =
      new ReplyClock() {
        @Override
        public long nowMs() {
          return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }

        @Override
        public <T> Optional<T> next(BlockingQueue<T> replies, long waitMs)
            throws InterruptedException {
          return Optional.ofNullable(replies.poll(waitMs, TimeUnit.MILLISECONDS));
        }
      };

  /** Milliseconds from any start; never goes back. */
  long nowMs();

  /** The next reply; nothing if none comes in that many milliseconds, none or fewer included. */
  <T> Optional<T> next(BlockingQueue<T> replies, long waitMs) throws InterruptedException;
}
