package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Quorum;
import org.medchain.data.RequestId;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.config.ConsensusConfig;

/**
 * CLUSTER-26: k of n members are lost for good, and the steps that the doctor prints, run as they
 * stand, end in a cluster that orders and holds what was acknowledged.
 */
class DisasterTest {
  private static final int REQUESTS = 11;

  @TempDir private Path temp;

  @Test
  void twoOfFourAreLost() throws Exception {
    Map<RequestId, Long> acknowledged = made(4);
    lose(4, 2, acknowledged);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7})
  void anyNumberThatLeavesNoQuorumIsLost(int nodes) throws Exception {
    Map<RequestId, Long> acknowledged = made(nodes);
    for (int lost = nodes - new Quorum(nodes).size() + 1; lost <= nodes; lost++) {
      lose(nodes, lost, acknowledged);
    }
  }

  /** The rest is with real processes, since a fresh key needs the center at work. */
  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"4, 1, true", "4, 1, false", "4, 2, true", "7, 2, false"})
  void processesAreLost(int nodes, int lost, boolean running) throws Exception {
    RecoveringCluster cluster = RecoveringCluster.up(temp.resolve("c"), nodes);
    ClusterFolder files = cluster.files();
    try {
      try (ClusterLedgerClient client = cluster.client()) {
        client.await(nodes, RecoveringCluster.PATIENCE);
        for (int i = 0; i < REQUESTS; i++) {
          cluster.submit(client);
        }
      }
      for (int i = 0; i < lost; i++) {
        cluster.kill("n" + i);
        WholeFolder.delete(files.node(i));
      }
      if (!running) {
        command("medchain cluster down --folder " + files.folder());
      }
      List<String> steps = steps(files);
      while (!steps.isEmpty()) {
        steps.forEach(DisasterTest::command);
        steps = steps(files);
      }
      try (ClusterLedgerClient client = cluster.client()) {
        client.await(nodes, RecoveringCluster.PATIENCE);
        cluster.submit(client);
      }
      cluster.everyLedgerHoldsWhatWasAcknowledged();
    } finally {
      cluster.killAll();
    }
  }

  /** A stopped cluster whose members have acknowledged requests. */
  private Map<RequestId, Long> made(int nodes) throws Exception {
    ClusterPlan plan =
        ClusterPlan.of(nodes).with(ConsensusConfig.defaults().withCheckpointInterval(8));
    ClusterFolder files = ClusterFolder.create(temp.resolve("whole"), plan);
    try (InProcessNodes running = InProcessNodes.start(files)) {
      return running.order(1, REQUESTS);
    }
  }

  private void lose(int nodes, int lost, Map<RequestId, Long> acknowledged) throws Exception {
    ClusterFolder files = copy("lost" + lost);
    for (int i = 0; i < lost; i++) {
      WholeFolder.delete(files.node(i));
    }
    List<String> steps = steps(files);
    assertThat(steps).hasSize(nodes - lost + 3);
    assertThat(steps.getLast()).startsWith("medchain cluster up");
    StringBuilder said = new StringBuilder();
    steps.subList(0, steps.size() - 1).forEach(each -> said.append(command(each)));

    boolean isKept = lost < new Quorum(nodes).size();
    assertThat(said.toString())
        .contains(
            isKept
                ? "nothing that was acknowledged is missing"
                : "every height above " + (lost == nodes ? 0 : last(acknowledged)));
    try (InProcessNodes running = InProcessNodes.start(files)) {
      assertThat(running.order(REQUESTS + 1, 2).values())
          .as("%d of %d lost", lost, nodes)
          .allMatch(height -> height > (lost == nodes ? 0 : last(acknowledged)));
    }
    for (int i = 0; i < nodes; i++) {
      StoredLedger ledger = StoredLedger.read(files.node(i), files.genesis());
      if (lost < nodes) {
        assertThat(ledger.heights()).containsAllEntriesOf(acknowledged);
      }
      assertThat(CommandRunner.node("verify-store", files.node(i).toString()).out())
          .contains("the store is sound");
    }
    WholeFolder.delete(files.folder());
  }

  private static long last(Map<RequestId, Long> acknowledged) {
    return acknowledged.values().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private static List<String> steps(ClusterFolder files) {
    CommandRunner.CommandResult said =
        CommandRunner.cluster("doctor", "--folder=" + files.folder());
    return said.code() == 0
        ? List.of()
        : said.out().lines().map(line -> line.substring(line.indexOf(" -> ") + 4)).toList();
  }

  /** Exactly as it is printed. */
  private static String command(String step) {
    assertThat(step).startsWith("medchain cluster ");
    String[] words = step.split(" ");
    CommandRunner.CommandResult done =
        CommandRunner.cluster(Arrays.copyOfRange(words, 2, words.length));
    assertThat(done.code()).as("%s%n%s%s", step, done.out(), done.err()).isZero();
    return done.out();
  }

  private ClusterFolder copy(String name) throws Exception {
    Path whole = temp.resolve("whole");
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path each : files.toList()) {
        Files.copy(
            each,
            temp.resolve(name).resolve(whole.relativize(each).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new ClusterFolder(temp.resolve(name));
  }
}
