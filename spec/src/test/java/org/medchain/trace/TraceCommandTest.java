package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRACE-4: the command as users start it. */
class TraceCommandTest {
  private record Run(int exit, String output) {}

  private static Run medchain(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dmedchain.home=" + TraceTestFiles.HOME.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                TraceMain.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  @Test
  void acceptedAndRejectedTracesAreReported(@TempDir Path folder) throws Exception {
    Path good = folder.resolve("good.jsonl");
    PatchedSchedules.record("PBFT", 1, good.toString());
    List<String> twice = PbftTraceScript.lines("nodes 4 4 3 2; propose 0 0 a; propose 0 0 x");
    Path bad = Files.write(folder.resolve("second-vote.jsonl"), twice);
    Run run = medchain("trace", "check", good.toString(), bad.toString());
    assertThat(run.output())
        .contains("good.jsonl: " + (Files.readAllLines(good).size() - 1) + " lines accepted")
        .contains("second-vote.jsonl:3: SendPrePrepare is not allowed: one vote a view and height");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(medchain("trace", "check", good.toString()).exit()).isZero();
  }

  @Test
  void whatIsNoTraceIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("t.jsonl"), "{}\n");
    Run run = medchain("trace", "check", file.toString());
    assertThat(run.output())
        .startsWith("medchain: ")
        .contains("t.jsonl:1: the keys are []")
        .hasLineCount(1);
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void helpIsGiven() throws Exception {
    Run run = medchain("trace", "check", "--help");
    assertThat(run.output()).contains("FILE", "Exit codes");
    assertThat(run.exit()).isZero();
    assertThat(medchain("trace", "check").exit()).isEqualTo(2);
  }
}
