package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.cluster.Awaited.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.InProcessNodes;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.data.Hash;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.host.FullNode;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/**
 * NODE-17: all four members lose their stores and the notes beside their keys, so that none of them
 * can tell; the center and a follower, which know more, say so and do not take what follows.
 */
@Tag("process")
class LostLedgerTest {
  private static final long ALARM_NS = 2_000_000_000L;
  private static final int FOLLOWER = 4;

  @TempDir private Path temp;

  private ClusterFolder files;
  @AutoClose private InProcessNodes members;
  private Optional<CenterNode> center = Optional.empty();

  @BeforeEach
  void prepare() throws Exception {
    files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4).withFollowers(1));
    members = new InProcessNodes(files);
    startMembers();
  }

  @AfterEach
  void end() throws Exception {
    for (CenterNode each : center.stream().toList()) {
      each.close();
    }
  }

  private void startMembers() throws Exception {
    for (int i = 0; i < FOLLOWER; i++) {
      var unused = members.start(i);
    }
  }

  private void startCenter() throws Exception {
    center =
        Optional.of(new CenterNode(NodeConfigFile.read(files.centerFile()), new char[0], ALARM_NS));
  }

  private NodeStatus atCenter() {
    return center.orElseThrow().status();
  }

  /** What four machines put back from an image of their first day are like. */
  private void membersLoseAll() throws Exception {
    members.close();
    for (int i = 0; i < FOLLOWER; i++) {
      Files.move(data(i), temp.resolve("data" + i));
      Files.move(note(i), temp.resolve("note" + i));
    }
    startMembers();
  }

  private Path data(int number) {
    return files.node(number).resolve("data");
  }

  private Path note(int number) {
    return files.node(number).resolve("credentials").resolve("history");
  }

  private void awaitAlarm() throws Exception {
    await("the center's alarm", () -> atCenter().state() == NodeState.ALARM);
  }

  /**
   * OPERATING.md#alarm, OPERATING.md#shorter-steps: it says so; and when what is above is given up,
   * its note goes, and it orders again.
   */
  @Test
  void theCenterSaysSoAndOrdersNothing() throws Exception {
    startCenter();
    members.order(3);
    await("the center knows", () -> Files.exists(file()) && atCenter().height() == 3);
    await("the center is ready", () -> atCenter().ready());

    membersLoseAll();
    awaitAlarm();
    assertThat(atCenter().ready()).isFalse();
    assertThat(atCenter().height()).isEqualTo(3);
    assertThat(atCenter().reason())
        .contains(
            "the certified block of height 3 is held here", "4 of the 4 members have height 0");
    assertThatThrownBy(this::orderAtCenter)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the center refuses: the certified block of height 3 is held here");

    // It is the file that knows, not the process; and nothing new takes its place.
    center.orElseThrow().close();
    startCenter();
    assertThat(atCenter().ready()).isFalse();
    awaitAlarm();
    members.order(5);
    await("the other history is seen", () -> atCenter().reason().contains("another block"));
    assertThat(atCenter().reason()).contains("of height 3");
    assertThat(atCenter().state()).isEqualTo(NodeState.ALARM);
    var check =
        new CertificateVerifier(Pbft.PROTOCOL, files.genesis().chain(), NativeEd25519.orPortable());
    assertThat(CertifiedHead.open(file(), files.genesis(), check).head().height()).isEqualTo(3);

    center.orElseThrow().close();
    Files.delete(file());
    startCenter();
    await("the center is ready with what is left", () -> atCenter().ready());
    orderAtCenter();
  }

  /** OPERATING.md#shorter-steps: the newest folders of a quorum, keys included, are put back. */
  @Test
  void theNewestFoldersBringTheLedgerBack() throws Exception {
    startCenter();
    members.order(3);
    await("the center knows", () -> Files.exists(file()) && atCenter().height() == 3);
    membersLoseAll();
    awaitAlarm();

    members.close();
    center.orElseThrow().close();
    for (int i = 0; i < FOLLOWER - 1; i++) {
      WholeFolder.delete(data(i));
      Files.move(temp.resolve("data" + i), data(i));
      Files.move(temp.resolve("note" + i), note(i), StandardCopyOption.REPLACE_EXISTING);
      assertThat(CommandRunner.node("verify-store", "" + files.node(i)).out())
          .contains("ledger: 3 blocks");
      var unused = members.start(i);
    }
    startCenter();
    await("the center is ready", () -> atCenter().ready());
    assertThat(atCenter().height()).isEqualTo(3);
    members.order(1);
    assertThat(members.all()).allMatch(each -> each.ledger().height() >= 3);
  }

  private void orderAtCenter() throws Exception {
    Identity operator = CredentialFiles.read(files.operatorCredentials());
    InetSocketAddress at = center.orElseThrow().address();
    var order = new ChangeMembers(new MemberChange.Remove(files.nodeKey(0)));
    try (CenterConnection connection = new CenterConnection(operator, files.genesis(), at)) {
      var unused = connection.execute(client -> client.order(order));
    }
  }

  private Path file() throws Exception {
    return NodeConfigFile.read(files.centerFile()).data().resolve(CertifiedHead.NAME);
  }

  /**
   * PBFT-31, OPERATING.md#shorter-steps: it keeps what it has, and takes no block of the history
   * that begins below, until its owner gives up what it has.
   */
  @Test
  void aFollowerThatWasAwayKeepsItsLedger() throws Exception {
    FullNode follower = members.start(FOLLOWER);
    members.order(2);
    await("the follower has it", () -> follower.ledger().height() == 2);
    Hash head = head(follower);
    membersLoseAll();
    members.order(4);

    FullNode back = members.start(FOLLOWER);
    await("its alarm", () -> back.status().state() == NodeState.ALARM);
    assertThat(back.status().reason()).contains("a quorum has certified another block of height 2");
    assertThat(back.ledger().height()).isEqualTo(2);
    assertThat(head(back)).isEqualTo(head);

    members.stop(FOLLOWER);
    WholeFolder.delete(data(FOLLOWER));
    FullNode without = members.start(FOLLOWER);
    await("it follows the others", () -> without.ledger().height() == 4);
  }

  private static Hash head(FullNode node) {
    return node.ledger().header(node.ledger().height()).orElseThrow().hash();
  }
}
