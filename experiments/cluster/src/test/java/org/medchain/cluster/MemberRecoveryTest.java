package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.consensus.Output;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;

/** CLUSTER-15, CLUSTER-16: members that lost their stores come back under fresh keys. */
class MemberRecoveryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long INTERVAL = 8;

  @TempDir private Path temp;

  private ClusterFolder files;
  private final Map<RequestId, Output.Accepted> acknowledged = new TreeMap<>();
  private long sequence;

  private void up() throws Exception {
    ClusterPlan plan =
        ClusterPlan.of(4)
            .with(ConsensusConfig.defaults().withCheckpointInterval(INTERVAL))
            .withJvm(ShortLivedJvms.OPTIONS);
    files = ClusterFolder.create(temp.resolve("c"), plan);
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.start(each);
      }
      cluster.awaitReady(PATIENCE, state -> {});
    }
  }

  @AfterEach
  void killAll() throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      for (LocalCluster.ClusterMember each : cluster.members()) {
        cluster.kill(each);
      }
    }
  }

  private ClusterLedgerClient client() throws Exception {
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    return new ClusterLedgerClient(
        files.genesis(), center.consensus(), files.clientIdentity(0), center.peers());
  }

  private void submit(ClusterLedgerClient client) throws Exception {
    Output.Accepted accepted =
        client
            .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    acknowledged.put(accepted.request(), accepted);
  }

  /** As if its disk were new. */
  private void loseStore(String name) throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.kill(cluster.member(name));
      FolderOperations.delete(cluster.member(name).folder().resolve("data"));
    }
  }

  private CommandRunner.CommandResult recover(String name) {
    return CommandRunner.cluster("start", name, "--recover", "--folder=" + files.folder());
  }

  @Tag("exhaustive")
  @Test
  void aMemberWithoutStoreComesBackUnderAFreshKey() throws Exception {
    up();
    PublicKey lost = files.nodeKey(1);
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      submit(client);
      loseStore("n1");

      CommandRunner.CommandResult recovered = recover("n1");

      assertThat(recovered.code()).as(recovered.err() + recovered.out()).isZero();
      assertThat(recovered.out()).contains("n1 is recovered: height ");
      PublicKey fresh = files.nodeKey(1);
      assertThat(fresh).isNotEqualTo(lost);
      assertThat(files.node(1).toFile().list())
          .noneMatch(each -> each.contains("lost") || each.contains("replacement"));
      // The client, and the nodes beside it, were not started again.
      client.await(4, PATIENCE);
      kill("n2");
      submit(client);
      everyLedgerHoldsWhatWasAcknowledged(fresh);
    }
  }

  private void kill(String name) throws Exception {
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.kill(cluster.member(name));
    }
  }

  /** All stop and are read; a node that was killed may lack the last blocks. */
  private void everyLedgerHoldsWhatWasAcknowledged(PublicKey... voters) throws Exception {
    awaitOneHeight();
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      cluster.stopAll(PATIENCE, member -> {});
    }
    for (int i : files.nodeNumbers()) {
      StoredLedger ledger = StoredLedger.read(files.node(i), files.genesis());
      assertThat(ledger.height()).as("n%d", i).isPositive();
      acknowledged.values().stream()
          .filter(each -> each.height() <= ledger.height())
          .forEach(
              each -> assertThat(ledger.heights()).containsEntry(each.request(), each.height()));
      if (ledger.heights().keySet().containsAll(acknowledged.keySet())) {
        assertThat(ledger.voters()).containsAll(List.of(voters));
      }
    }
  }

  private void awaitOneHeight() throws Exception {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      List<Long> heights = List.of(0L, 1L);
      while (heights.stream().distinct().count() > 1 && System.nanoTime() < endNs) {
        heights = new ArrayList<>();
        for (LocalCluster.MemberState each : cluster.states()) {
          if (each.member().role().equals("member") && each.status().isPresent()) {
            heights.add(each.status().get().height());
          }
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(heights.stream().distinct()).as("heights %s", heights).hasSize(1);
    }
  }

  /** CLUSTER-16: one after the other, until no member of the genesis block is left. */
  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allMembersAreReplacedOneAfterTheOther(boolean load) throws Exception {
    up();
    AtomicBoolean ended = new AtomicBoolean(!load);
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      for (int i = 0; i < 5; i++) {
        submit(client);
      }
      Thread loader = Thread.ofPlatform().start(() -> submitUntil(ended, client));
      PublicKey[] fresh = new PublicKey[4];
      for (int i = 0; i < 4; i++) {
        loseStore("n" + i);
        CommandRunner.CommandResult recovered = recover("n" + i);
        assertThat(recovered.code()).as(recovered.err() + recovered.out()).isZero();
        fresh[i] = files.nodeKey(i);
      }
      ended.set(true);
      loader.join(PATIENCE.toMillis());
      submit(client);
      kill("n0"); // The others make a quorum only together.
      submit(client);
      assertThat(acknowledged.size()).isGreaterThan(load ? 30 : 5);
      everyLedgerHoldsWhatWasAcknowledged(fresh[1], fresh[2], fresh[3]);
    }
  }

  private void submitUntil(AtomicBoolean ended, ClusterLedgerClient client) {
    try {
      while (!ended.get()) {
        submit(client);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** CLUSTER-15: interrupted at each of its lines, the same call continues. */
  @Tag("exhaustive")
  @Test
  void anInterruptedRecoveryContinues() throws Exception {
    up();
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      submit(client);
      loseStore("n0");
      int calls = 0;
      boolean recovered = false;
      while (!recovered && calls < 50) {
        int line = ++calls;
        recovered = recoverUntil(line);
      }
      assertThat(calls).isBetween(4, 49);
      submit(client);
      everyLedgerHoldsWhatWasAcknowledged(files.nodeKey(0));
    }
  }

  /** Whether it ended with fewer lines. */
  private boolean recoverUntil(int lines) throws Exception {
    List<String> said = new ArrayList<>();
    try {
      MemberRecovery.run(
          files,
          "n0",
          new NodeProcessStarter(files),
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
   * CLUSTER-18: five members, then four others than at first; CLUSTER-17: nothing is wrong then.
   */
  @Tag("exhaustive")
  @Test
  void aMemberJoinsAndAnotherLeaves() throws Exception {
    up();
    String in = "--folder=" + files.folder();
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      submit(client);
      CommandRunner.CommandResult tooFew = CommandRunner.cluster("leave", "n0", in);
      assertThat(tooFew.code()).isEqualTo(2);
      assertThat(tooFew.err()).contains("of 4 members none can leave");

      CommandRunner.CommandResult joined = CommandRunner.cluster("join", in);
      assertThat(joined.code()).as(joined.err() + joined.out()).isZero();
      assertThat(joined.out()).contains("n4 is a member");
      submit(client);
      CommandRunner.CommandResult left = CommandRunner.cluster("leave", "n1", in);
      assertThat(left.code()).as(left.err() + left.out()).isZero();
      assertThat(left.out()).contains("n1 left");
    }
    assertThat(files.nodeNumbers()).containsExactly(0, 2, 3, 4);
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      submit(client);
      kill("n0");
      submit(client);
    }
    CommandRunner.CommandResult dead = CommandRunner.cluster("doctor", in);
    assertThat(dead.code()).isEqualTo(1);
    assertThat(dead.out()).contains("n0: its process died -> medchain cluster start n0");
    assertThat(CommandRunner.cluster("start", "n0", in).code()).isZero();
    CommandRunner.CommandResult healthy = CommandRunner.cluster("doctor", in);
    assertThat(healthy.code()).as(healthy.out()).isZero();
    everyLedgerHoldsWhatWasAcknowledged(files.nodeKey(2), files.nodeKey(3), files.nodeKey(4));
  }

  /** CLUSTER-19: an old copy is read and does not vote; CLUSTER-20: all are started again. */
  @Tag("exhaustive")
  @Test
  void anOldCopyIsReadAndAnUpgradeKeepsAll() throws Exception {
    up();
    String in = "--folder=" + files.folder();
    Path copy = temp.resolve("copy");
    try (ClusterLedgerClient client = client()) {
      client.await(4, PATIENCE);
      submit(client);
      CommandRunner.CommandResult made = CommandRunner.cluster("backup", "n1", "--to=" + copy, in);
      assertThat(made.code()).as(made.err() + made.out()).isZero();
      assertThat(made.out()).contains("n1 runs again", "the store is sound");
      submit(client);

      CommandRunner.CommandResult running =
          CommandRunner.cluster("restore", "n1", "--from=" + copy, in);
      assertThat(running.code()).isEqualTo(2);
      kill("n1");
      CommandRunner.CommandResult restored =
          CommandRunner.cluster("restore", "n1", "--from=" + copy, in);
      assertThat(restored.code()).as(restored.err()).isZero();
      CommandRunner.CommandResult refused = CommandRunner.cluster("start", "n1", in);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("is an old copy", "start it with --recover");
      CommandRunner.CommandResult recovered = recover("n1");
      assertThat(recovered.code()).as(recovered.err() + recovered.out()).isZero();

      CommandRunner.CommandResult upgraded = CommandRunner.cluster("upgrade", in);
      assertThat(upgraded.code()).as(upgraded.err() + upgraded.out()).isZero();
      assertThat(upgraded.out().lines()).hasSize(5);
      client.await(4, PATIENCE);
      submit(client);
    }
    everyLedgerHoldsWhatWasAcknowledged();
  }

  /** CLUSTER-15: with more than f members down nothing can be ordered. */
  @Tag("exhaustive")
  @Test
  void withoutAQuorumNothingIsChanged() throws Exception {
    up();
    kill("n2");
    loseStore("n3");
    PublicKey key = files.nodeKey(3);

    refused("n3", "reaches 2 of the 3 members");
    kill("center");
    refused("n3", "the center does not run");

    assertThat(files.nodeKey(3)).isEqualTo(key);
    assertThat(files.node(3).resolve("credentials-fresh")).doesNotExist();
    assertThat(files.node(3).resolve("data")).doesNotExist();
  }

  private void refused(String name, String why) {
    CommandRunner.CommandResult refused = recover(name);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(why, "nothing was changed");
  }
}
