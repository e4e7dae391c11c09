package org.medchain.harness.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.Medchain;
import tools.jackson.databind.json.JsonMapper;

/** FAULT-17: the command as a process that is told to end. */
class InterruptedChaosTest {
  private static final long START_S = 120;
  private static final long END_S = 30;
  private static final Path BANK =
      Path.of("..", "..", "experiments", "faults", "bank.yaml").toAbsolutePath().normalize();

  @TempDir Path folder;

  private Optional<Process> started = Optional.empty();

  @AfterEach
  void nothingStays() {
    started.ifPresent(Process::destroyForcibly);
    children().forEach(ProcessHandle::destroyForcibly);
  }

  private Process chaos(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                Medchain.class.getName(),
                "chaos"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    started = Optional.of(process);
    return process;
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Processes of the run's nodes: their configs are in the run's folder. */
  private List<ProcessHandle> children() {
    return ProcessHandle.allProcesses()
        .filter(
            each ->
                each.info()
                    .commandLine()
                    .filter(line -> line.contains(folder.resolve("out") + "/"))
                    .filter(line -> line.contains("java"))
                    .isPresent())
        .filter(each -> started.isEmpty() || each.pid() != started.get().pid())
        .toList();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(long limitS, String what, Condition condition) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitS);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what + "; it said: " + said()).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private List<String> results() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"), 2)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** How many nodes take connections: these do not end only because their files are gone. */
  private long atWork() {
    Path nodes = folder.resolve("out/bank-cluster-1/cluster/nodes");
    if (!Files.isDirectory(nodes)) {
      return 0;
    }
    long count = 0;
    for (int node = 0; node < 4; node++) {
      count += Files.exists(nodes.resolve("n" + node).resolve(RunningProcess.NAME)) ? 1 : 0;
    }
    return count;
  }

  @Test
  void sigtermEndsTheNodesAndRemovesTheirStores() throws Exception {
    Process process = chaos(BANK.toString(), "--host", "cluster");
    await(START_S, "nodes are at work", () -> atWork() == 4);
    process.destroy();
    assertThat(process.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    await(END_S, "all nodes end", () -> children().isEmpty());
    assertThat(results()).containsExactly("bank-cluster-1", "config.yaml", "out");
    try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  /** CLUSTER-13: nothing of the command is left that could see to it. */
  @Test
  void nodesAndStoresOfAKilledCommandGoByThemselves() throws Exception {
    Process process = chaos(BANK.toString(), "--host", "cluster");
    await(START_S, "nodes start", () -> !children().isEmpty());
    process.destroyForcibly();
    await(END_S, "all nodes end", () -> children().isEmpty());
    Path stores = folder.resolve("out").resolve("bank-cluster-1").resolve("cluster");
    await(END_S, "the stores go", () -> !Files.exists(stores));
  }

  @Test
  void oneInterruptEndsANightAfterThePresentRun() throws Exception {
    assumeFalse(isInterruptIgnored(), "the process that started this lets no process hear SIGINT");
    Process process = chaos("--nightly", "--seed", "1");
    await(START_S, "the first run ends", () -> said().contains("run-00001"));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    // The present run continues to its end.
    assertThat(process.waitFor(START_S, TimeUnit.SECONDS)).as(said()).isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
    assertThat(said()).contains("ends after this run", "to read: ");
    assertThat(results())
        .containsExactly("out", "runs.csv", "summary.csv", "summary.html", "summary.json");
    int runs =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve("out").resolve("summary.json")))
            .path("runs")
            .asInt(0);
    assertThat(runs).isPositive();
    assertThat(said()).contains(runs + " runs, ");
  }

  /**
   * A shell that starts something in the background has it ignore SIGINT, and so do its children.
   */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }
}
