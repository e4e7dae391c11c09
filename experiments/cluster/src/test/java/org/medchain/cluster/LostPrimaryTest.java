package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.NodePorts;

/**
 * CLUSTER-2 in the fast suite: four nodes with real links, disks and clocks lose their primary.
 * They share this JVM; {@link LocalClusterTest} kills a process.
 */
class LostPrimaryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int NODES = 4;

  @TempDir private Path folder;

  private final List<FullNode> nodes = new ArrayList<>();
  private long sequence;

  @AfterEach
  void end() throws Exception {
    for (FullNode each : nodes) {
      each.close();
    }
  }

  private Output.Accepted order(ClusterLedgerClient client) throws Exception {
    return client
        .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void theOthersGoOnInALaterViewAndLoseNothing() throws Exception {
    ClusterFolder files =
        ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(NODES).withClients(1));
    for (int i = 0; i < NODES; i++) {
      nodes.add(
          FullNode.start(
              NodeConfigFile.read(files.nodeFile(i)), NodePorts.system(), (view, height) -> {}));
    }
    var config = NodeConfigFile.read(files.centerFile());
    try (ClusterLedgerClient client =
        new ClusterLedgerClient(
            files.genesis(), config.consensus(), files.clientIdentity(0), config.peers())) {
      client.await(NODES, PATIENCE);
      Output.Accepted before = order(client);
      assertThat(before.receipt().succeeded()).isTrue();
      nodes.removeFirst().close();

      Output.Accepted after = order(client);

      assertThat(after.receipt().succeeded()).isTrue();
      assertThat(after.height()).isGreaterThan(before.height());
      await("one ledger at the three others", () -> agreeUpTo(after.height()));
      assertThat(nodes).allMatch(each -> each.status().view() > 0);
    }
  }

  private boolean agreeUpTo(long height) {
    return nodes.stream().allMatch(each -> each.ledger().height() >= height)
        && nodes.stream().map(each -> each.ledger().header(height)).distinct().count() == 1;
  }

  private static void await(String what, AwaitedState state) throws Exception {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!state.holds()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A condition that nodes fulfil some time. */
  private interface AwaitedState {
    boolean holds();
  }
}
