package org.medchain.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole command, as the launcher starts it: {@code game} is found by the service loader. */
class GameSubcommandTest {
  @Test
  void gameIsASubcommandOfMedchain() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // It lives for a second.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    // On the class path of all modules there are two loggers.
                    "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                    "-Dslf4j.internal.verbosity=WARN",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.medchain.experiments.Medchain",
                    "game",
                    "solve",
                    "nothing.yaml"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).startsWith("nothing.yaml: there is no such file").hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
