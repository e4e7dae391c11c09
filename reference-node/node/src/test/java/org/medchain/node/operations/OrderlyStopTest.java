package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medchain.node.operations.OrderlyStop.Ended;

/** How a process ends when it is told to (OPS-9). */
class OrderlyStopTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void stepsRunInOrderAndOnce() {
    OrderlyStop stop = new OrderlyStop();
    stop.then("door", LONG, () -> done.add("door"))
        .then("host", LONG, () -> done.add("host"))
        .then("store", LONG, () -> done.add("store"));

    List<Ended> first = stop.stop();

    assertThat(stop.stop()).isSameAs(first);
    assertThat(done).containsExactly("door", "host", "store");
    assertThat(first).allMatch(ended -> ended.trouble().isEmpty());
  }

  @Test
  void oneThatHangsOrFailsDoesNotKeepTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    OrderlyStop stop = new OrderlyStop();
    stop.then(
            "hangs",
            Duration.ofMillis(50),
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            })
        .then(
            "fails",
            LONG,
            () -> {
              throw new IOException("disk\nfull");
            })
        .then("store", LONG, () -> done.add("store"));

    assertThat(stop.stop())
        .containsExactly(
            new Ended("hangs", "did not end within 50 ms"),
            new Ended("fails", "java.io.IOException: disk full"),
            new Ended("store", ""));
    assertThat(done).containsExactly("store");
    assertThat(awaits(interrupted)).isTrue();
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void noStepIsAddedWhileStopping() {
    OrderlyStop stop = new OrderlyStop();
    var unused = stop.stop();

    assertThatThrownBy(() -> stop.then("late", LONG, () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("late");
  }

  /** A process of its own, whose steps say so on stdout. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      OrderlyStop stop = new OrderlyStop();
      stop.then("a", LONG, () -> System.out.println("a"))
          .then("b", LONG, () -> System.out.println("b"))
          .install();
      System.out.println("up");
      Thread.sleep(LONG);
    }
  }

  @Test
  void aTerminatedProcessRunsThem() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                Child.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("up\n");

      boolean told = process.toHandle().destroy(); // SIGTERM, and leaves stdout open

      assertThat(told).isTrue();

      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
