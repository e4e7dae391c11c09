package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;
import org.medchain.node.operations.NodeStatus;

/**
 * PBFT-14 and NODE-5 in the fast suite: four nodes with real links, disks and clocks lose their
 * primary. They share this JVM; {@link LocalClusterTest} kills a process.
 */
class LostPrimaryTest {
  /** Bounds a hang only. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int NODES = 4;
  private static final int REQUESTS = 3;

  @TempDir private Path folder;

  private final List<FullNode> nodes = new ArrayList<>();
  private long sequence;

  @AfterEach
  void end() throws Exception {
    for (FullNode each : nodes) {
      each.close();
    }
  }

  @Test
  void theOthersGoOnInALaterViewAndLoseNothing() throws Exception {
    ClusterFolder files =
        ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(NODES).with(impatient()));
    for (int i = 0; i < NODES; i++) {
      nodes.add(
          FullNode.start(
              NodeConfigFile.read(files.nodeFile(i)), NodePorts.system(), (view, height) -> {}));
    }
    NodeConfig config = NodeConfigFile.read(files.centerFile());
    try (ClusterLedgerClient client =
        new ClusterLedgerClient(
            files.genesis(), config.consensus(), files.clientIdentity(0), config.peers())) {
      client.await(NODES, PATIENCE);
      List<Output.Accepted> before = order(client);
      await("one ledger at all four", () -> agreeOn(before));
      long view = losePrimary();

      List<Output.Accepted> after = order(client);

      await("one ledger at the three others", () -> agreeOn(after));
      assertThat(agreeOn(before)).as("what was accepted before is still there").isTrue();
      for (FullNode each : nodes) {
        assertThat(viewAt(each, after.getFirst().height())).isGreaterThan(view);
      }
    }
  }

  /** Half a second is enough for a block here; a needless view change would not be an error. */
  private static ConsensusConfig impatient() {
    ConsensusConfig usual = ConsensusConfig.defaults();
    return new ConsensusConfig(
        usual.protocol(),
        usual.requests(),
        usual.batchTransactions(),
        usual.batchBytes(),
        usual.batchDelayMs(),
        500,
        usual.retransmitMs(),
        usual.poolCapacity(),
        usual.checkpointInterval(),
        usual.confirmations(),
        usual.longestViewTimeoutMs(),
        usual.networkDelayMs(),
        usual.neighbours());
  }

  /** Has requests ordered, one after the other; f + 1 equal replies accept each. */
  private List<Output.Accepted> order(ClusterLedgerClient client) throws Exception {
    List<Output.Accepted> accepted = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      accepted.add(
          client
              .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    assertThat(accepted).allMatch(each -> each.receipt().succeeded());
    return accepted;
  }

  /** Closes it: no message of PBFT says so. The view in which it led. */
  private long losePrimary() throws Exception {
    NodeStatus median =
        NodeStatus.inMajorityView(nodes.stream().map(FullNode::status).toList()).orElseThrow();
    FullNode primary =
        nodes.stream()
            .filter(each -> each.status().key().equals(median.primary()))
            .findFirst()
            .orElseThrow();
    nodes.remove(primary);
    primary.close();
    return median.view();
  }

  private static long viewAt(FullNode node, long height) {
    return ((QuorumCertificate) node.ledger().blockAt(height).orElseThrow().certificate()).view();
  }

  /** Whether all nodes have these, in the same block, with the same state after it. */
  private boolean agreeOn(List<Output.Accepted> all) {
    return all.stream()
        .allMatch(
            each ->
                nodes.stream().allMatch(node -> has(node, each))
                    && nodes.stream().map(node -> ledgerAt(node, each.height())).distinct().count()
                        == 1);
  }

  private static boolean has(FullNode node, Output.Accepted accepted) {
    return node.ledger().height() >= accepted.height()
        && node.ledger().receiptsAt(accepted.height()).orElseThrow().contains(accepted.receipt());
  }

  private static List<Object> ledgerAt(FullNode node, long height) {
    return List.of(
        node.ledger().header(height).orElseThrow(),
        node.ledger().stateAt(height).orElseThrow().tree().root());
  }

  private static void await(String what, BooleanSupplier state) throws Exception {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
