package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;

/**
 * NODE-19, PBFT-20: a node that is certified as a following node, and that the ledger makes a
 * member, is heard by the others; a quorum without another member needs its vote.
 */
class FollowerAsMemberTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CHECKPOINT_INTERVAL = 4;
  private static final int FOLLOWER = 4;

  @TempDir private Path temp;

  @AutoClose private InProcessNodes nodes;

  @Test
  void itsVoteCounts() throws Exception {
    ConsensusConfig often =
        ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, CHECKPOINT_INTERVAL);
    ClusterFolder files =
        ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4).withFollowers(1).with(often));
    Path config = files.nodeFile(FOLLOWER);
    Files.write(
        config,
        Files.readAllLines(config).stream().filter(line -> !line.startsWith("superior:")).toList());
    nodes = new InProcessNodes(files);
    for (int i = 0; i <= FOLLOWER; i++) {
      var unused = nodes.start(i);
    }
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    try (CenterNode process = new CenterNode(center, new char[0], PATIENCE.toNanos());
        ClusterLedgerClient client = InProcessNodes.client(files, 0)) {
      client.await(4, PATIENCE);
      // CLUSTER-4: it orders nothing before it has heard a quorum.
      assertThat(Polling.until(PATIENCE, 20, () -> process.status().ready())).isTrue();
      replace(files, process.address());
      var unused = nodes.order(client, 2 * CHECKPOINT_INTERVAL);

      // Of the members n0, n2, n3 and n4, three are left.
      nodes.stop(3);
      assertThat(nodes.order(client, 3)).isGreaterThan(2 * CHECKPOINT_INTERVAL);
    }
  }

  private static void replace(ClusterFolder files, InetSocketAddress at) throws Exception {
    var change = new MemberChange.Replace(files.nodeKey(1), files.nodeKey(FOLLOWER));
    try (CenterConnection operator =
        new CenterConnection(
            CredentialFiles.read(files.operatorCredentials()), files.genesis(), at)) {
      var unused = operator.execute(asked -> asked.order(new ChangeMembers(change)));
    }
  }
}
