package org.medchain.consensus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** PBFT-36: how slow a holder may be, and how many parts it may announce, in each round. */
class SnapshotDownloadTest {
  private static final PublicKey SELF = key(0);
  private static final Bytes WHOLE = Bytes.of(new byte[SnapshotPart.BYTES]);

  private final SnapshotDownload download =
      new SnapshotDownload(List.of(key(1), SELF, key(2)), SELF);

  private static PublicKey key(int number) {
    return new PublicKey(new Hash(number + 1, 0, 0, 0).toBytes());
  }

  private void take(int parts, int announced) {
    for (int i = 0; i < parts; i++) {
      assertThat(download.add(new SnapshotPart(1, download.nextPart(), announced, WHOLE)))
          .isEmpty();
    }
  }

  private void leaveAll() {
    download.switchHolder();
    download.switchHolder();
  }

  /** The first expiries ask only for some part since the one before. */
  @Test
  void aHolderMayBeginSlowly() {
    for (int expiry = 1; expiry <= 4; expiry++) {
      take(1, 1000);
      assertThat(download.isFastEnough()).isTrue();
    }
    assertThat(download.isFastEnough()).as("nothing came").isFalse();
  }

  @Test
  void eachRoundAsksForHalfThePace() {
    for (int pace = SnapshotDownload.FIRST_PACE; pace >= 1; pace /= 2) {
      assertPace(pace);
      leaveAll();
    }
    assertPace(1);
  }

  private void assertPace(int pace) {
    for (int expiry = 1; expiry <= 4; expiry++) {
      take(1, 1000);
      assertThat(download.isFastEnough()).isTrue();
    }
    take(Math.max(1, pace - 4), 1000); // enough at the fifth, and one short at the sixth
    assertThat(download.isFastEnough()).isTrue();
    if (pace > 4) {
      take(pace - 1, 1000);
      assertThat(download.isFastEnough()).as("%s parts of 2 · %s", 2 * pace - 1, pace).isFalse();
    }
  }

  private boolean refuses(int announced) {
    return download.add(new SnapshotPart(1, 0, announced, WHOLE)).isPresent();
  }

  /** Where as many holders announce more as announce less, the next round takes twice as many. */
  @Test
  void theLimitGrowsWhereItIsTooLow() {
    int limit = SnapshotDownload.FIRST_LIMIT;
    assertThat(download.add(new SnapshotPart(1, 0, limit + 1, WHOLE)).orElseThrow())
        .contains("1025 parts, and 1024 are taken");
    download.switchHolder();
    assertThat(refuses(limit)).isFalse();
    download.switchHolder();
    assertThat(refuses(2 * limit)).as("one above, one within").isFalse();
    download.switchHolder();
    assertThat(refuses(2 * limit + 1)).isTrue();
    download.switchHolder();
    assertThat(refuses(4 * limit + 1)).isTrue();
    assertThat(refuses(4 * limit)).isFalse();
    leaveAll();
    while (limit < SnapshotPart.MAX_PARTS) {
      limit *= 2;
      refuses(SnapshotPart.MAX_PARTS);
      leaveAll();
    }
    assertThat(refuses(SnapshotPart.MAX_PARTS)).isFalse();
  }

  @Test
  void aRoundWithoutALargerSnapshotKeepsItsLimit() {
    leaveAll();
    assertThat(refuses(SnapshotDownload.FIRST_LIMIT + 1)).isTrue();
  }
}
