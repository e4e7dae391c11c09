package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.cluster.local.ShortLivedJvms;

/**
 * CLUSTER-11, CLUSTER-12, CLUSTER-13: each command around a cluster, ended in each way at four
 * moments. {@code -Dinterrupted=SOAK} plays one of them.
 */
@Tag("exhaustive")
class InterruptionMatrixTest {
  private static final long END_S = 30;
  private static final List<Long> DOWN_MS = List.of(300L, 700L, 1200L, 2500L);
  private static final List<Long> START_MS = List.of(300L, 900L, 1800L, 3500L);

  /**
   * A library's, from which it removes what it loads; a JVM that ends just then leaves it. Commands
   * of the launcher have their libraries unpacked.
   */
  private static final String UNPACKED = "amazonCorrettoCryptoProvider";

  @TempDir private Path folder;

  private final List<Path> links = new ArrayList<>();

  @AfterEach
  void unlink() throws IOException {
    for (Path each : links) {
      Files.delete(each);
    }
  }

  /** A command with what it says on the machine, and the moments when it is ended. */
  enum InterruptedCommand {
    UP("cluster up --folder=F/c", 400, 1500, 3000, 6000),
    SOAK("cluster soak --minutes=1 --rate=20 --kill-every=8 --out=F/out", 500, 2000, 7000, 16_000),
    BENCH_NODE("bench node --rounds=1 --seconds=1 --warm=2 --out=F/n.csv", 500, 2500, 9000, 20_000),
    RUN("run F/quick.yaml --out=F/runs", 500, 3000, 6000, 11_000),
    COMPARE(
        "compare F/quick.yaml --calibration=F/costs.yaml --out=F/compared",
        800,
        4000,
        8000,
        13_000),
    CALIBRATE("calibrate --quick --out=F/cal/machine.yaml", 600, 3000, 9000, 25_000);

    private final String words;
    private final long[] momentsMs;

    InterruptedCommand(String words, long... momentsMs) {
      this.words = words;
      this.momentsMs = momentsMs;
    }

    List<String> words(Path folder) {
      List<String> all = new ArrayList<>(List.of(words.replace("F/", folder + "/").split(" ", -1)));
      if (this == UP) {
        ShortLivedJvms.OPTIONS.forEach(each -> all.add("--jvm=" + each));
      }
      return all;
    }
  }

  /** How a command is ended. */
  enum CommandEnding {
    INT,
    TERM,
    HUP,
    INT_GROUP,
    TERM_GROUP,
    KILL;

    void send(CommandProcess command) throws IOException, InterruptedException {
      assumeFalse(
          this != KILL && ProcessSignals.isIgnored(command.handle(), signal()),
          "the process that started this lets no process hear " + signal());
      if (name().endsWith("_GROUP")) {
        command.signalGroup(signal());
      } else {
        command.signal(signal());
      }
    }

    private String signal() {
      return name().replace("_GROUP", "");
    }
  }

  static Stream<Arguments> interruptions() {
    String only = System.getProperty("interrupted", "");
    return Stream.of(InterruptedCommand.values())
        .filter(each -> only.isEmpty() || each.name().equals(only))
        .flatMap(
            command ->
                Stream.of(CommandEnding.values())
                    .flatMap(
                        how ->
                            Arrays.stream(command.momentsMs)
                                .mapToObj(at -> Arguments.of(command, how, at))));
  }

  @ParameterizedTest(name = "{0} {1} {2} ms")
  @MethodSource("interruptions")
  void nothingIsLeft(InterruptedCommand command, CommandEnding how, long atMs) throws Exception {
    prepare();
    try (CommandProcess process = CommandProcess.start(folder, command.words(folder))) {
      TimeUnit.MILLISECONDS.sleep(atMs);
      boolean up = process.said().contains("ready after");
      assertThat(up || process.handle().isAlive()).as(process.said()).isTrue();
      if (process.handle().isAlive()) {
        how.send(process);
      }
      process.awaitEnd(END_S);
      if (command == InterruptedCommand.UP && process.said().contains("ready after")) {
        assertThat(process.children()).hasSize(5);
        assertThat(CommandRunner.cluster("down", "--folder=" + folder.resolve("c")).code())
            .isZero();
      }
      process.await("all processes end", END_S, () -> process.children().isEmpty());
      process.await("all temporary folders go", END_S, () -> temporary().isEmpty());
    }
  }

  private void prepare() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent().getParent();
    Path home = Files.createDirectories(folder.resolve("home"));
    // Sources and data sets; results go elsewhere.
    try (Stream<Path> all = Files.list(root)) {
      for (Path each : all.filter(path -> !path.endsWith("results")).toList()) {
        if (!each.endsWith("target")) {
          links.add(Files.createSymbolicLink(home.resolve(each.getFileName()), each));
        }
      }
    }
    Files.copy(
        root.resolve("experiments").resolve("configs").resolve("cluster-quick.yaml"),
        folder.resolve("quick.yaml"));
    Files.copy(
        root.resolve("results").resolve("compare").resolve("calibration.yaml"),
        folder.resolve("costs.yaml"));
  }

  /** Folders that are to go with their command. */
  private List<Path> temporary() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path parent :
        List.of(
            folder.resolve("tmp"),
            folder.resolve("cal"),
            folder.resolve("home").resolve("target").resolve("cluster-trials"),
            folder.resolve("home").resolve("results").resolve("runs").resolve("clusters"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> all = Files.list(parent)) {
          all.filter(Files::isDirectory)
              .filter(each -> !each.getFileName().toString().startsWith(UNPACKED))
              .forEach(left::add);
        }
      }
    }
    return left;
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
        TimeUnit.SECONDS.sleep(4);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aSecondDownEndsWhatAnInterruptedOneLeft() throws Exception {
    Path where = folder.resolve("c");
    ClusterPlan plan = ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m"));
    try (LocalCluster cluster = LocalCluster.of(ClusterFolder.create(where, plan).folder())) {
      for (CommandEnding how : CommandEnding.values()) {
        for (long atMs : DOWN_MS) {
          for (LocalCluster.ClusterMember each : cluster.members()) {
            cluster.start(each, Reluctant.class);
          }
          List<String> words = List.of("cluster", "down", "--folder=" + where);
          try (CommandProcess down = CommandProcess.start(folder, words)) {
            TimeUnit.MILLISECONDS.sleep(atMs);
            how.send(down);
            down.awaitEnd(END_S);
            assertThat(!down.said().contains("all stopped") || cluster.running().isEmpty())
                .isTrue();
            CommandRunner.CommandResult second = CommandRunner.cluster("down", "--folder=" + where);
            assertThat(second.code()).as(second.err()).isZero();
            assertThat(down.children()).as(how + " at " + atMs).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void anInterruptedStartLeavesTheOthers() throws Exception {
    Path where = folder.resolve("c");
    List<String> words = new ArrayList<>(List.of("up", "--folder=" + where));
    ShortLivedJvms.OPTIONS.forEach(each -> words.add("--jvm=" + each));
    assertThat(CommandRunner.cluster(words.toArray(String[]::new)).code()).isZero();
    try (LocalCluster cluster = LocalCluster.of(where)) {
      LocalCluster.ClusterMember one = cluster.member("n3");
      for (CommandEnding how : CommandEnding.values()) {
        for (long atMs : START_MS) {
          cluster.kill(one);
          List<String> start = List.of("cluster", "start", "n3", "--folder=" + where);
          try (CommandProcess process = CommandProcess.start(folder, start)) {
            TimeUnit.MILLISECONDS.sleep(atMs);
            how.send(process);
            process.awaitEnd(END_S);
            int expected = process.said().contains("n3 is ready") ? 5 : 4;
            process.await(how + " at " + atMs, END_S, () -> cluster.running().size() == expected);
            cluster.kill(one);
            assertThat(cluster.running()).hasSize(4);
            process.detach();
          }
        }
      }
    } finally {
      assertThat(CommandRunner.cluster("down", "--folder=" + where).code()).isZero();
    }
  }
}
