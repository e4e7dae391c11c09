package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.cluster.InterruptedCommand.BENCH;
import static org.medchain.cluster.InterruptedCommand.BENCH_NODE;
import static org.medchain.cluster.InterruptedCommand.CALIBRATE;
import static org.medchain.cluster.InterruptedCommand.COMPARE;
import static org.medchain.cluster.InterruptedCommand.DOWN;
import static org.medchain.cluster.InterruptedCommand.RUN;
import static org.medchain.cluster.InterruptedCommand.SOAK;
import static org.medchain.cluster.InterruptedCommand.START;
import static org.medchain.cluster.InterruptedCommand.UP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ShortLivedJvms;

/**
 * CLUSTER-11, CLUSTER-12, CLUSTER-13: each command that starts or ends processes, ended in each way
 * at four moments. {@code -Dinterrupted=SOAK} plays one of them; each case is a line in {@code
 * target/interruptions.txt}.
 */
@Tag("exhaustive")
class InterruptionMatrixTest {
  private static final long END_S = 30;

  /** In which a child that was being started when the command was killed gets its command line. */
  private static final long FORK_MS = 300;

  /**
   * A library's, from which it removes what it loads; a JVM that ends just then leaves it. Commands
   * of the launcher have their libraries unpacked.
   */
  private static final String UNPACKED = "amazonCorrettoCryptoProvider";

  /** JMH's, which stays: a process holds it while it measures. */
  private static final String JMH_LOCK = "jmh.lock";

  /** One cluster for all cases of {@code start}, and one for those of {@code down}. */
  @TempDir private static Path clusters;

  @TempDir private Path folder;

  private final List<Path> links = new ArrayList<>();

  @AfterEach
  void unlink() throws IOException {
    for (Path each : links) {
      Files.delete(each);
    }
  }

  @AfterAll
  static void endClusters() {
    Path started = clusters.resolve(START.name());
    if (Files.exists(started)) {
      assertThat(CommandRunner.cluster("down", "--folder=" + started).code()).isZero();
    }
  }

  static Stream<Arguments> owners() {
    return InterruptedCommand.cases(UP, SOAK, BENCH_NODE, BENCH, RUN, COMPARE, CALIBRATE);
  }

  @ParameterizedTest(name = "{0} {1} {2}", allowZeroInvocations = true)
  @MethodSource("owners")
  void nothingIsLeft(InterruptedCommand command, CommandEnding how, InterruptedMoment at)
      throws Exception {
    prepare();
    try (InterruptionOutcome outcome = new InterruptionOutcome(command, how, at);
        CommandProcess process = start(command)) {
      at.await(process);
      boolean up = process.said().contains("ready after");
      assertThat(up || process.handle().isAlive()).as(process.said()).isTrue();
      outcome.sent(process.children().size());
      if (process.handle().isAlive()) {
        how.send(process);
      }
      outcome.await(process, END_S, "ended", () -> !process.handle().isAlive());
      if (command == UP && process.said().contains("ready after")) {
        assertThat(process.children()).hasSize(5);
        outcome.add("5 stay");
        assertThat(CommandRunner.cluster("down", "--folder=" + folder.resolve("c")).code())
            .isZero();
      }
      TimeUnit.MILLISECONDS.sleep(FORK_MS);
      outcome.await(process, END_S, "no process", () -> process.children().isEmpty());
      try {
        outcome.await(process, END_S, "no folder", () -> temporary().isEmpty());
      } catch (TimeoutException e) {
        outcome.left(temporary());
        throw e;
      }
      outcome.holds();
    }
  }

  private CommandProcess start(InterruptedCommand command) throws IOException {
    return CommandProcess.start(
        folder,
        command.program(),
        command.words(folder, clusters.resolve(command.name()).toAbsolutePath()));
  }

  private void prepare() throws IOException {
    Path root = Repository.ROOT;
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

  /** Folders that are to go with their command, and JMH's files. */
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
          all.filter(InterruptionMatrixTest::isTemporary).forEach(left::add);
        }
      }
    }
    return left;
  }

  private static boolean isTemporary(Path path) {
    String name = path.getFileName().toString();
    boolean jmh = name.startsWith("jmh") && !name.equals(JMH_LOCK);
    return jmh || (Files.isDirectory(path) && !name.startsWith(UNPACKED));
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
    return InterruptedCommand.cases(DOWN);
  }

  @ParameterizedTest(name = "{0} {1} {2}", allowZeroInvocations = true)
  @MethodSource("downs")
  void aSecondDownEndsWhatAnInterruptedOneLeft(
      InterruptedCommand command, CommandEnding how, InterruptedMoment at) throws Exception {
    Path where = clusters.resolve(command.name());
    if (!Files.exists(where)) {
      ClusterFolder.create(where, ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m")));
    }
    try (InterruptionOutcome outcome = new InterruptionOutcome(command, how, at);
        LocalCluster cluster = LocalCluster.of(where)) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.start(each, Reluctant.class);
      }
      try (CommandProcess down = start(command)) {
        at.await(down);
        outcome.sent(cluster.running().size());
        how.send(down);
        outcome.await(down, END_S, "ended", () -> !down.handle().isAlive());
        assertThat(!down.said().contains("all stopped") || cluster.running().isEmpty()).isTrue();
        outcome.add(cluster.running().size() + " still run");
        CommandRunner.CommandResult second = CommandRunner.cluster("down", "--folder=" + where);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(cluster.running()).as(how + " at " + at).isEmpty();
        assertThat(down.children()).as(how + " at " + at).isEmpty();
        outcome.add("a second one ended all");
        outcome.holds();
      } finally {
        for (LocalCluster.ClusterMember each : cluster.members()) {
          cluster.kill(each);
        }
      }
    }
  }

  static Stream<Arguments> starts() {
    return InterruptedCommand.cases(START);
  }

  @ParameterizedTest(name = "{0} {1} {2}", allowZeroInvocations = true)
  @MethodSource("starts")
  void anInterruptedStartLeavesTheOthers(
      InterruptedCommand command, CommandEnding how, InterruptedMoment at) throws Exception {
    Path where = clusters.resolve(command.name());
    if (!Files.exists(where)) {
      List<String> words = new ArrayList<>(List.of("up", "--folder=" + where));
      ShortLivedJvms.OPTIONS.forEach(each -> words.add("--jvm=" + each));
      assertThat(CommandRunner.cluster(words.toArray(String[]::new)).code()).isZero();
    }
    try (InterruptionOutcome outcome = new InterruptionOutcome(command, how, at);
        LocalCluster cluster = LocalCluster.of(where)) {
      LocalCluster.ClusterMember one = cluster.member("n3");
      cluster.kill(one);
      try (CommandProcess process = start(command)) {
        at.await(process);
        outcome.sent(process.children().size());
        if (process.handle().isAlive()) {
          how.send(process);
        }
        outcome.await(process, END_S, "ended", () -> !process.handle().isAlive());
        int expected = process.said().contains("n3 is ready") ? 5 : 4;
        outcome.await(
            process, END_S, expected + " of 5 run", () -> cluster.running().size() == expected);
        cluster.kill(one);
        assertThat(cluster.running()).hasSize(4);
        outcome.holds();
      }
    }
  }
}
