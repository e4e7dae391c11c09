package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process says of where it is reached (CLUSTER-1, CLUSTER-2). */
class RunningProcessTest {
  private static final URI DOOR = URI.create("http://127.0.0.1:9100");

  @TempDir private Path folder;

  /** OPS-19: also of a process of a version that knew no shell there. */
  @Test
  void theShellsAddressIsKept() throws IOException {
    URI shell = URI.create("http://127.0.0.1:8080");
    RunningProcess here = RunningProcess.ofThisProcess("a:1", DOOR, Optional.of(shell));
    assertThat(here.process()).hasValue(ProcessHandle.current());
    here.write(folder);

    assertThat(RunningProcess.read(folder)).hasValue(here);
    assertThat(folder.resolve(RunningProcess.NAME))
        .content()
        .endsWith("shell: \"http://127.0.0.1:8080\"\n");
  }

  @Test
  void aProcessThatGotTheSameNumberLaterIsAnother() {
    RunningProcess here = RunningProcess.ofThisProcess("127.0.0.1:7000", DOOR, Optional.empty());
    RunningProcess before =
        new RunningProcess(
            here.pid(),
            here.startedAt().map(begun -> begun.minus(Duration.ofMinutes(1))),
            here.address(),
            DOOR,
            Optional.empty());

    assertThat(here.startedAt()).isPresent();
    assertThat(before.process()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pid: 1\n", "pid: x\nbegun: \"\"\naddress: \"a\"\noperator: \"b\"\n"})
  void anythingElseIsNothing(String text) throws IOException {
    Files.writeString(folder.resolve(RunningProcess.NAME), text);

    assertThat(RunningProcess.read(folder)).isEmpty();
  }
}
