package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.medchain.faults.command.ChaosProcess.END_S;
import static org.medchain.faults.command.ChaosProcess.START_S;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ProcessSignals;
import tools.jackson.databind.json.JsonMapper;

/** FAULT-17: the command as a process that is told to end. */
@Tag("process")
class InterruptedChaosTest {
  private static final Path BANK = Repository.file("experiments/faults/bank.yaml");

  @TempDir Path folder;

  private ChaosProcess bank() throws Exception {
    return ChaosProcess.start(folder, "run", BANK.toString(), "--host", "cluster");
  }

  @Test
  void sigtermEndsTheNodesAndRemovesTheirStores() throws Exception {
    try (ChaosProcess chaos = bank()) {
      chaos.await(START_S, "nodes are at work", () -> chaos.atWork() == 4);
      chaos.process().destroy();
      assertThat(chaos.process().waitFor(END_S, TimeUnit.SECONDS)).isTrue();
      assertThat(chaos.process().exitValue()).isEqualTo(128 + 15);
      chaos.await(END_S, "all nodes end", () -> chaos.children().isEmpty());
      // The janitor looks again for what a node wrote while it was being removed (CLUSTER-13).
      Path stores = folder.resolve("out").resolve("bank-cluster-1").resolve("cluster");
      chaos.await(END_S, "the stores go", () -> !Files.exists(stores));
      assertThat(chaos.results()).containsExactly("bank-cluster-1", "config.yaml", "out");
      try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  /** CLUSTER-13: nothing of the command is left that could see to it. */
  @Test
  void nodesAndStoresOfAKilledCommandGoByThemselves() throws Exception {
    try (ChaosProcess chaos = bank()) {
      chaos.await(START_S, "nodes start", () -> !chaos.children().isEmpty());
      chaos.process().destroyForcibly();
      chaos.await(END_S, "all nodes end", () -> chaos.children().isEmpty());
      Path stores = folder.resolve("out").resolve("bank-cluster-1").resolve("cluster");
      chaos.await(END_S, "the stores go", () -> !Files.exists(stores));
    }
  }

  /** CLUSTER-13: its janitor is there before it, so no moment is too early. */
  @Test
  void aNightThatIsKilledWhenItsFirstFolderAppearsLeavesNone() throws Exception {
    try (ChaosProcess chaos = ChaosProcess.start(folder, "night", "--seed", "1")) {
      Path out = folder.resolve("out");
      long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
      boolean there = false;
      while (!there && System.nanoTime() < endNs) {
        there = !folders(out).isEmpty();
      }
      chaos.process().destroyForcibly();
      // Not looked at again: the janitor may have been there already.
      assertThat(there).as(chaos.said()).isTrue();
      chaos.await(END_S, "the folder goes", () -> folders(out).isEmpty());
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void anInterruptEndsANightWhoseRunsAreSummedUp() throws Exception {
    try (ChaosProcess chaos = ChaosProcess.start(folder, "night", "--seed", "1")) {
      ProcessHandle night = chaos.process().toHandle();
      assumeFalse(
          ProcessSignals.isIgnored(night, "INT"),
          "the process that started this lets no process hear SIGINT");
      Path summary = folder.resolve("out").resolve("summary.json");
      chaos.await(START_S, "the first run ends", () -> Files.exists(summary));
      ProcessSignals.send(night, "INT");
      assertThat(chaos.process().waitFor(START_S, TimeUnit.SECONDS)).as(chaos.said()).isTrue();
      assertThat(chaos.process().exitValue()).as(chaos.said()).isEqualTo(128 + 2);
      chaos.await(END_S, "the folder goes", () -> folders(folder.resolve("out")).isEmpty());
      assertThat(chaos.results())
          .contains("out", "runs.csv", "summary.csv", "summary.html", "summary.json");
      assertThat(JsonMapper.shared().readTree(Files.readString(summary)).path("runs").asInt(0))
          .isPositive();
    }
  }

  /**
   * Commands and when they are ended, in milliseconds from their start; after a plus, from that of
   * the first node.
   */
  private static final String MOMENTS =
      """
      run BANK --host cluster: 500 +0 +2500 +7000
      run BANK --time-limit 30m: 500 2500
      night --seed 1: 500 4000
      night --seed 1 --host cluster: 500 +6000
      """;

  /** Each moment with each signal; after a minus the process's group gets it. */
  static Stream<Arguments> endings() {
    return MOMENTS
        .lines()
        .map(line -> line.split(": ", -1))
        .flatMap(
            parts ->
                Stream.of("INT", "-INT", "TERM", "-TERM", "HUP", "KILL")
                    .flatMap(
                        how ->
                            Stream.of(parts[1].split(" ", -1))
                                .map(when -> Arguments.of(parts[0], when, how))));
  }

  /** CLUSTER-13: one run and a night of them, in the simulation and on processes. */
  @ParameterizedTest
  @MethodSource("endings")
  @Tag("exhaustive")
  void nothingIsLeft(String words, String when, String how) throws Exception {
    String signal = how.replace("-", "");
    assumeFalse(
        !signal.equals("KILL") && ProcessSignals.isIgnored(ProcessHandle.current(), signal),
        "the process that started this lets no process hear " + signal);
    String[] arguments = words.replace("BANK", BANK.toString()).split(" ", -1);
    try (ChaosProcess chaos = ChaosProcess.start(folder, arguments)) {
      if (when.startsWith("+")) {
        chaos.await(START_S, "a node starts", () -> !chaos.children().isEmpty());
      }
      TimeUnit.MILLISECONDS.sleep(Long.parseLong(when));
      ProcessHandle process = chaos.process().toHandle();
      assertThat(process.isAlive()).as(chaos.said()).isTrue();
      if (how.startsWith("-")) {
        ProcessSignals.sendToGroup(process, signal);
      } else {
        ProcessSignals.send(process, signal);
      }
      chaos.await(END_S, "it ends", () -> !process.isAlive());
      chaos.await(END_S, "all nodes end", () -> chaos.children().isEmpty());
      chaos.await(END_S, "all folders go", () -> temporary(words.startsWith("night")).isEmpty());
    }
  }

  /** Folders that are to go: stores of one run; of a night, all of the present run. */
  private List<Path> temporary(boolean night) throws IOException {
    List<Path> left = new ArrayList<>(folders(folder.resolve("tmp")));
    left.removeIf(each -> each.getFileName().toString().startsWith("amazonCorretto"));
    for (Path run : folders(folder.resolve("out"))) {
      left.addAll(night ? List.of(run) : folders(run));
    }
    return left;
  }
}
