package org.medchain.node.transport;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps one peer connected: tries, waits ever longer, tries again, for as long as there is no link
 * (CONN-12). All of it runs on one thread, whichever thread calls.
 */
final class Dialer {
  private final EventLoop loop;
  private final ExponentialBackoff backOff;
  private final long stableNs;
  private final BooleanSupplier isLinked;
  private final BiConsumer<InetSocketAddress, Dialer> attempt;
  private InetSocketAddress address;
  private boolean attemptRunning;
  private boolean scheduled;
  private volatile boolean stopped;
  private int attempts;
  private long startedNs;

  /** With what makes one attempt: it dials and then calls {@link #attemptEnded}. */
  Dialer(
      EventLoop loop,
      TransportOptions options,
      BooleanSupplier linked,
      BiConsumer<InetSocketAddress, Dialer> attempt) {
    Duration most = options.maxBackoff();
    this.loop = loop;
    this.backOff =
        new ExponentialBackoff(options.initialBackoff(), most, RandomGenerator.getDefault());
    // An attempt that waits for its time-out is not a link that was stable.
    this.stableNs = most.plus(options.handshakeTimeout()).toNanos();
    this.isLinked = linked;
    this.attempt = attempt;
  }

  /** Connects to this address from now on. */
  void start(InetSocketAddress to) {
    loop.execute(
        () -> {
          address = to;
          attempts = 0;
          backOff.reset();
          dial();
        });
  }

  /** Stops all attempts, and then runs the given action. */
  void stop(Runnable then) {
    loop.execute(
        () -> {
          stopped = true;
          then.run();
        });
  }

  /** How many attempts in a row have ended; on its thread. */
  int attempts() {
    return attempts;
  }

  /** Whether the peer is no longer wanted; any thread may ask. */
  boolean isStopped() {
    return stopped;
  }

  /** The attempt, or the connection that it made, has ended. */
  void attemptEnded() {
    loop.execute(
        () -> {
          attemptRunning = false;
          attempts++;
          if (System.nanoTime() - startedNs > stableNs) {
            attempts = 0;
            backOff.reset();
          }
          schedule();
        });
  }

  /** A link to the peer has ended, of either direction. */
  void linkLost() {
    loop.execute(this::schedule);
  }

  private void schedule() {
    if (!scheduled && !stopped) {
      scheduled = true;
      var unused =
          loop.schedule(
              () -> {
                scheduled = false;
                dial();
              },
              backOff.nextNsDelay(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void dial() {
    if (!stopped && !attemptRunning && !isLinked.getAsBoolean()) {
      attemptRunning = true;
      startedNs = System.nanoTime();
      attempt.accept(address, this);
    }
  }
}
