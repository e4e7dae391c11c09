package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ShortLivedJvms;

/** CLUSTER-10 to CLUSTER-13: what a command leaves that is ended before its time. */
@Tag("process")
class InterruptedClusterTest {
  private static final long END_S = 30;

  @TempDir private Path folder;

  /** A process that never says where it is, and does not notice that it is alone. */
  static final class Mute {
    private Mute() {}

    public static void main(String[] args) throws InterruptedException {
      TimeUnit.MINUTES.sleep(5);
    }
  }

  private CommandProcess up() throws Exception {
    List<String> words = new ArrayList<>(List.of("cluster", "up"));
    words.add("--folder=" + folder.resolve("c"));
    ShortLivedJvms.OPTIONS.forEach(each -> words.add("--jvm=" + each));
    return CommandProcess.start(folder, words);
  }

  /** CLUSTER-10: as a supervisor ends it. */
  @Test
  void upThatIsToldToEndEndsWhatItStarted() throws Exception {
    try (CommandProcess up = up()) {
      // Not who watches the folder while it is made: such a process is there before.
      up.await("a process starts", () -> up.left().contains("-Dmedchain.process="));
      up.signal("TERM");
      assertThat(up.awaitEnd(END_S)).isEqualTo(128 + 15);
      up.await("all processes end", END_S, () -> up.children().isEmpty());
      assertThat(up.said())
          .contains(folder.resolve("c") + ": interrupted")
          .doesNotContain("n0 ended");
    }
  }

  /** CLUSTER-11: nothing of the command is left that could end them. */
  @Test
  void processesOfAKilledCommandEndByThemselves() throws Exception {
    try (CommandProcess up = up()) {
      up.await("all processes start", () -> up.children().size() == 5);
      up.signal("KILL");
      up.await("all processes end", END_S, () -> up.children().isEmpty());
      assertThat(up.said()).doesNotContain("ready after");
    }
  }

  /** CLUSTER-11: of two that cannot start, both are named, and the others end. */
  @Tag("exhaustive")
  @Test
  void upThatFailsSaysWhyAndEndsTheOthers() throws Exception {
    Path where = folder.resolve("c");
    ClusterPlan plan = ClusterPlan.of(4).withJvm(ShortLivedJvms.OPTIONS);
    ClusterFolder files = ClusterFolder.create(where, plan);
    Files.writeString(files.nodeFile(1), "one: 1\n");
    Files.writeString(files.nodeFile(2), "two: 2\n");
    CommandRunner.CommandResult up = CommandRunner.cluster("up", "--folder=" + where);
    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err()).contains("n1 ended: ", "n2 ended: ", where + ": not ready; ended: ");
    assertThat(up.out()).doesNotContain("ready after");
    try (LocalCluster cluster = LocalCluster.of(where)) {
      assertThat(cluster.running()).isEmpty();
    }
  }

  /** CLUSTER-13: also the folder, which grows to many GB. */
  @Test
  void processesAndFolderOfAKilledMeasurementGo() throws Exception {
    List<String> words = List.of("bench", "node", "--out=" + folder.resolve("node.csv"));
    try (CommandProcess bench = CommandProcess.start(folder, words)) {
      bench.await("a process starts", () -> !bench.children().isEmpty());
      // The first process may be the one that removes the folder: it is there before it.
      bench.await("its folder is there", () -> !isEmpty(folder.resolve("tmp")));
      bench.signal("KILL");
      bench.await("all processes end", END_S, () -> bench.children().isEmpty());
      bench.await("its folder goes", END_S, () -> isEmpty(folder.resolve("tmp")));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.noneMatch(Files::isDirectory);
    }
  }

  /**
   * CLUSTER-12, OPERATING.md#lost-start: they wrote nothing down, and their numbers may not be
   * known either.
   */
  @Test
  void downFindsWhatAnInterruptedUpStarted() throws Exception {
    Path where = folder.resolve("c");
    ClusterPlan plan = ClusterPlan.of(4).withJvm(List.of("-Xms16m", "-Xmx32m"));
    List<ProcessHandle> started = new ArrayList<>();
    try (LocalCluster up = LocalCluster.of(ClusterFolder.create(where, plan).folder())) {
      for (LocalCluster.ClusterMember each : up.members().subList(1, 4)) {
        up.start(each, Mute.class);
        started.add(up.process(each).orElseThrow());
      }
      Files.deleteIfExists(where.resolve("nodes/n1/start.yaml"));
      CommandRunner.CommandResult down = CommandRunner.cluster("down", "--folder=" + where);
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(down.code()).as(down.err()).isZero();
      assertThat(down.out()).contains("n0 (" + started.get(0).pid(), "all stopped");
      assertThat(CommandRunner.cluster("down", "--folder=" + where).out())
          .isEqualTo(where + ": nothing runs\n");
    } finally {
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
