package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PBFT-15, PBFT-16: memory is bounded at any height, though one replica is silent. */
@Tag("statistical")
class BoundedMemoryTest {
  private static final int SILENT = 3;

  /** K where the run is short: the less is held in between, the plainer is the growth. */
  private static final long SHORT_INTERVAL = 16;

  private static final long LONG_INTERVAL = 64;
  private static final int POOL = 64;

  /** Heights between two view changes; prime, so that they fall anywhere between checkpoints. */
  private static final int VIEW_CHANGE_EVERY = 101;

  /** The peak depends a little on where view changes fall between checkpoints. */
  private static final double SWING = 1.1;

  private static final long CONSTANT_BYTES = 16 * 1024;

  /** This number of measurements, between checkpoints and at them, find about the most held. */
  private static final int MEASUREMENTS = 70;

  /** While it gets nothing the silent replica lags forever, since its requests are lost. */
  private static final long DEAF_FROM = 100;

  private static final long DEAF_TO = 400;
  private static final int CLIENTS = 4;

  /** Of a client's {@link org.medchain.consensus.ClientTable#WINDOW}, so few are in use at once. */
  private static final long SEQUENCE_STEP = 64;

  private static final int MOST_ROUNDS = 50;

  private LightCluster cluster;
  private boolean fallsBehind;
  private long submitted;

  @Test
  void memoryIsBoundedOverFiveThousandHeights() {
    checkBounded(5_000, SHORT_INTERVAL);
    assertThat(cluster.host(SILENT).height()).isEqualTo(cluster.host(0).height());
  }

  @Test
  void soItIsWhereTheSilentReplicaIsLeftBehind() {
    fallsBehind = true;
    checkBounded(5_000, SHORT_INTERVAL);
    assertThat(cluster.host(SILENT).height()).isBetween(1L, DEAF_TO);
    // Without a stable checkpoint the log cannot be compacted; it gains no more than views.
    long views = cluster.view(0);
    assertThat(cluster.host(SILENT).log().size()).isLessThan((int) (DEAF_TO * 4 + 2 * views));
  }

  @Test
  @Tag("exhaustive")
  void memoryIsBoundedOverAMillionHeights() {
    fallsBehind = true;
    checkBounded(1_000_000, LONG_INTERVAL);
  }

  private void checkBounded(long heights, long checkpointInterval) {
    cluster = new LightCluster(checkpointInterval, POOL, Set.of(SILENT));
    long startNs = System.nanoTime();
    long atTenth = peak(0, heights / 10);
    run(heights - heights / 10);
    long atEnd = peak(heights - heights / 10, heights);
    double seconds = (System.nanoTime() - startNs) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d heights, %.0f a second, %d view changes; held at most: %d bytes in the first"
            + " tenth, %d in the last%n",
        heights,
        heights / seconds,
        cluster.view(0),
        atTenth,
        atEnd);
    assertThat(cluster.host(0).height()).isEqualTo(heights);
    assertThat(cluster.view(0)).isGreaterThan(heights / VIEW_CHANGE_EVERY / 2);
    assertThat((double) atEnd).isLessThanOrEqualTo(SWING * atTenth + CONSTANT_BYTES);
  }

  /** The most that is held on the way between two heights. */
  private long peak(long from, long to) {
    long step = (to - from) / MEASUREMENTS | 1; // odd, lest all fall alike between checkpoints
    long peak = 0;
    for (long height = from + step; height <= to; height += step) {
      run(height);
      peak = Math.max(peak, retained());
    }
    run(to);
    return peak;
  }

  /** Memory of all replicas and logs of those that have a checkpoint for compaction. */
  private long retained() {
    long bytes = 0;
    for (int node = 0; node < LightCluster.NODES; node++) {
      boolean isBehind = fallsBehind && node == SILENT;
      bytes += cluster.memory(node) + (isBehind ? 0 : cluster.log(node));
    }
    return bytes;
  }

  private void run(long heights) {
    while (submitted < heights) {
      boolean isDeaf = fallsBehind && submitted >= DEAF_FROM && submitted < DEAF_TO;
      cluster.deafen(isDeaf ? Set.of(SILENT) : Set.of());
      if (submitted % VIEW_CHANGE_EVERY == VIEW_CHANGE_EVERY - 1) {
        changeView();
      } else {
        submit();
        cluster.deliver();
      }
    }
    awaitAll();
  }

  private void submit() {
    submitted++;
    String client = "client " + submitted % CLIENTS;
    cluster.submit(cluster.request(client, 1 + submitted / CLIENTS * SEQUENCE_STEP));
  }

  /** The primary's proposal is lost, and the backups' timers run out. */
  private void changeView() {
    submit();
    cluster.lose();
    awaitAll();
  }

  private void awaitAll() {
    for (int round = 0; cluster.host(0).height() < submitted; round++) {
      assertThat(round).as("rounds until height %d is executed", submitted).isLessThan(MOST_ROUNDS);
      cluster.fireAll();
    }
  }
}
