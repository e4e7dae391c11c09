package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.data.PublicKey;

/** CLUSTER-15: members that lost their stores come back under fresh keys. */
class MemberRecoveryTest {
  @TempDir private Path temp;

  private RecoveringCluster cluster;
  private ClusterFolder files;

  private void up() throws Exception {
    cluster = RecoveringCluster.up(temp.resolve("c"));
    files = cluster.files();
  }

  @AfterEach
  void killAll() throws Exception {
    cluster.killAll();
  }

  /**
   * CLUSTER-15, OPERATING.md#lost-replacement: interrupted at each of its lines, the same call
   * continues.
   */
  @Tag("exhaustive")
  @Test
  void anInterruptedRecoveryContinues() throws Exception {
    up();
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(4, RecoveringCluster.PATIENCE);
      cluster.submit(client);
      cluster.loseStore("n0");
      int calls = 0;
      boolean recovered = false;
      while (!recovered && calls < 50) {
        int line = ++calls;
        recovered = recoverUntil(line);
      }
      assertThat(calls).isBetween(4, 49);
      cluster.submit(client);
      cluster.kill("n1"); // The others make a quorum only together.
      cluster.submit(client);
      cluster.everyLedgerHoldsWhatWasAcknowledged(files.nodeKey(0));
    }
  }

  /** Whether it ended with fewer lines. */
  private boolean recoverUntil(int lines) throws Exception {
    List<String> said = new ArrayList<>();
    try {
      MemberRecovery.run(
          files,
          "n0",
          line -> {
            said.add(line);
            if (said.size() == lines) {
              throw new UncheckedIOException(new IOException("interrupted"));
            }
          });
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * CLUSTER-18, OPERATING.md#joining, OPERATING.md#leaving: five members, then four others than at
   * first; CLUSTER-17: nothing is wrong then.
   */
  @Tag("exhaustive")
  @Test
  void aMemberJoinsAndAnotherLeaves() throws Exception {
    up();
    String in = "--folder=" + files.folder();
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(4, RecoveringCluster.PATIENCE);
      cluster.submit(client);
      assertThat(CommandRunner.cluster("leave", "n0", in).refused(2))
          .contains("of 4 members none can leave");

      assertThat(CommandRunner.cluster("join", in).well()).contains("n4 is a member");
      cluster.submit(client);
      CommandRunner.CommandResult left = CommandRunner.cluster("leave", "n1", in);
      assertThat(left.code()).as(left.err() + left.out()).isZero();
      assertThat(left.out()).contains("n1 left");
    }
    assertThat(files.nodeNumbers()).containsExactly(0, 2, 3, 4);
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(4, RecoveringCluster.PATIENCE);
      cluster.submit(client);
      cluster.kill("n0");
      cluster.submit(client);
    }
    CommandRunner.CommandResult dead = CommandRunner.cluster("doctor", in);
    assertThat(dead.code()).isEqualTo(1);
    assertThat(dead.out()).contains("n0: its process died -> medchain cluster start n0");
    assertThat(CommandRunner.cluster("start", "n0", in).code()).isZero();
    CommandRunner.cluster("doctor", in).well();
    cluster.everyLedgerHoldsWhatWasAcknowledged(
        files.nodeKey(2), files.nodeKey(3), files.nodeKey(4));
  }

  /**
   * CLUSTER-19, OPERATING.md#copies, OPERATING.md#new-version: a copy is made of a node at work;
   * CLUSTER-20: all are started again.
   */
  @Tag("exhaustive")
  @Test
  void aCopyIsMadeAndAnUpgradeKeepsAll() throws Exception {
    up();
    String in = "--folder=" + files.folder();
    Path copy = temp.resolve("copy");
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(4, RecoveringCluster.PATIENCE);
      cluster.submit(client);
      assertThat(CommandRunner.cluster("backup", "n1", "--to=" + copy, in).well())
          .contains("n1 runs again", "the store is sound");
      CommandRunner.node("verify-store", copy.toString()).well();
      cluster.submit(client);

      cluster.awaitReady();
      assertThat(CommandRunner.cluster("upgrade", in).well().lines()).hasSize(5);
      client.await(4, RecoveringCluster.PATIENCE);
      cluster.submit(client);
    }
    cluster.everyLedgerHoldsWhatWasAcknowledged();
  }

  /** CLUSTER-15: with more than f members down nothing can be ordered. */
  @Tag("exhaustive")
  @Test
  void withoutAQuorumNothingIsChanged() throws Exception {
    up();
    cluster.kill("n2");
    cluster.loseStore("n3");
    PublicKey key = files.nodeKey(3);

    refused("n3", "reaches 2 of the 3 members");
    cluster.kill("center");
    refused("n3", "the center does not run");

    assertThat(files.nodeKey(3)).isEqualTo(key);
    assertThat(files.node(3).resolve("credentials-fresh")).doesNotExist();
    assertThat(files.node(3).resolve("data")).doesNotExist();
  }

  private void refused(String name, String why) {
    assertThat(cluster.recover(name).refused(2)).contains(why, "nothing was changed");
  }
}
