package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.Input;
import org.medchain.transition.TraceJson;

/** A node's part of a trace after a kill (CLUSTER-3, NODE-1). */
class NodeTraceFileTest {
  @ParameterizedTest
  @CsvSource({
    "'1 {a}\n2 {b', '1 {a}\n'",
    "'1 {a}\n2 {b}\n', '1 {a}\n2 {b}\n'",
    "'1 {a', ''",
    "'', ''"
  })
  void tornLineIsTruncatedBeforeAppending(String before, String after, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("trace.part"), before);

    try (NodeTraceFile trace =
        new NodeTraceFile(file, new TraceJson(List.of()), 0, (input, outputs) -> List.of())) {
      trace.stepped(new Input.Started(0), List.of());
    }

    assertThat(Files.readString(file)).isEqualTo(after);
  }
}
