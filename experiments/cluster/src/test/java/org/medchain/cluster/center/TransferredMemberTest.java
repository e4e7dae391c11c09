package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.cluster.Awaited.PATIENCE;
import static org.medchain.cluster.Awaited.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.host.FullNode;

/**
 * NODE-16, PBFT-43: a member that was away gets a state instead of the blocks, on a chain that is
 * idle afterwards; it is started again and again, has the state of its own, and votes.
 */
@Tag("process")
class TransferredMemberTest {
  private static final int INTERVAL = 4;
  private static final int AWAY = 3;

  @TempDir private Path temp;

  private ClusterFolder files;
  private final List<FullNode> members = new ArrayList<>();
  private long sequence;
  private long lastHeight;

  @AfterEach
  void end() throws Exception {
    for (FullNode each : members) {
      each.close();
    }
  }

  private FullNode node(int number) throws Exception {
    return InProcessNodes.node(files, number);
  }

  private void restart() throws Exception {
    members.set(AWAY, node(AWAY));
    await("it has the ledger", () -> height(AWAY) == lastHeight);
    await("it is ready", () -> members.get(AWAY).status().ready());
  }

  private long height(int number) {
    return members.get(number).ledger().height();
  }

  /** Each is in a block of its own. */
  private void orderTo(long height) throws Exception {
    try (ClusterLedgerClient client = InProcessNodes.client(files, 0)) {
      client.await(2, PATIENCE);
      while (lastHeight < height) {
        sequence++;
        lastHeight =
            client
                .submit(sequence, new Opaque(Bytes.of(new byte[] {(byte) sequence})))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .height();
      }
    }
  }

  @Test
  void aMemberThatGotAStateStartsAgainAndAgainAndVotes() throws Exception {
    ClusterPlan plan = ClusterPlan.of(AWAY + 1);
    files =
        ClusterFolder.create(
            temp.resolve("c"),
            plan.with(ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, INTERVAL)));
    for (int i = 0; i <= AWAY; i++) {
      members.add(node(i));
    }
    orderTo(2);
    await("the first blocks", () -> height(AWAY) >= 2);
    members.get(AWAY).close();
    orderTo(8L * INTERVAL);
    assertThat(lastHeight).as("nothing is decided above the checkpoint").isEqualTo(8L * INTERVAL);

    for (int life = 0; life < 3; life++) {
      restart();
      assertThat(members.get(AWAY).ledger().blockAt(height(AWAY))).as("life %d", life).isPresent();
      members.get(AWAY).close();
    }

    restart();
    members.get(1).close(); // The others make a quorum only together.
    members.remove(1);
    orderTo(8L * INTERVAL + 1);
  }
}
