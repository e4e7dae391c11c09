package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.medchain.cluster.local.GracefulShutdown.ShutdownStep;

/** How a process ends when it is told to (OPS-9). */
class GracefulShutdownTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void oneThatHangsOrFailsDoesNotKeepTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    GracefulShutdown stop =
        new GracefulShutdown(
            Duration.ofMillis(500),
            List.of(
                new ShutdownStep(
                    "hangs",
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                    }),
                new ShutdownStep(
                    "fails",
                    () -> {
                      throw new IOException("disk\nfull");
                    }),
                new ShutdownStep("host", () -> done.add("host")),
                new ShutdownStep("store", () -> done.add("store"))));

    assertThat(stop.shutDown())
        .containsExactly("did not end within 500 ms", "java.io.IOException: disk full", "", "");
    assertThat(done).containsExactly("host", "store");
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

  /** A process of its own, whose steps say so on stdout. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      GracefulShutdown.install(
          new ShutdownStep("a", () -> System.out.println("a")),
          new ShutdownStep("b", () -> System.out.println("b")));
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
