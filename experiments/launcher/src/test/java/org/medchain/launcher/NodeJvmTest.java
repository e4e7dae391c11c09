package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NODE-12, NODE-18: a full heap ends a node's JVM, and its output names the settings. */
class NodeJvmTest {
  /** A library that takes a full heap for its own affair. */
  static final class Forgiving {
    public static void main(String[] args) {
      List<byte[]> kept = new ArrayList<>();
      try {
        while (kept.size() < 1_000_000) {
          kept.add(new byte[1 << 20]);
        }
      } catch (OutOfMemoryError e) {
        kept.clear();
      }
      System.out.println("it lives on");
    }
  }

  @Test
  void aFullHeapEndsTheProcessThatWouldLiveOn() throws Exception {
    List<String> command = new ArrayList<>(List.of(Plan.tool("java"), "-Xmx16m"));
    command.addAll(NodeJvm.options());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        Path.of(Forgiving.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    command.add(Forgiving.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(3);
    List<String> lines = said.lines().toList();
    assertThat(lines).doesNotContain("it lives on");
    String reason = NodeJvm.reason(lines).orElseThrow();
    assertThat(lines).contains(reason);
    assertThat(reason).contains("--jvm=-Xmx", "MEDCHAIN_HEAP=");
  }

  @Test
  void anotherEndHasAnotherReason() {
    assertThat(NodeJvm.reason(List.of("the port is taken", "java.lang.OutOfMemoryError")))
        .isEmpty();
  }
}
