package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.cluster.local.ShortLivedJvms;

/**
 * CLUSTER-11, CLUSTER-12, CLUSTER-13: each command that starts or ends processes, ended in each way
 * at three moments.
 */
@Tag("exhaustive")
class InterruptionMatrixTest {
  private static final long END_S = 30;

  /** Some commands start a process only after a long computation. */
  private static final long BEGIN_S = 40;

  /** In which a child that was being started when the command was killed gets its command line. */
  private static final long FORK_MS = 300;

  /** JMH's files, except for its lock, which a process holds, and a library that a JVM unpacks. */
  private static final String KEPT = "jmh[.]lock|amazonCorrettoCryptoProvider.*";

  @TempDir private Path folder;
  private final List<Path> links = new ArrayList<>();

  @AfterEach
  void unlink() throws IOException {
    for (Path each : links) {
      Files.delete(each);
    }
  }

  /**
   * What it is told, how it is ended, and when: negative from its start, else from its first child.
   */
  private static Stream<Arguments> cases(List<Long> momentsMs, String... commands) {
    return Stream.of(commands)
        .flatMap(
            words ->
                Stream.of("INT", "TERM", "KILL")
                    .flatMap(
                        signal -> momentsMs.stream().map(ms -> Arguments.of(words, signal, ms))));
  }

  static Stream<Arguments> owners() {
    return cases(
        List.of(-500L, 0L, 3000L),
        "cluster up --folder=F/c --jvm=" + String.join(" --jvm=", ShortLivedJvms.OPTIONS),
        "cluster soak --minutes=1 --rate=20 --out=F/out",
        "bench node --rounds=1 --seconds=1 --warm=2 --out=F/n.csv",
        "MerkleRootBenchmark -f 1 -wi 1 -w 90 -i 1 -r 90",
        "run F/quick.yaml --out=F/runs",
        "compare F/quick.yaml --calibration=F/costs.yaml --out=F/compared",
        "calibrate --quick --out=F/cal/machine.yaml");
  }

  private CommandProcess start(String words) throws IOException {
    String main =
        words.startsWith("Merkle")
            ? "org.medchain.microbenchmarks.MicrobenchmarkCommand"
            : "org.medchain.experiments.Medchain";
    return CommandProcess.start(
        folder, main, List.of(words.replace("F/", folder + "/").split(" ")));
  }

  /** Returns when a command was told to end, if it did not end before. */
  private static void end(CommandProcess command, String signal, long ms) throws Exception {
    assumeFalse(
        !signal.equals("KILL") && ProcessSignals.isIgnored(ProcessHandle.current(), signal),
        "the process that started this lets no process hear " + signal);
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(BEGIN_S);
    while (ms >= 0
        && command.children().isEmpty()
        && command.handle().isAlive()
        && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    TimeUnit.MILLISECONDS.sleep(Math.abs(ms));
    if (command.handle().isAlive()) {
      if (signal.equals("INT")) {
        command.signalGroup(signal);
      } else {
        command.signal(signal);
      }
    }
    command.await("it ends", END_S, () -> !command.handle().isAlive());
  }

  @ParameterizedTest
  @MethodSource("owners")
  void nothingIsLeft(String words, String signal, long ms) throws Exception {
    prepare();
    try (CommandProcess command = start(words)) {
      end(command, signal, ms);
      if (words.startsWith("cluster up") && command.said().contains("ready after")) {
        assertThat(command.children()).hasSize(5);
        assertThat(CommandRunner.cluster("down", "--folder=" + folder.resolve("c")).code())
            .isZero();
      }
      TimeUnit.MILLISECONDS.sleep(FORK_MS);
      command.await("no process: " + words, END_S, () -> command.children().isEmpty());
      command.await("no folder: " + words, END_S, () -> temporary().isEmpty());
    }
  }

  /** Sources and data sets are the project's; results go elsewhere. */
  private void prepare() throws IOException {
    Path root = Repository.ROOT;
    Path home = Files.createDirectories(folder.resolve("home"));
    try (Stream<Path> all = Files.list(root)) {
      for (Path each :
          all.filter(path -> !path.toString().matches(".*/(results|target)")).toList()) {
        links.add(Files.createSymbolicLink(home.resolve(each.getFileName()), each));
      }
    }
    Files.copy(
        root.resolve("experiments/configs/cluster-quick.yaml"), folder.resolve("quick.yaml"));
    Files.copy(root.resolve("results/compare/calibration.yaml"), folder.resolve("costs.yaml"));
  }

  /** What is to go with its command. */
  private List<Path> temporary() throws IOException {
    List<Path> left = new ArrayList<>();
    for (String parent :
        List.of("tmp", "cal", "home/target/cluster-trials", "home/results/runs/clusters")) {
      if (Files.isDirectory(folder.resolve(parent))) {
        try (Stream<Path> all = Files.list(folder.resolve(parent))) {
          all.filter(InterruptionMatrixTest::isTemporary).forEach(left::add);
        }
      }
    }
    return left;
  }

  private static boolean isTemporary(Path path) {
    String name = path.getFileName().toString();
    return !name.matches(KEPT) && (name.startsWith("jmh") || Files.isDirectory(path));
  }

  /** A process that takes its time to end. */
  static final class Reluctant {
    private Reluctant() {}

    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(Reluctant::linger));
      TimeUnit.MINUTES.sleep(5);
    }

    private static void linger() {
      try {
        TimeUnit.SECONDS.sleep(3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Stream<Arguments> downs() {
    return cases(List.of(-300L, -1000L, -2500L), "cluster down --folder=F/c");
  }

  @ParameterizedTest
  @MethodSource("downs")
  void aSecondDownEndsWhatAnInterruptedOneLeft(String words, String signal, long ms)
      throws Exception {
    Path where = folder.resolve("c");
    ClusterFolder.create(where, ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m")));
    try (LocalCluster cluster = LocalCluster.of(where)) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.start(each, Reluctant.class);
      }
      try (CommandProcess down = start(words)) {
        end(down, signal, ms);
        assertThat(!down.said().contains("all stopped") || cluster.running().isEmpty()).isTrue();
        CommandRunner.cluster("down", "--folder=" + where).well();
        assertThat(cluster.running()).isEmpty();
      }
    }
  }

  static Stream<Arguments> starts() {
    return cases(List.of(-300L, -1000L, -2500L), "cluster start n3 --folder=F/c");
  }

  @ParameterizedTest
  @MethodSource("starts")
  void anInterruptedStartLeavesTheOthers(String words, String signal, long ms) throws Exception {
    RecoveringCluster others = RecoveringCluster.up(folder.resolve("c"));
    try (LocalCluster cluster = LocalCluster.of(others.files().folder())) {
      cluster.kill(cluster.member("n3"));
      try (CommandProcess command = start(words)) {
        end(command, signal, ms);
        int expected = command.said().contains("n3 is ready") ? 5 : 4;
        command.await("those run", END_S, () -> cluster.running().size() == expected);
      }
    } finally {
      others.killAll();
    }
  }
}
