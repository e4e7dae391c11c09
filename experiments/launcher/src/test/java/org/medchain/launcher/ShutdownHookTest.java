package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medchain.launcher.ShutdownHook.Stage;

/** PROC-28: work ends before the processes that it uses, and these before their files go. */
class ShutdownHookTest {
  /** A process that ends while it has hooks of all stages; the earlier ones take longer. */
  static final class Ending {
    private Ending() {}

    /** Prints what is done. */
    public static void main(String[] args) {
      new ShutdownHook(Stage.FILES, "files", () -> System.out.println("files"));
      new ShutdownHook("processes", () -> slowly("processes", 50));
      new ShutdownHook(Stage.WORK, "closed", () -> System.out.println("closed")).close();
      new ShutdownHook(Stage.WORK, "work", () -> slowly("work", 100));
      System.exit(3);
    }

    private static void slowly(String word, long ms) {
      try {
        TimeUnit.MILLISECONDS.sleep(ms);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      System.out.println(word);
    }
  }

  @Test
  void stagesFollowEachOther() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Plan.tool("java"),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Ending.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.lines()).containsExactly("work", "processes", "files");
    assertThat(process.waitFor()).isEqualTo(3);
  }
}
