package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.member.ClusterRecovery;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.RequestId;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.operations.NodeState;

/**
 * CLUSTER-26: k of n members are lost for good, and the steps that the doctor prints, run as they
 * stand, end in a cluster that orders and holds what was acknowledged.
 */
class DisasterTest {
  private static final int REQUESTS = 11;

  @TempDir private Path temp;

  /**
   * CLUSTER-27, OPERATING.md#who-agrees, OPERATING.md#who-returns: who was away with the old
   * members learns why nothing of it counts, and nothing is followed before its owner accepts it.
   */
  @Tag("exhaustive")
  @Test
  void whoReturnsIsRefusedAndWhoAsksMayAccept() throws Exception {
    Map<RequestId, Long> acknowledged = made(4);
    ClusterFolder files = copy("returning");
    Path returned = temp.resolve("returned");
    Files.move(files.node(0), returned);
    WholeFolder.delete(files.node(1));
    List<String> steps = steps(files);
    steps.subList(0, steps.size() - 1).forEach(DisasterTest::command);

    NodeConfig own = NodeConfigFile.read(returned.resolve("node.yaml"));
    try (InProcessNodes running = InProcessNodes.start(files);
        FullNode late = InProcessNodes.start(own)) {
      assertThat(reason(late, "the regulatory center has signed"))
          .contains("continues above block " + last(acknowledged));
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
      assertThat(late.ledger().height()).isEqualTo(last(acknowledged));
    }

    String from = "--from=" + files.folder();
    String to = "--to=" + returned;
    CommandRunner.CommandResult asked = CommandRunner.cluster("accept", from, to);
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.out()).contains("continues above", "that ended with", "members from there");
    assertThat(asked.err()).contains("nothing was changed", "--recovery ");
    String id = asked.err().substring(asked.err().lastIndexOf(' ') + 1).strip();
    CommandRunner.cluster("accept", from, to, "--recovery=" + "0".repeat(64)).refused(2);
    assertThat(CommandRunner.cluster("accept", from, to, "--recovery=" + id).code()).isZero();
    assertThat(returned.resolve("genesis.bin")).hasSameBinaryContentAs(files.genesisFile());
    Path before = temp.resolve("whole").resolve("genesis.bin");
    assertThat(CommandRunner.cluster("accept", "--from=" + temp.resolve("whole"), to).err())
        .contains("ALARM");

    anotherEndIsAnAlarm(returned);

    Files.copy(before, returned.resolve("genesis.bin"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(returned, files.node(9));
    assertThat(steps(files))
        .contains("mv " + files.node(9) + " " + files.folder().resolve("returned-n9"));
  }

  /** Of the same loss the center's key makes another recovery, which this node did not accept. */
  private void anotherEndIsAnAlarm(Path accepting) throws Exception {
    ClusterFolder second = copy("second");
    WholeFolder.delete(second.node(0));
    WholeFolder.delete(second.node(1));
    command("medchain cluster recover --folder " + second.folder());
    NodeConfig own = NodeConfigFile.read(accepting.resolve("node.yaml"));
    try (InProcessNodes running = InProcessNodes.start(second);
        FullNode late = InProcessNodes.start(own)) {
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
      assertThat(reason(late, "two histories are signed")).contains("ALARM: ");
      assertThat(late.status().state()).isEqualTo(NodeState.ALARM);
    }
  }

  /** CLUSTER-26: members on other machines answer there, and a quorum of them is one. */
  @Tag("process")
  @Test
  void whoAnswersElsewhereIsNotLost() throws Exception {
    made(4);
    ClusterFolder files = copy("center");
    WholeFolder.delete(files.node(0));
    WholeFolder.delete(files.node(1));
    Files.createDirectory(files.node(1)); // emptied
    WholeFolder.delete(files.node(2).resolve("data")); // only its keys were left here
    String recover = "medchain cluster recover --folder " + files.folder();
    assertThat(steps(files)).contains(recover);
    try (InProcessNodes running = InProcessNodes.start(copy("elsewhere"))) {
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
      assertThat(steps(files))
          .containsOnly("medchain cluster start center --folder " + files.folder());
      CommandRunner.CommandResult refused =
          CommandRunner.cluster("recover", "--folder=" + files.folder());
      assertThat(refused.err()).contains("4 of 4 members are left, which is a quorum");
    }
    try (FullNode running = FullNode.start(elsewhere(2), NodePorts.system(), (view, at) -> {})) {
      CommandRunner.CommandResult refused =
          CommandRunner.cluster("recover", "--folder=" + files.folder());
      assertThat(running.status().name()).isEqualTo("n2");
      assertThat(refused.err()).contains("n2 runs on another machine: move ");
    }
    command(recover);
  }

  /** CLUSTER-26: an older folder of the center is no reason to begin below what was recovered. */
  @Tag("process")
  @Test
  void anOlderGenesisRecoversNothing() throws Exception {
    made(4);
    ClusterFolder files = copy("recovered");
    WholeFolder.delete(files.node(0));
    WholeFolder.delete(files.node(1));
    command("medchain cluster recover --folder " + files.folder());
    ClusterFolder older = copy("older");
    WholeFolder.delete(older.node(2));
    WholeFolder.delete(older.node(3));
    try (InProcessNodes running = InProcessNodes.start(files)) {
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
      assertThat(steps(older))
          .isNotEmpty()
          .allMatch(each -> each.startsWith("medchain cluster accept --from DIR"));
      assertThat(refusal(older)).contains("n2: the regulatory center has signed");
    }

    Files.copy(older.genesisFile(), files.genesisFile(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(steps(files))
        .contains("medchain cluster accept --from " + files.node(2) + " --to " + files.folder());
    for (int i = 0; i < 4; i++) {
      Path own = files.node(i).resolve("genesis.bin");
      Files.copy(older.genesisFile(), own, StandardCopyOption.REPLACE_EXISTING);
    }
    Path own = files.center().resolve("genesis.bin");
    Files.copy(older.genesisFile(), own, StandardCopyOption.REPLACE_EXISTING);
    assertThat(refusal(files)).contains("genesis.bin is older than a store");
  }

  private static String refusal(ClusterFolder files) {
    return CommandRunner.cluster("recover", "--folder=" + files.folder()).err();
  }

  private NodeConfig elsewhere(int node) throws Exception {
    return NodeConfigFile.read(new ClusterFolder(temp.resolve("elsewhere")).nodeFile(node));
  }

  /** CLUSTER-26: the file of the center's numbers is an old copy, and the ledger has more. */
  @Tag("process")
  @Test
  void aRestoredCenterUsesNoNumberTwice() throws Exception {
    Map<RequestId, Long> acknowledged = made(4);
    ClusterFolder files = copy("restored");
    for (int i = 0; i < 4; i += 2) {
      Files.deleteIfExists(files.center().resolve("requests"));
      WholeFolder.delete(files.node(i));
      WholeFolder.delete(files.node(i + 1));
      command("medchain cluster recover --folder " + files.folder());
    }
    assertThat(files.genesis().recoveries()).hasSize(4);
    try (InProcessNodes running = InProcessNodes.start(files)) {
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
    }
    assertThat(StoredLedger.read(files.node(0), files.genesis()).heights())
        .containsAllEntriesOf(acknowledged);
  }

  private static String reason(FullNode node, String awaited) throws Exception {
    var unused =
        Polling.until(
            RecoveringCluster.PATIENCE, 50, () -> node.status().reason().contains(awaited));
    return node.status().reason();
  }

  /** Interrupted at each of its lines, the same call continues. */
  @Tag("exhaustive")
  @Test
  void anInterruptedRecoveryContinues() throws Exception {
    Map<RequestId, Long> acknowledged = made(4);
    ClusterFolder files = copy("interrupted");
    WholeFolder.delete(files.node(0));
    WholeFolder.delete(files.node(3));
    int calls = 0;
    boolean isDone = false;
    while (!isDone && calls < 50) {
      isDone = recoverUntil(files, ++calls);
    }
    assertThat(calls).isBetween(5, 49);
    try (InProcessNodes running = InProcessNodes.start(files)) {
      assertThat(running.order(REQUESTS + 1, 1)).hasSize(1);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(StoredLedger.read(files.node(i), files.genesis()).heights())
          .containsAllEntriesOf(acknowledged);
    }
  }

  private static boolean recoverUntil(ClusterFolder files, int lines) throws Exception {
    AtomicInteger said = new AtomicInteger();
    try {
      ClusterRecovery.run(
          files,
          Map.of(),
          line -> {
            if (said.incrementAndGet() == lines) {
              throw new IllegalStateException("interrupted");
            }
          });
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7})
  void anyNumberThatLeavesNoQuorumIsLost(int nodes) throws Exception {
    Map<RequestId, Long> acknowledged = made(nodes);
    for (int lost = nodes - new QuorumSizes(nodes).size() + 1; lost <= nodes; lost++) {
      lose(nodes, lost, acknowledged);
    }
  }

  /**
   * OPERATING.md#disaster-steps, OPERATING.md#many-lost: with processes at work, as an operator has
   * them; the steps are those of the page.
   */
  @Tag("process")
  @Test
  void halfOfTheProcessesAreLost() throws Exception {
    List<String> verbs = new ArrayList<>();
    processesAreLost(4, 2, true, step -> verbs.add(step.split(" ", -1)[2]));
    assertThat(verbs).containsExactly("backup", "backup", "down", "recover", "up");
    assertThat(OperatingPage.commands("disaster-steps"))
        .extracting(each -> each.split(" ", -1)[1])
        .containsExactly("backup", "down", "recover", "up");
  }

  /** The rest is with real processes, since a fresh key needs the center at work. */
  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"4, 1, false", "7, 2, true"})
  void processesAreLost(int nodes, int lost, boolean running) throws Exception {
    processesAreLost(nodes, lost, running, step -> {});
  }

  private void processesAreLost(int nodes, int lost, boolean running, Consumer<String> observer)
      throws Exception {
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
        steps.forEach(observer);
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
        ClusterPlan.of(nodes)
            .with(ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, 8));
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

    boolean isKept = lost < new QuorumSizes(nodes).size();
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
        : said.out()
            .lines()
            .map(line -> line.substring(line.indexOf(" -> ") + 4))
            // Of a process that runs and does not answer: it is killed, and started.
            .flatMap(line -> Stream.of(line.split(", then ")))
            .toList();
  }

  /** Exactly as it is printed. */
  private static String command(String step) {
    assertThat(step).startsWith("medchain cluster ");
    String[] words = step.split(" ", -1);
    return CommandRunner.cluster(Arrays.copyOfRange(words, 2, words.length)).well();
  }

  private ClusterFolder copy(String name) throws Exception {
    StoredLedger.copy(temp.resolve("whole"), temp.resolve(name));
    return new ClusterFolder(temp.resolve(name));
  }
}
