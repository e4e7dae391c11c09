package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EXP-27: what the launcher started ends with the script, and leaves no folder. */
@Tag("process")
class InterruptedScriptTest {
  private static final long START_S = 60;
  private static final long END_S = 30;
  private static final Map<String, Integer> SIGNALS =
      Map.of("HUP", 1, "INT", 2, "KILL", 9, "TERM", 15);

  @TempDir private Path folder;

  @AfterEach
  void nothingStays() {
    ours().forEach(ProcessHandle::destroyForcibly);
  }

  /** All that runs from the checkout: its path is on each command line. */
  private List<ProcessHandle> ours() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().filter(line -> line.contains(mark())).isPresent())
        .toList();
  }

  private String mark() {
    return folder.getFileName() + "/";
  }

  /** A condition that processes fulfil some time. */
  private interface State {
    boolean holds() throws IOException;
  }

  private void await(String what, long limitS, State state) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitS);
    while (!state.holds()) {
      assertThat(System.nanoTime())
          .as(() -> what + "; running: " + ours().stream().map(each -> each.info()).toList())
          .isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Checkout checkout() throws Exception {
    return Checkout.built().copyTo(folder.resolve("home"));
  }

  private Process start(Checkout checkout, String... words) throws IOException {
    // A group of its own, as a terminal gives it.
    List<String> group = Tools.find("setsid").map(Path::toString).stream().toList();
    return checkout
        .command(group, Map.of(), checkout.script(), words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private void end(Process script, String signal) throws Exception {
    assumeFalse(
        isIgnored(signal), "the process that started this lets no process hear SIG" + signal);
    // Shells hear a SIGINT to them alone only when the launcher has ended.
    String target = (signal.equals("INT") ? "-" : "") + script.pid();
    assumeTrue(Tools.find("setsid").isPresent() || !target.startsWith("-"), "no setsid");
    new ProcessBuilder("kill", "-" + signal, "--", target).start().waitFor();
  }

  /** As shells start what runs in their background, and {@code nohup} what it runs. */
  private static boolean isIgnored(String signal) throws IOException {
    long bit = 1L << (SIGNALS.get(signal) - 1);
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & bit) != 0);
  }

  @ParameterizedTest
  @CsvSource({"INT", "TERM", "HUP", "KILL"})
  void mavenEndsWithTheScript(String signal) throws Exception {
    Checkout checkout = checkout();
    checkout.write(Checkout.CORE, Checkout.word("second"));
    checkout.write("bin/mvn", "#!/bin/sh\necho $$ >builds\nsleep 120\n");
    checkout.home().resolve("bin/mvn").toFile().setExecutable(true);
    Process script = start(checkout, "check");
    await("Maven runs", START_S, () -> Files.exists(checkout.home().resolve("builds")));

    end(script, signal);

    await("all end", END_S, () -> ours().isEmpty());
  }

  /** The compiler of the launcher itself. */
  @Test
  void aHalfCompiledLauncherIsRemoved() throws Exception {
    Checkout checkout = checkout();
    checkout.write("experiments/launcher/target/script/sources", "");
    Process script = start(checkout, "check");
    Path target = checkout.home().resolve("experiments/launcher/target");
    Path part = target.resolve("script." + script.pid());
    await("it compiles", START_S, () -> Files.exists(part));

    end(script, "TERM");

    assertThat(script.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
    await("all end", END_S, () -> ours().isEmpty());
    assertThat(part).doesNotExist();
    Files.createDirectories(target.resolve("script.999999999"));
    assertThat(checkout.run("check").code()).isZero();
    assertThat(target.resolve("script.999999999")).doesNotExist();
  }
}
