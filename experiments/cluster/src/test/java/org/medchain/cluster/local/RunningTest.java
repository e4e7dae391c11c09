package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process says of where it is reached (CLUSTER-1, CLUSTER-2). */
class RunningTest {
  private static final URI DOOR = URI.create("http://127.0.0.1:9100");

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAndIsThisProcess() throws IOException {
    Running here = Running.here("127.0.0.1:7000", DOOR);
    here.write(folder);

    assertThat(Running.read(folder)).hasValue(here);
    assertThat(here.process()).hasValue(ProcessHandle.current());
  }

  @Test
  void aProcessThatGotTheSameNumberLaterIsAnother() {
    Running here = Running.here("127.0.0.1:7000", DOOR);
    Running before =
        new Running(
            here.pid(),
            here.begun().map(begun -> begun.minus(Duration.ofMinutes(1))),
            here.address(),
            DOOR);

    assertThat(here.begun()).isPresent();
    assertThat(before.process()).isEmpty();
  }

  @Test
  void forgottenIsGone() throws IOException {
    Running.here("127.0.0.1:7000", DOOR).write(folder);
    Running.forget(folder);

    assertThat(Running.read(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pid: 1\n", "pid: x\nbegun: \"\"\naddress: \"a\"\noperator: \"b\"\n"})
  void anythingElseIsNothing(String text) throws IOException {
    Files.writeString(folder.resolve(Running.NAME), text);

    assertThat(Running.read(folder)).isEmpty();
  }
}
