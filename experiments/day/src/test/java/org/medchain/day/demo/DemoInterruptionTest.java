package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.experiments.Medchain;

/**
 * PROC-8, PROC-28: a demonstration that is ended in its middle leaves no process and no file. Its
 * tag: each test starts five processes.
 */
@Tag("process")
class DemoInterruptionTest {
  private static final long LIMIT_S = 300;

  @TempDir private Path temp;

  /** What must come true. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
    while (!condition.holds()) {
      if (System.nanoTime() > endNs) {
        throw new TimeoutException("not in time: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Process start(Path said) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")));
    command.add("-Dmedchain.home=" + Files.createDirectories(temp.resolve("home")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Medchain.class.getName(), "demo"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private Path clusters() {
    return temp.resolve("home").resolve("results").resolve("runs").resolve("clusters");
  }

  /** A command line may be shown in part; the folders of nodes stand at its beginning. */
  private List<ProcessHandle> nodes() {
    return ProcessHandle.allProcesses()
        .filter(
            each ->
                each.info()
                    .commandLine()
                    .filter(line -> line.contains(clusters() + "/"))
                    .isPresent())
        .toList();
  }

  private List<Path> folders() throws Exception {
    try (Stream<Path> all = Files.list(clusters())) {
      return all.filter(each -> each.getFileName().toString().startsWith("demo-")).toList();
    }
  }

  @Test
  void killedItLeavesNothing() throws Exception {
    Path said = temp.resolve("said");
    Process demo = start(said);
    try {
      await("the nodes are ready", () -> Files.readString(said).contains("are ready"));
      assertThat(folders()).hasSize(1);
      assertThat(nodes()).hasSizeGreaterThanOrEqualTo(5);
    } finally {
      demo.destroyForcibly();
    }
    await("no process is left", () -> nodes().isEmpty());
    await("no folder is left", () -> folders().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"their files are in", "center is ready", " s  1  patient"})
  void interruptedItEndsInOrder(String moment) throws Exception {
    Path said = temp.resolve("said");
    Process demo = start(said);
    try {
      await(moment, () -> Files.readString(said).contains(moment));
      // A build in the background of a script ignores SIGINT, and what it starts does too.
      boolean deaf = ProcessSignals.isIgnored(demo.toHandle(), "INT");
      ProcessSignals.send(demo.toHandle(), deaf ? "TERM" : "INT");
      assertThat(demo.waitFor()).isEqualTo(deaf ? 143 : 130);
    } finally {
      demo.destroyForcibly();
    }
    await("who waited for its end has ended", () -> nodes().isEmpty());
    assertThat(folders()).isEmpty();
    List<String> lines = new ArrayList<>(Files.readAllLines(said));
    lines.removeIf(
        line -> line.startsWith("SLF4J")); // which logger it found, when it is first used
    assertThat(lines.getFirst()).contains("  starts a center and 4 nodes as processes");
    assertThat(lines.getLast()).contains("  interrupted: ");
  }

  /** PROC-28: where nothing can be made, it has said what it was about to do all the same. */
  @Test
  void itSaysWhatItPlaysBeforeItMakesAnything() throws Exception {
    Files.createDirectories(clusters().getParent());
    Files.createFile(clusters());
    Path said = temp.resolve("said");
    assertThat(start(said).waitFor()).isEqualTo(1);
    List<String> lines = Files.readAllLines(said);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).contains("  starts a center and 4 nodes as processes");
    assertThat(lines.getLast()).startsWith("demo: ").contains(clusters().toString());
    assertThat(nodes()).isEmpty();
  }
}
