package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.transport.RefusedException;

/** STO-7, FILE-10: r holders, and r again after one is gone for good; in a clock of the test's. */
class ReplicaRepairTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @TempDir private Path folder;

  private HolderCluster cluster(int holders) throws IOException {
    return new HolderCluster(folder, holders, Runnable::run);
  }

  private OffChainFileClient.PlacedFile put(HolderCluster cluster, int seed)
      throws IOException, RefusedException, InterruptedException {
    Path plain = Files.write(folder.resolve("plain" + seed), SampleFiles.bytes(9_000, seed));
    return HolderCluster.put(cluster.client(1, 1024), plain);
  }

  @Test
  void absentHolderIsAwaitedAndDeadHolderReplaced()
      throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(5);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    assertThat(cluster.round(0)).isEqualTo(HolderCluster.IDLE);
    PublicKey gone = placed.holders().get(1);
    cluster.network.cut(gone);
    assertThat(cluster.round(10 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    assertThat(cluster.live(placed.deposit().id())).hasSize(2);
    assertThat(cluster.round(31 * MINUTE)).isEqualTo(new ReplicaRepair.RepairRound(1, 0, 0));
    List<PublicKey> ranked = RendezvousHashing.rank(placed.deposit().id(), cluster.keys());
    assertThat(cluster.live(placed.deposit().id()))
        .containsExactlyInAnyOrder(ranked.get(0), ranked.get(2), ranked.get(3));
    assertThat(cluster.round(32 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    // It comes back with its copy: the last in line gives its own up, and nothing else happens.
    cluster.network.heal(gone);
    assertThat(cluster.round(40 * MINUTE)).isEqualTo(new ReplicaRepair.RepairRound(0, 0, 1));
    assertThat(cluster.live(placed.deposit().id()))
        .containsExactlyInAnyOrderElementsOf(placed.holders());
    assertThat(cluster.round(41 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    Path target = folder.resolve("read");
    HolderCluster.get(cluster.client(1, 1024), placed, placed.key(), target);
    assertThat(target).hasSameBinaryContentAs(folder.resolve("plain1"));
  }

  /** Any r − 1 at once, again and again, as long as r are left. */
  @Test
  void anyTwoAtOnceLoseNothing() throws IOException, RefusedException, InterruptedException {
    for (int seed = 0; seed < 3; seed++) {
      HolderCluster cluster = new HolderCluster(folder.resolve("run" + seed), 7, Runnable::run);
      Files.createDirectories(folder.resolve("run" + seed));
      List<Hash> ids = new ArrayList<>();
      for (int file = 0; file < 4; file++) {
        ids.add(put(cluster, file).deposit().id());
      }
      List<PublicKey> alive = new ArrayList<>(cluster.keys());
      Collections.shuffle(alive, new Random(seed));
      long nowNs = 0;
      cluster.round(nowNs);
      while (alive.size() >= 5) {
        int lost = 0;
        for (PublicKey gone : List.copyOf(alive.subList(0, 2))) {
          alive.remove(gone);
          cluster.network.cut(gone);
          lost += (int) ids.stream().filter(cluster.holder(gone).store()::isComplete).count();
        }
        nowNs += 31 * MINUTE;
        assertThat(cluster.round(nowNs).copied()).isEqualTo(lost);
        for (Hash id : ids) {
          assertThat(cluster.live(id)).hasSize(3);
        }
        assertThat(cluster.round(nowNs + MINUTE)).isEqualTo(HolderCluster.IDLE);
      }
    }
  }

  /** OPERATING.md#lost-pieces. */
  @Test
  void scrubbingFindsCorruptionAndRepairsIt()
      throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(4);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    cluster.round(0);
    PublicKey hurt = placed.holders().get(2);
    Path pieces = folder.resolve("holder" + cluster.keys().indexOf(hurt)).resolve("pieces");
    try (Stream<Path> all = Files.walk(pieces)) {
      for (Path piece : all.filter(Files::isRegularFile).limit(3).toList()) {
        Files.write(piece, new byte[10]);
      }
    }
    assertThat(cluster.holder(hurt).store().isComplete(placed.deposit().id())).isTrue();
    assertThat(cluster.round(MINUTE)).isEqualTo(new ReplicaRepair.RepairRound(0, 1, 0));
    assertThat(cluster.holder(hurt).store().scrub(placed.deposit().id())).isZero();
    assertThat(cluster.live(placed.deposit().id())).hasSize(3);
  }

  /** FILE-11: the others' manifest makes a file whole again whose own has become unreadable. */
  @Test
  void anUnreadableManifestIsFetchedAndNoPieceSentAgain()
      throws IOException, RefusedException, InterruptedException {
    OffChainFileClient.PlacedFile placed = put(cluster(3), 1);
    Path manifest =
        folder.resolve("holder1/files").resolve(placed.deposit().id().toHex() + ".deposit");
    Files.write(manifest, new byte[10]);
    HolderCluster again = cluster(3);
    assertThat(again.live(placed.deposit().id())).hasSize(2);
    again.holders.forEach(each -> again.network.cut(each.key()));
    assertThat(again.holders.get(1).repair().round(0)).isEqualTo(HolderCluster.IDLE);
    again.holders.forEach(each -> again.network.heal(each.key()));
    assertThat(again.holders.get(1).repair().round(MINUTE))
        .isEqualTo(new ReplicaRepair.RepairRound(0, 1, 0));
    assertThat(again.live(placed.deposit().id())).hasSize(3);
    assertThat(again.holders.get(1).store().scrub(placed.deposit().id())).isZero();
    assertThat(again.network.asked[CallKind.STORE.method().code()].get()).isZero();
    assertThat(again.round(2 * MINUTE)).isEqualTo(HolderCluster.IDLE);
  }

  /** A holder that claims and cannot show counts as not holding; here: its disk was emptied. */
  @Test
  void holderWithoutProofReceivesThePiece()
      throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(3);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    PublicKey empty = placed.holders().get(0);
    int number = cluster.keys().indexOf(empty);
    try (Stream<Path> all = Files.walk(folder.resolve("holder" + number).resolve("pieces"))) {
      for (Path piece : all.filter(Files::isRegularFile).toList()) {
        Files.delete(piece);
      }
    }
    // Only the others: the one that was emptied has not checked.
    for (int minute = 0; minute < 20 && !cluster.live(placed.deposit().id()).isEmpty(); minute++) {
      for (PublicKey other : placed.holders().subList(1, 3)) {
        cluster.holder(other).repair().round(61L * minute * MINUTE);
      }
    }
    assertThat(cluster.holder(empty).store().isComplete(placed.deposit().id())).isTrue();
    assertThat(cluster.holder(empty).store().scrub(placed.deposit().id())).isZero();
  }

  @Test
  void fullHolderIsSkippedForAWhile() throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(3);
    HolderCluster.Holder full = cluster.join(3, 100);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    cluster.round(0);
    List<PublicKey> holding = cluster.live(placed.deposit().id());
    assertThat(holding).doesNotContain(full.key());
    cluster.network.cut(holding.get(0));
    cluster.round(31 * MINUTE);
    int before = cluster.network.asked[CallKind.STORE.method().code()].get();
    assertThat(cluster.round(32 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    assertThat(cluster.network.asked[CallKind.STORE.method().code()].get()).isEqualTo(before);
    HolderCluster.Holder roomy = cluster.join(4, 1 << 20);
    assertThat(cluster.round(33 * MINUTE).copied()).isEqualTo(1);
    assertThat(cluster.live(placed.deposit().id())).contains(roomy.key());
  }

  @Test
  void theLoopRunsUntilItIsClosed() throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(4);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    HolderCluster.Holder first = cluster.holder(placed.holders().get(0));
    PieceStore third = cluster.holder(placed.holders().get(2)).store();
    FileRounds loop =
        new FileRounds(
            "repair", () -> first.repair().round(System.nanoTime()), Duration.ofMillis(5));
    try (loop) {
      for (int losses = 1; losses <= 2; losses++) {
        third.release(placed.deposit().id());
        int copies = losses;
        await(() -> cluster.meters.counter("medchain.files.repair.copied").count() == copies);
        assertThat(third.isComplete(placed.deposit().id())).isTrue();
      }
    }
    await(() -> threads("files-repair").isEmpty());
    third.release(placed.deposit().id());
    assertThat(first.repair().round(System.nanoTime()))
        .isEqualTo(new ReplicaRepair.RepairRound(1, 0, 0));
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals(name))
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
    }
  }

  /** A restarted node does not take disconnected nodes for dead, nor wait for them forever. */
  @Test
  void aRestartCopiesNothingAtOnce() throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(5);
    OffChainFileClient.PlacedFile placed = put(cluster, 1);
    cluster.network.cut(placed.holders().get(2));
    cluster.restart();
    assertThat(cluster.round(100 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    assertThat(cluster.round(129 * MINUTE)).isEqualTo(HolderCluster.IDLE);
    assertThat(cluster.round(131 * MINUTE).copied()).isEqualTo(1);
    assertThat(cluster.live(placed.deposit().id())).hasSize(3);
  }

  /** An incomplete file is deleted after a day; one that grows is not touched. */
  @Test
  void incompleteFilesAreGivenUp() throws IOException, RefusedException, InterruptedException {
    HolderCluster cluster = cluster(3);
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceStore store = cluster.holders.get(0).store();
    store.reserve(made.deposit());
    long hours = 60 * MINUTE;
    for (int hour = 0; hour < 4; hour++) {
      store.putPiece(made.id(), made.pieces().get(hour));
      assertThat(cluster.round(hour * hours)).isEqualTo(HolderCluster.IDLE);
    }
    assertThat(cluster.round(23 * hours)).isEqualTo(HolderCluster.IDLE);
    assertThat(cluster.round(25 * hours).released()).isEqualTo(1);
    assertThat(store.ids()).isEmpty();
  }
}
