package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.node.center.renewal.CertificateRenewer;
import org.medchain.node.center.renewal.RenewalSchedule;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.identity.PendingRenewal;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * CA-4: certificates are renewed before they end.
 *
 * <p>CA-13: a renewal that is cut anywhere locks nobody out.
 */
class CertificateRenewerTest {
  private static final RenewalSchedule SCHEDULE = RenewalSchedule.DEFAULT;

  @TempDir private Path folder;

  private static final String FILE = "renewal.pem";

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

  private static Identity fresh(TestCenter center) {
    try {
      return center.identity("node", PeerRole.CONSENSUS_NODE);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the process or its disk ends; the center has replied from {@link #REPLY_LOST} on. */
  private enum Cut {
    NOTHING_WRITTEN,
    KEY_WRITTEN,
    REPLY_LOST,
    REPLY_KEPT,
    SIGNING_IN_PLACE,
    ALL_IN_PLACE,
    ENDED
  }

  private static BigInteger serial(Identity identity) {
    return identity.credentials().chain().get(0).getSerialNumber();
  }

  private static boolean isAdmitted(TestCenter center, Identity identity) throws Exception {
    return center
        .registrar
        .refusal(CertificateParser.peer(identity.credentials().chain().get(0)))
        .isEmpty();
  }

  /** What the center does all the time: what is replaced, and due, is revoked and ordered. */
  private static void overlapEnds(TestCenter center) throws RefusedException {
    center.clock.pass(TestCenter.VALIDITY.overlap());
    Optional<RevokeCertificates> list = center.registrar.nextCrl();
    if (list.isPresent()) {
      center.registrar.confirmCrl(list.get().number());
    }
  }

  private static void copy(Path from, Path to, List<String> names) throws IOException {
    for (String each : names) {
      Files.copy(from.resolve(each), to.resolve(each), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<String> names(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** As far as the cut; gives what the center issued. */
  private Optional<Identity> renewUntil(Cut cut, TestCenter center, Path files) throws Exception {
    Identity old = CredentialFiles.read(files);
    if (cut == Cut.NOTHING_WRITTEN) {
      return Optional.empty();
    }
    var tls = PendingRenewal.begin(files, TestCenter.RANDOM);
    if (cut == Cut.KEY_WRITTEN) {
      return Optional.empty();
    }
    center.registrar.shown(serial(old), true);
    Identity fresh = center.issuing.renew(old, tls);
    if (cut.compareTo(Cut.REPLY_KEPT) >= 0) {
      assertThat(PendingRenewal.keep(files, fresh).credentials().chain())
          .isEqualTo(fresh.credentials().chain());
    }
    if (cut == Cut.SIGNING_IN_PLACE || cut == Cut.ALL_IN_PLACE) {
      Path done = Files.createDirectory(folder.resolve(cut + "-done"));
      copy(files, done, names(files));
      PendingRenewal.finish(done, fresh);
      copy(done, files, List.of("signing.pem"));
      if (cut == Cut.ALL_IN_PLACE) {
        copy(done, files, List.of("tls.pem"));
      }
    }
    if (cut == Cut.ENDED) {
      PendingRenewal.finish(files, fresh);
    }
    return Optional.of(fresh);
  }

  /** OPERATING.md#lost-renewal. */
  @Test
  void whereverItIsCutTheNodeIsAdmittedAndRenews() throws Exception {
    for (Cut cut : Cut.values()) {
      try (TestCenter center = TestCenter.in(folder.resolve("center " + cut))) {
        Path files = folder.resolve("node " + cut);
        Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
        CredentialFiles.write(files, old);
        center.clock.pass(Duration.ofDays(2));
        Optional<Identity> issued = renewUntil(cut, center, files);

        // The process starts again: it shows what waits, or what is in place.
        Optional<Identity> waiting = PendingRenewal.waiting(files);
        Identity shown = waiting.isPresent() ? waiting.get() : CredentialFiles.read(files);
        boolean kept = cut.compareTo(Cut.REPLY_KEPT) >= 0;
        assertThat(serial(shown)).as("%s", cut).isEqualTo(serial(kept ? issued.get() : old));
        center.registrar.shown(serial(shown), false);
        overlapEnds(center);
        assertThat(isAdmitted(center, shown)).as("%s", cut).isTrue();
        assertThat(isAdmitted(center, old)).as("%s", cut).isEqualTo(!kept);

        // It tries again: what waits is put in place, and nothing else is asked for.
        if (waiting.isPresent()) {
          PendingRenewal.finish(files, shown);
        } else if (cut != Cut.ENDED) {
          renewUntil(Cut.ENDED, center, files);
        }
        Identity now = CredentialFiles.read(files);
        assertThat(serial(now)).isNotEqualTo(serial(old));
        assertThat(files.resolve(FILE)).doesNotExist();
        center.registrar.shown(serial(now), false);
        overlapEnds(center);
        assertThat(isAdmitted(center, now)).as("%s", cut).isTrue();
        assertThat(isAdmitted(center, old)).as("%s", cut).isFalse();
        if (cut == Cut.REPLY_LOST) {
          assertThat(isAdmitted(center, issued.get())).as("what never arrived").isFalse();
        }
      }
    }
  }

  /** However often the reply is lost, the key gets another one and the old certificate counts. */
  @Test
  void lostRepliesUseUpNothing() throws Exception {
    try (TestCenter center = TestCenter.in(folder.resolve("center"))) {
      Path files = folder.resolve("node");
      Identity old = center.identity("node", PeerRole.CONSENSUS_NODE);
      CredentialFiles.write(files, old);
      for (int i = 0; i < 2 * Registrar.MAX_VALID_CERTIFICATES; i++) {
        assertThat(renewUntil(Cut.REPLY_LOST, center, files)).isPresent();
        overlapEnds(center);
        assertThat(isAdmitted(center, old)).isTrue();
      }
    }
  }
}
