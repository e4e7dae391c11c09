package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.cluster.Awaited.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.FreePorts;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.PublicKey;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.identity.CredentialFiles;

/**
 * HOUSE-13: what the operators' page says, done with the commands that it prints, on processes: one
 * cluster for what happens on one machine, one for a node on another.
 */
@Tag("process")
class OperatingStepsTest {
  private static final int MEMBERS = 4;

  @TempDir private Path temp;

  private RecoveringCluster cluster;
  private ClusterFolder files;
  private String in;

  @BeforeEach
  void up() throws Exception {
    cluster = RecoveringCluster.up(temp.resolve("c"));
    files = cluster.files();
    in = "--folder=" + files.folder();
  }

  @AfterEach
  void killAll() throws Exception {
    cluster.killAll();
  }

  /** Runs the only command of {@code first} words that stands at a key; returns what it said. */
  private String run(String key, String first, String... replaced) throws Exception {
    String command =
        OperatingPage.commands(key).stream()
            .filter(each -> each.startsWith(first))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < replaced.length; i += 2) {
      assertThat(command).contains(replaced[i]);
      command = command.replace(replaced[i], replaced[i + 1]);
    }
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(in);
    String[] rest = words.subList(1, words.size()).toArray(String[]::new);
    return (words.getFirst().equals("center")
            ? CommandRunner.center(rest)
            : CommandRunner.cluster(rest))
        .well();
  }

  /**
   * OPERATING.md#process-ended, OPERATING.md#lost-config, OPERATING.md#lost-genesis,
   * OPERATING.md#lost-index, OPERATING.md#lost-output, OPERATING.md#lost-start,
   * OPERATING.md#old-copy, OPERATING.md#new-disk, OPERATING.md#lost-store,
   * OPERATING.md#no-credentials, OPERATING.md#lost-credentials, OPERATING.md#lost-note,
   * OPERATING.md#cut-blocks: what one member loses, and how it comes back.
   */
  @Test
  void aMemberComesBackWithAllThatItLost() throws Exception {
    Path copy = temp.resolve("copy");
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      submit(client);
      cluster.kill("n1");
      StoredLedger.copy(files.node(1).resolve("data"), copy);
      loseWhatIsMadeAgain();
      assertThat(run("process-ended", "cluster start", "nX", "n1")).contains("n1 is ready");
      assertThat(files.node(1).resolve("data").resolve("index")).isNotEmptyDirectory();
      submit(client);

      cluster.kill("n1");
      WholeFolder.delete(files.node(1).resolve("data"));
      StoredLedger.copy(copy, files.node(1).resolve("data"));
      assertThat(CommandRunner.cluster("start", "n1", in).refused(1))
          .contains("must not vote with this key again", "--recover");
      assertThat(run("old-copy", "cluster start", "nX", "n1")).contains("n1 is recovered");
      submit(client);

      cluster.loseStore("n2");
      WholeFolder.delete(files.node(2).resolve("credentials"));
      assertThat(OperatingPage.commands("no-credentials"))
          .isEqualTo(OperatingPage.commands("new-disk"));
      assertThat(run("no-credentials", "cluster start", "nX", "n2")).contains("n2 is recovered");
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      cluster.kill("n3"); // The others make a quorum only together.
      submit(client);
    }
    assertThat(cluster.lastHeight()).isGreaterThan(2 * RecoveringCluster.INTERVAL);
    cluster.everyLedgerHoldsWhatWasAcknowledged(files.nodeKey(1), files.nodeKey(2));
  }

  private void submit(ClusterLedgerClient client) throws Exception {
    for (int i = 0; i < 5; i++) {
      cluster.submit(client);
    }
  }

  /** What the page says is written again, copied from another node, or nothing. */
  private void loseWhatIsMadeAgain() throws Exception {
    Path node = files.node(1);
    String text = Files.readString(files.nodeFile(1));
    String schema = CommandRunner.node("--schema").out();
    assertThat(text.lines().filter(line -> line.matches("[a-z].*")))
        .allMatch(line -> schema.contains('"' + line.replaceFirst(":.*", "") + '"'));
    for (String each : List.of("data/index", "log")) {
      WholeFolder.delete(node.resolve(each));
    }
    for (String each :
        List.of("node.yaml", "genesis.bin", "process.log", "start.yaml", "running.yaml")) {
      Files.deleteIfExists(node.resolve(each));
    }
    Files.writeString(files.nodeFile(1), text);
    Files.copy(files.node(0).resolve("genesis.bin"), node.resolve("genesis.bin"));
  }

  /**
   * OPERATING.md#joining, OPERATING.md#known-key, OPERATING.md#several-machines: a node whose
   * folder is elsewhere joins, and gets another key and an empty store in the place of its own.
   */
  @Test
  void aNodeOfAnotherMachineJoinsAndGetsAnotherKey() throws Exception {
    NodeConfig config = elsewhere(Files.createDirectory(temp.resolve("n4")));
    PublicKey first = enrolled(config);
    String peers =
        "$0  - {key: \""
            + hex(first)
            + "\", address: \"127.0.0.1:"
            + config.listen().getPort()
            + "\"}\n";
    String center = Files.readString(files.centerFile());
    Files.writeString(files.centerFile(), center.replaceFirst("(?m)^peers:\\n", peers));
    cluster.kill("center");
    CommandRunner.cluster("start", "center", in).well();
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      try (FullNode node = start(config)) {
        awaitCenter(config);
        run("several-machines", "center member add", "NEW", hex(first));
        awaitVote(client, node, first);
      }
      assertThat(CommandRunner.cluster("start", "n3", in).code()).isZero();
      PublicKey second = enrolled(config);
      try (FullNode node = start(config)) {
        assertThat(OperatingPage.commands("several-machines"))
            .containsAll(OperatingPage.commands("known-key").subList(1, 2));
        run("known-key", "center revoke", "OLD", hex(first), "NEW", hex(second));
        awaitVote(client, node, second);
        awaitCenter(config);
      }
    }
  }

  private static String hex(PublicKey key) {
    return key.value().toHex();
  }

  /** Of a node at a free port that knows the four. */
  private NodeConfig elsewhere(Path node) throws Exception {
    NodeConfig model = NodeConfigFile.read(files.nodeFile(0));
    Files.copy(model.genesis(), node.resolve("genesis.bin"));
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket free = FreePorts.reserve(here)) {
      return NodeConfigFile.usual(
          "n4",
          new InetSocketAddress(here.getHostAddress(), free.getLocalPort()),
          node,
          NodeConfigFile.read(files.centerFile()).peers(),
          model.consensus(),
          model.force());
    }
  }

  private static FullNode start(NodeConfig config) throws Exception {
    return FullNode.start(config, NodePorts.system(), (view, height) -> {});
  }

  /** Draws a key into a folder that has none, beside an empty store. */
  private PublicKey enrolled(NodeConfig config) throws Exception {
    for (Path each : List.of(config.credentials(), config.data())) {
      if (Files.exists(each)) {
        WholeFolder.delete(each);
      }
    }
    String invitation = run("several-machines", "center invite");
    assertThat(OperatingPage.commands("several-machines")).contains("center enrol");
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(invitation.getBytes(StandardCharsets.US_ASCII)));
    try {
      CommandRunner.center(
              "enrol",
              "--bootstrap=" + files.center().resolve("bootstrap"),
              "--genesis=" + config.genesis(),
              "--center=" + RunningProcess.read(files.center()).orElseThrow().address(),
              "--role=consensus_node",
              "--name=" + config.name(),
              "--address=" + config.listen().getHostString(),
              "--out=" + config.credentials())
          .well();
    } finally {
      System.setIn(before);
    }
    return CredentialFiles.read(config.credentials()).ledger().publicKey();
  }

  /** The node renews by this connection. */
  private void awaitCenter(NodeConfig config) throws Exception {
    String address = config.listen().getHostString() + ":" + config.listen().getPort();
    try (LocalCluster processes = LocalCluster.of(files.folder())) {
      await(
          "the center's connection",
          () ->
              processes.state(processes.member("center")).status().stream()
                  .flatMap(status -> status.peers().stream())
                  .anyMatch(peer -> peer.address().equals(address) && peer.connected()));
    }
  }

  /**
   * It is a member when blocks are decided with its vote, which is from a checkpoint on. A
   * certificate has the first votes alone, and a slow member's would not be among them: so a quorum
   * is made to need it.
   */
  private void awaitVote(ClusterLedgerClient client, FullNode node, PublicKey key)
      throws Exception {
    for (int i = 0; i < 2 * RecoveringCluster.INTERVAL; i++) {
      cluster.submit(client);
    }
    cluster.kill("n3");
    await(
        "a vote of " + key.brief(),
        () -> {
          cluster.submit(client);
          return node.ledger().blockAt(node.ledger().height()).stream()
              .map(block -> (QuorumCertificate) block.certificate())
              .flatMap(made -> made.votes().stream())
              .anyMatch(vote -> vote.signer().equals(key));
        });
  }
}
