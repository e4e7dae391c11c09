package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.FaultyVolume;

/**
 * PBFT-43, NODE-11: a state that was transferred is in the node's own store before its log begins
 * at it, so each later start has state and block without the others, whenever the power was cut.
 */
class TransferredStateTest {
  private static final int JOINING = 3;
  private static final int NOBODY = -1;

  /** Checkpoints in so short a distance that the others have no blocks for a new disk. */
  private final PowerCutChain chain = new PowerCutChain(2);

  private PowerCutCluster cluster;

  @BeforeEach
  void decide() throws Exception {
    cluster = PowerCutCluster.whole(chain);
    cluster.disconnect(JOINING); // Its key has voted on nothing when its disk is new.
    cluster.submitAll();
    cluster.await(
        "the end",
        () ->
            cluster.allAnswered()
                && IntStream.range(0, JOINING)
                    .allMatch(node -> cluster.node(node).holds(cluster.answered())));
    cluster.node(JOINING).stop();
    cluster.disconnect(NOBODY);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.stop();
  }

  private void awaitAll(PowerCutNode node) throws Exception {
    cluster.await("all at the new disk too", () -> node.holds(cluster.answered()));
  }

  /** The height at which a start with only this disk is; the node stays in the cluster. */
  private long heightAlone(FaultyVolume volume) throws Exception {
    cluster.disconnect(JOINING);
    PowerCutNode alone = cluster.start(JOINING, volume);
    long decided = alone.replica.decidedHeight();
    assertThat(decided == 0 || alone.shown).as("its state, %d", decided).isTrue();
    if (alone.restoredTo > 0) {
      assertThat(alone.store.blocks().blockAt(alone.restoredTo)).isPresent();
    }
    cluster.disconnect(NOBODY);
    IntStream.range(0, JOINING).forEach(other -> cluster.connect(JOINING, other));
    return decided;
  }

  @Test
  void itVotesAfterEachRestart() throws Exception {
    FaultyVolume volume = new FaultyVolume();
    awaitAll(cluster.start(JOINING, volume));
    long restoredTo = cluster.node(JOINING).restoredTo;
    assertThat(restoredTo).isPositive();
    for (int life = 0; life < 2; life++) {
      cluster.node(JOINING).stop();
      assertThat(heightAlone(volume)).as("life %d", life).isGreaterThanOrEqualTo(restoredTo);
    }
    cluster.node(JOINING).stop();
    awaitAll(cluster.start(JOINING, volume));
    cluster.disconnect(JOINING - 1); // The others make a quorum only together.
    cluster.submit(PowerCutCluster.REQUESTS + 1, PowerCutCluster.REQUESTS + 3);
    cluster.await("its votes", () -> cluster.answered().size() == PowerCutCluster.REQUESTS + 3);
  }

  @Test
  void aPowerCutInATransferLeavesOneStateOrTheOther() throws Exception {
    assertThat(cutEvery(9)).isGreaterThan(1);
  }

  @Tag("exhaustive")
  @Test
  void aPowerCutAtAnyWriteOfATransferLeavesOneStateOrTheOther() throws Exception {
    assertThat(cutEvery(1)).isGreaterThan(9);
  }

  /** Cuts the power at every nth operation of the new disk after its first; how often. */
  private int cutEvery(int step) throws Exception {
    int cuts = 0;
    boolean cut = true;
    for (int at = 1; cut; at += step) {
      FaultyVolume volume = new FaultyVolume();
      cut = transferUntil(at, volume);
      cuts += cut ? 1 : 0;
      FaultyVolume left = volume.afterPowerCut(new Random(at));
      heightAlone(left);
      awaitAll(cluster.node(JOINING));
      cluster.node(JOINING).stop();
    }
    cluster.start(JOINING, new FaultyVolume());
    return cuts;
  }

  /** Whether the disk came to this operation. */
  private boolean transferUntil(int last, FaultyVolume volume) throws Exception {
    AtomicInteger operations = new AtomicInteger();
    AtomicBoolean cut = new AtomicBoolean();
    PowerCutNode node = cluster.start(JOINING, volume);
    volume.onBoundary(
        () -> {
          if (operations.incrementAndGet() >= last) {
            cut.set(true);
            throw new FaultyVolume.PowerCut();
          }
        });
    cluster.await("the cut, or the end", () -> cut.get() || node.holds(cluster.answered()));
    node.stop();
    return cut.get();
  }
}
