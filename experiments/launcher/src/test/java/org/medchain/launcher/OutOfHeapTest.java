package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A full heap ends a command with the setting that gives more, and with 1 (EXP-26); it ends a
 * node's JVM, and its output names the settings (NODE-12, NODE-18).
 */
class OutOfHeapTest {
  /** A command that keeps what it makes, on its own thread or on another. */
  static final class Greedy {
    public static void main(String[] args) {
      System.exit(
          OutOfHeap.guard(
              () -> {
                if (args[0].equals("main")) {
                  return fill();
                }
                new Thread(Greedy::fill, "filling").start();
                return waitForEver();
              }));
    }

    private static int fill() {
      List<byte[]> kept = new ArrayList<>();
      while (kept.size() < 1_000_000) {
        kept.add(new byte[1 << 20]);
      }
      return kept.size();
    }

    private static int waitForEver() {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "another"})
  void theCommandEndsWithTheSettingToRaise(String thread) throws Exception {
    Process process =
        new ProcessBuilder(
                Plan.tool("java"),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes(Greedy.class) + ":" + classes(OutOfHeap.class),
                Greedy.class.getName(),
                thread)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said)
        .matches(
            "medchain: out of heap, which may take 1[5-6] MB;"
                + " MEDCHAIN_HEAP=3[0-2]m in the environment gives it more\n");
  }

  private static String classes(Class<?> of) throws Exception {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void itIsFoundUnderOtherFailures() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");

    assertThat(OutOfHeap.line(new ExecutionException(new IllegalStateException(error))))
        .isPresent();
    assertThat(OutOfHeap.line(new IllegalStateException("heap"))).isEmpty();
  }

  /** Errors that a larger heap does not cure keep the JVM's own message. */
  @ParameterizedTest
  @ValueSource(strings = {"unable to create native thread", "Metaspace", "Compressed class space"})
  void otherMemoryIsNoHeap(String memory) {
    assertThat(OutOfHeap.line(new OutOfMemoryError(memory))).isEmpty();
  }

  @Test
  void aNodesLineNamesBothWaysToStartIt() {
    assertThat(OutOfHeap.nodeLine(new OutOfMemoryError("Java heap space")).orElseThrow())
        .contains("'cluster up --jvm=-Xmx", "MEDCHAIN_HEAP=");
  }

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
