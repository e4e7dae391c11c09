package org.medchain.node.center.renewal;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medchain.node.failure.FatalError;
import org.medchain.node.identity.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a process's certificates before they end (CA-4). It retries until it gets a reply, also
 * after the end: the center may have been down.
 */
public final class CertificateRenewer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewer.class);

  /** A timer stops while the machine sleeps, so the calendar is checked at this interval. */
  private static final long LOOK_MS = Duration.ofHours(6).toMillis();

  private final RenewalSchedule schedule;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Function<Identity, CompletableFuture<Identity>> center;
  private final Consumer<Identity> renewed;
  private final MeterRegistry meters;
  private final AtomicReference<ScheduledFuture<?>> next = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Ready to begin.
   *
   * @param timer runs it; its owner stops it
   * @param center requests new certificates of an identity
   * @param renewed gets them: stores them and renews the transport's
   */
  public CertificateRenewer(
      RenewalSchedule schedule,
      InstantSource clock,
      ScheduledExecutorService timer,
      Function<Identity, CompletableFuture<Identity>> center,
      Consumer<Identity> renewed,
      MeterRegistry meters) {
    this.schedule = schedule;
    this.clock = clock;
    this.timer = timer;
    this.center = center;
    this.renewed = renewed;
    this.meters = meters;
  }

  /** Waits for the time to renew this identity, and for that of each after it. */
  public void start(Identity identity) {
    X509Certificate shown = identity.credentials().chain().get(0);
    Instant due =
        schedule.renewAt(shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant());
    schedule(due, () -> requestRenewal(identity, 0));
  }

  /** The same at once, for an identity whose renewal has begun before. */
  public void resume(Identity identity) {
    schedule(clock.instant(), () -> requestRenewal(identity, 0));
  }

  private void schedule(Instant due, Runnable step) {
    if (!closed) {
      long leftMs = Math.max(0, Duration.between(clock.instant(), due).toMillis());
      Runnable turn = leftMs <= LOOK_MS ? () -> guarded(step) : () -> schedule(due, step);
      next.set(timer.schedule(turn, Math.min(leftMs, LOOK_MS), TimeUnit.MILLISECONDS));
    }
  }

  /** The scheduler would keep an error in a future that is never read (NODE-18). */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (Error e) {
      FatalError.uncaught(e);
    }
  }

  private void requestRenewal(Identity identity, int failures) {
    // An immediate exception of the center's side is a failure like any other.
    var unused =
        CompletableFuture.completedFuture(identity)
            .thenCompose(center)
            .thenAccept(
                fresh -> {
                  renewed.accept(fresh);
                  meters.counter("medchain.center.renewals").increment();
                  start(fresh);
                })
            .exceptionally(
                cause -> {
                  failed(identity, failures + 1, cause);
                  return null;
                });
  }

  private void failed(Identity identity, int failures, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Error error) {
      FatalError.uncaught(error); // nothing is tried again: the process ends
      return;
    }
    meters.counter("medchain.center.renewals.failed").increment();
    Instant end = identity.credentials().chain().get(0).getNotAfter().toInstant();
    Instant again = schedule.retryAt(end, clock.instant(), failures);
    LOG.atWarn()
        .addKeyValue("failures", failures)
        .addKeyValue("again", again)
        .addKeyValue("end", end)
        .addKeyValue("cause", cause.getMessage())
        .log("certificates were not renewed");
    schedule(again, () -> requestRenewal(identity, failures));
  }

  @Override
  public void close() {
    closed = true;
    ScheduledFuture<?> waiting = next.get();
    if (waiting != null) {
      waiting.cancel(false);
    }
  }
}
