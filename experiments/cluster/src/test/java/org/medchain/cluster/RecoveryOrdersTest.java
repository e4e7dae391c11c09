package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.member.MemberRecovery;
import org.medchain.data.PublicKey;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.agency.client.Polling;

/**
 * CLUSTER-16, CLUSTER-21, CLUSTER-22: on processes, members lose their stores in every order, and
 * get old copies back. {@code -Dmedchain.order=2031} runs one order, {@code -Dmedchain.copy=3} one
 * copy.
 */
class RecoveryOrdersTest {
  private static final int MEMBERS = 4;

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

  /** The 24 orders of 0 to 3, in the order of the numbers that they make. */
  static List<String> orders() {
    String only = System.getProperty("medchain.order");
    return Stream.iterate(0, code -> code < 256, code -> code + 1)
        .map(code -> "" + (code >> 6) + (code >> 4 & 3) + (code >> 2 & 3) + (code & 3))
        .filter(order -> order.chars().distinct().count() == MEMBERS)
        .filter(order -> only == null || order.equals(only))
        .toList();
  }

  /** It may be refused while the center looks for the node that came back last: then again. */
  private void recover(String name) throws InterruptedException {
    long endNs = System.nanoTime() + RecoveringCluster.PATIENCE.toNanos();
    CommandRunner.CommandResult recovered = cluster.recover(name);
    while (recovered.code() == 2 && System.nanoTime() < endNs) {
      assertThat(recovered.err()).contains("not now: ", "nothing was changed");
      TimeUnit.MILLISECONDS.sleep(500);
      recovered = cluster.recover(name);
    }
    assertThat(recovered.code()).as(recovered.err() + recovered.out()).isZero();
  }

  /** Half of the orders are under load, and half have a second of rest after each recovery. */
  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("orders")
  void noOrderLosesARequest(String order) throws Exception {
    boolean load = (order.charAt(2) - '0') % 2 == 1;
    int restS = (order.charAt(1) - '0') / 2;
    up();
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      for (int i = 0; i < 5; i++) {
        cluster.submit(client);
      }
      AtomicBoolean ended = new AtomicBoolean(!load);
      CompletableFuture<Void> loader = cluster.load(ended, client);
      PublicKey[] fresh = new PublicKey[MEMBERS];
      for (int i = 0; i < MEMBERS; i++) {
        int place = order.charAt(i) - '0';
        cluster.loseStore("n" + place);
        recover("n" + place);
        fresh[i] = files.nodeKey(place);
        TimeUnit.SECONDS.sleep(restS);
      }
      ended.set(true);
      loader.get(RecoveringCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      cluster.submit(client);
      cluster.kill("n" + order.charAt(0)); // The others make a quorum only together.
      cluster.submit(client);
      assertThat(cluster.acknowledged()).isGreaterThan(load ? 20 : 6);
      cluster.everyLedgerHoldsWhatWasAcknowledged(fresh[1], fresh[2], fresh[3]);
    }
  }

  /** Two have lost their stores: nothing brings either back, and the ledger stays what it was. */
  @Tag("exhaustive")
  @Test
  void aSecondLossBeforeTheFirstIsRecoveredIsRefused() throws Exception {
    up();
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      cluster.submit(client);
      cluster.loseStore("n1");
      recoverUntilItRuns("n1");
      long before = cluster.lastHeight();
      cluster.loseStore("n2");
      PublicKey key = files.nodeKey(2);

      assertThat(CommandRunner.cluster("start", "n2", "--folder=" + files.folder()).refused(1))
          .contains("must not vote with this key again", "--recover");
      for (String name : List.of("n2", "n1")) {
        assertThat(cluster.recover(name).refused(2)).contains("nothing was changed");
      }

      assertThat(files.nodeKey(2)).isEqualTo(key);
      cluster.kill("n1");
      try (LocalCluster processes = LocalCluster.of(files.folder())) {
        processes.stopAll(RecoveringCluster.PATIENCE, member -> {});
      }
      for (int i : List.of(0, 3)) {
        StoredLedger ledger = StoredLedger.read(files.node(i), files.genesis());
        assertThat(ledger.height()).isGreaterThanOrEqualTo(before);
      }
    }
  }

  /** The fresh key is drawn and its node follows; the center has not ordered it. */
  private void recoverUntilItRuns(String name) throws Exception {
    try {
      MemberRecovery.run(
          files,
          name,
          line -> {
            if (line.contains("and follows")) {
              throw new UncheckedIOException(new IOException("interrupted"));
            }
          });
      throw new AssertionError("it was not interrupted");
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("interrupted");
    }
  }

  /**
   * A copy of a store, which is consistent and old.
   *
   * @param run its number
   * @param age in heights
   * @param withNote whether the note beside the keys is put back with it, as old as the copy
   */
  record StoreCopy(int run, int age, boolean withNote) {}

  static List<StoreCopy> copies() {
    int twoIntervals = 2 * RecoveringCluster.INTERVAL;
    return Stream.of(
            new StoreCopy(1, 1, true),
            new StoreCopy(2, 100, true),
            new StoreCopy(3, twoIntervals, true),
            new StoreCopy(4, 100, false),
            new StoreCopy(5, twoIntervals, false))
        .filter(each -> each.run() == Integer.getInteger("medchain.copy", each.run()))
        .toList();
  }

  /**
   * OPERATING.md#old-copy: the others continue all the time; what they hold refuses it, for the
   * note names the store.
   */
  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("copies")
  void anOldCopyVotesOnNothing(StoreCopy copy) throws Exception {
    up();
    Path node = files.node(copy.run() % MEMBERS);
    String name = node.getFileName().toString();
    PublicKey old = files.nodeKey(copy.run() % MEMBERS);
    Path aside = temp.resolve("aside");
    long putBackAt;
    try (ClusterLedgerClient client = cluster.client()) {
      client.await(MEMBERS, RecoveringCluster.PATIENCE);
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture<Void> loader = cluster.load(ended, client);
      awaitHeight(RecoveringCluster.INTERVAL + copy.run());
      cluster.kill(name);
      StoredLedger.copy(node.resolve("data"), aside.resolve("data"));
      StoredLedger.copy(node.resolve("credentials"), aside.resolve("credentials"));
      start(name);
      // Without one of the others each block takes this member's vote, which the copy lacks.
      String other = "n" + (copy.run() + 2) % MEMBERS;
      cluster.kill(other);
      awaitHeight(cluster.lastHeight() + copy.age() + 1);
      start(other);
      cluster.kill(name);
      awaitHeight(cluster.lastHeight() + 10);
      putBack(aside, node, copy.withNote());
      putBackAt = cluster.lastHeight();

      assertThat(CommandRunner.cluster("start", name, "--folder=" + files.folder()).refused(1))
          .contains("must not vote with this key again", "--recover");
      recover(name);
      ended.set(true);
      loader.get(RecoveringCluster.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      cluster.submit(client);
      cluster.kill("n" + (copy.run() + 1) % MEMBERS); // The others make a quorum only together.
      cluster.submit(client);
    }
    PublicKey fresh = files.nodeKey(copy.run() % MEMBERS);
    for (StoredLedger ledger : cluster.everyLedgerHoldsWhatWasAcknowledged(fresh)) {
      assertThat(ledger.height()).isGreaterThan(putBackAt);
      assertThat(ledger.lastVotes().getOrDefault(old, 0L)).isLessThanOrEqualTo(putBackAt);
    }
  }

  private void start(String name) {
    CommandRunner.cluster("start", name, "--folder=" + files.folder()).well();
  }

  private void awaitHeight(long height) throws InterruptedException {
    assertThat(Polling.until(RecoveringCluster.PATIENCE, 20, () -> cluster.lastHeight() >= height))
        .isTrue();
  }

  private static void putBack(Path aside, Path node, boolean withNote) throws IOException {
    WholeFolder.delete(node.resolve("data"));
    StoredLedger.copy(aside.resolve("data"), node.resolve("data"));
    if (withNote) {
      Files.copy(
          aside.resolve("credentials").resolve("history"),
          node.resolve("credentials").resolve("history"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
