package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRACE-4: whichever way a check ends, it leaves neither a process nor a file. */
class TlcProcessTest {
  /** A number for which TLC is busy for seconds. */
  private static final int TRACES = 40;

  @TempDir private Path parent;

  @Test
  void whoIsInterruptedLeavesNothing() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (TlcProcess process =
        TlcProcess.start(
            parent,
            folder -> {
              folders.add(folder);
              // It waits for input that never comes.
              return List.of("cat");
            })) {
      assertThat(folders.get(0)).isNotEmptyDirectory();
      Thread.currentThread().interrupt();
      assertThatThrownBy(process::waitFor).isInstanceOf(InterruptedException.class);
    }
    assertThat(parent).isEmptyDirectory();
    assertThat(ProcessHandle.current().children().flatMap(child -> child.info().command().stream()))
        .noneMatch(command -> command.endsWith("cat"));
  }

  @Test
  void whatCannotBeStartedLeavesNothing() {
    assertThatThrownBy(
            () -> TlcProcess.start(parent, folder -> List.of(folder + "/no such program")))
        .isInstanceOf(IOException.class);
    assertThat(parent).isEmptyDirectory();
  }

  /** Told by a signal, while TLC runs. */
  @Test
  void anEndedProcessLeavesNothing() throws Exception {
    Path temporary = Files.createDirectory(parent.resolve("tmp"));
    Path output = parent.resolve("output.txt");
    Process medchain = check(temporary, output);
    boolean isSeen = false;
    while (!isSeen && medchain.isAlive()) {
      Thread.sleep(5);
      isSeen = !isEmpty(temporary);
    }
    medchain.destroy();
    medchain.waitFor();
    assertThat(isSeen).as(Files.readString(output)).isTrue();
    assertThat(temporary).isEmptyDirectory();
  }

  private static Process check(Path temporary, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dmedchain.home=" + TraceTestFiles.HOME.toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TraceMain.class.getName(), "trace", "check"));
    Path trace = temporary.resolveSibling("run.jsonl");
    PatchedSchedules.record("PBFT", 1, trace.toString());
    command.addAll(Collections.nCopies(TRACES, trace.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
