package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.center.renewal.CertificateRenewer;
import org.medchain.node.center.renewal.RenewalSchedule;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** CA-4: certificates are renewed before they end. */
class CertificateRenewerTest {
  private static final RenewalSchedule SCHEDULE = RenewalSchedule.DEFAULT;

  @TempDir private Path folder;

  /**
   * OPERATING.md#not-renewed: at two thirds; then ever later, never past the longest pause, while
   * there is time.
   */
  @Property(seed = "41", tries = 500)
  void scheduleRetriesInTimeWithBackoff(
      @ForAll @LongRange(min = 10, max = 100_000_000) long lifeS,
      @ForAll @IntRange(min = 1, max = 60) int failures) {
    Instant begin = TestCenter.START;
    Instant end = begin.plusSeconds(lifeS);
    Instant now = SCHEDULE.renewAt(begin, end);
    assertThat(Duration.between(begin, now).toMillis()).isEqualTo(lifeS * 2000 / 3);
    for (int i = 1; i <= failures; i++) {
      Instant next = SCHEDULE.retryAt(end, now, i);
      Duration pause = Duration.between(now, next);
      assertThat(pause).isBetween(RenewalSchedule.MIN_RETRY, SCHEDULE.maxRetry());
      if (Duration.between(now, end).compareTo(RenewalSchedule.MIN_RETRY) > 0) {
        assertThat(next).isBefore(end);
      }
      now = next;
    }
  }

  /** With nothing in the way the pauses double, up to the longest. */
  @Test
  void pausesDouble() {
    Instant end = TestCenter.START.plus(Duration.ofDays(100));
    List<Long> minutes = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      Instant next = SCHEDULE.retryAt(end, TestCenter.START, i);
      minutes.add(Duration.between(TestCenter.START, next).toMinutes());
    }
    assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  /** A timer whose time a test moves: it runs what is next. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    private final TestCenter.Clock clock;
    private Runnable next = () -> {};
    private long delayMs;

    Timer(TestCenter.Clock clock) {
      super(1);
      this.clock = clock;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      next = command;
      delayMs = unit.toMillis(delay);
      // The one that is given back never runs.
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    void runNext() {
      clock.pass(Duration.ofMillis(delayMs));
      next.run();
    }
  }

  @Test
  void theRunnerRenewsAgainAndAgainAndSurvivesFailures() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (TestCenter center = TestCenter.in(folder.resolve("center"));
        Timer timer = new Timer(center.clock)) {
      List<Identity> renewed = new ArrayList<>();
      int[] asked = new int[1];
      CertificateRenewer renewal =
          new CertificateRenewer(
              SCHEDULE,
              center.clock,
              timer,
              identity -> {
                asked[0]++;
                return switch (asked[0]) {
                  case 1 -> CompletableFuture.failedFuture(new RefusedException("away"));
                  case 2 -> throw new IllegalStateException("not connected");
                  default -> CompletableFuture.completedFuture(fresh(center));
                };
              },
              renewed::add,
              meters);
      Identity first = center.identity("node", PeerRole.CONSENSUS_NODE);
      renewal.start(first);
      while (renewed.size() < 2) {
        timer.runNext();
      }
      assertThat(center.clock.instant())
          .isBefore(renewed.get(0).credentials().chain().get(0).getNotAfter().toInstant())
          .isAfter(TestCenter.START.plus(Duration.ofDays(3)));
      assertThat(meters.counter("medchain.center.renewals").count()).isEqualTo(2);
      assertThat(meters.counter("medchain.center.renewals.failed").count()).isEqualTo(2);
      renewal.close();
      timer.shutdownNow();
    }
  }

  /** The timer's clock stops in a suspend, and the calendar does not. */
  @Test
  void aMachineThatSleptRenewsWithinSixHoursOfWaking() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("asleep"));
        Timer timer = new Timer(center.clock)) {
      Identity first = center.identity("node", PeerRole.CONSENSUS_NODE);
      List<Identity> asked = new ArrayList<>();
      CertificateRenewer renewal =
          new CertificateRenewer(
              SCHEDULE,
              center.clock,
              timer,
              identity -> {
                asked.add(identity);
                return new CompletableFuture<>();
              },
              fresh -> {},
              new SimpleMeterRegistry());
      renewal.start(first);
      timer.runNext();
      center.clock.pass(TestCenter.VALIDITY.certificate());
      Instant awake = center.clock.instant();
      while (asked.isEmpty()) {
        timer.runNext();
      }
      assertThat(Duration.between(awake, center.clock.instant()))
          .isLessThanOrEqualTo(Duration.ofHours(6));
      renewal.close();
      timer.shutdownNow();
    }
  }

  /** NODE-18: it reaches the handler that ends the process, and nothing is tried again. */
  @Test
  void anErrorIsNotTakenForAFailure() throws Exception {
    Error error = new StackOverflowError("for a test");
    List<Function<Identity, CompletableFuture<Identity>>> centers =
        List.of(
            identity -> CompletableFuture.failedFuture(new CompletionException(error)),
            identity -> {
              throw error;
            },
            CompletableFuture::completedFuture); // then the one who gets it fails
    try (TestCenter center = TestCenter.in(folder.resolve("errors"))) {
      for (Function<Identity, CompletableFuture<Identity>> each : centers) {
        try (Timer timer = new Timer(center.clock)) {
          CertificateRenewer renewal =
              new CertificateRenewer(
                  SCHEDULE,
                  center.clock,
                  timer,
                  each,
                  fresh -> {
                    throw error;
                  },
                  new SimpleMeterRegistry());
          renewal.start(center.identity("node", PeerRole.CONSENSUS_NODE));
          center.clock.pass(Duration.ofDays(2));
          timer.runNext();
          Runnable step = timer.next;
          List<Throwable> uncaught = new ArrayList<>();
          Thread thread = Thread.ofPlatform().unstarted(timer::runNext);
          thread.setUncaughtExceptionHandler((on, failure) -> uncaught.add(failure));
          thread.start();
          thread.join();
          renewal.close();
          timer.shutdownNow(); // before anything fails, for the timer's end waits for its tasks
          assertThat(uncaught).containsExactly(error);
          assertThat(timer.next).as("nothing more is scheduled").isSameAs(step);
        }
      }
    }
  }

  /** The center issues its own certificate again, with a new validity period. */
  @Test
  void theCenterRenewsItself() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("own"))) {
      Identity first = center.identity("center", PeerRole.REGULATORY_CENTER);
      center.clock.pass(Duration.ofDays(2));
      Identity next = center.issuing.renew(first, Identity.generateTlsKeys(TestCenter.RANDOM));
      assertThat(next.ledger()).isEqualTo(first.ledger());
      assertThat(next.subject()).isEqualTo(first.subject());
      assertThat(next.addresses()).containsExactly("localhost", "127.0.0.1");
      assertThat(next.credentials().key()).isNotEqualTo(first.credentials().key());
      assertThat(next.credentials().chain().get(0).getNotAfter().toInstant())
          .isEqualTo(TestCenter.START.plus(Duration.ofDays(5)));
    }
  }

  private static Identity fresh(TestCenter center) {
    try {
      return center.identity("node", PeerRole.CONSENSUS_NODE);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }
}
