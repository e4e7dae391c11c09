package org.medchain.node.transport;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps one peer connected: tries, waits ever longer, tries again, for as long as there is no link
 * (CONN-12). All of it runs on one thread, whichever thread calls.
 */
final class Dialer {
  /** Makes one attempt; whoever does it calls {@link #ended} afterwards. */
  interface Attempt {
    void start(InetSocketAddress address, Dialer dialer);
  }

  private final EventLoop loop;
  private final BackOff backOff;
  private final long steadyNs;
  private final BooleanSupplier linked;
  private final Attempt attempt;
  private InetSocketAddress address;
  private boolean underWay;
  private boolean scheduled;
  private boolean stopped;
  private long startedNs;

  Dialer(EventLoop loop, TransportOptions options, BooleanSupplier linked, Attempt attempt) {
    Duration most = options.backOffMost();
    this.loop = loop;
    this.backOff = new BackOff(options.backOffFirst(), most, RandomGenerator.getDefault());
    this.steadyNs = most.toNanos();
    this.linked = linked;
    this.attempt = attempt;
  }

  /** Connects to this address from now on. */
  void start(InetSocketAddress to) {
    loop.execute(
        () -> {
          address = to;
          backOff.reset();
          tryNow();
        });
  }

  /** Tries no more, and then does what is left to do. */
  void stop(Runnable then) {
    loop.execute(
        () -> {
          stopped = true;
          then.run();
        });
  }

  /** The attempt, or the connection that it made, has ended. */
  void ended() {
    loop.execute(
        () -> {
          underWay = false;
          if (System.nanoTime() - startedNs > steadyNs) {
            backOff.reset();
          }
          later();
        });
  }

  /** A link to the peer has ended, whoever had made it. */
  void lost() {
    loop.execute(this::later);
  }

  private void later() {
    if (!scheduled && !stopped) {
      scheduled = true;
      var unused =
          loop.schedule(
              () -> {
                scheduled = false;
                tryNow();
              },
              backOff.next(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void tryNow() {
    if (!stopped && !underWay && !linked.getAsBoolean()) {
      underWay = true;
      startedNs = System.nanoTime();
      attempt.start(address, this);
    }
  }
}
