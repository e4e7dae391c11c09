package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** PBFT-36: what a faulty holder can make a replica keep, and for how long it is waited for. */
class SnapshotDownloadTest {
  private static final Bytes FULL = Bytes.of(new byte[SnapshotPart.BYTES]);

  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final List<PublicKey> holders =
      List.of(committee.key(0), committee.key(1), committee.key(2));
  private final SnapshotDownload download = new SnapshotDownload(holders);

  private static SnapshotPart part(int number, int parts, Bytes content) {
    return new SnapshotPart(8, number, parts, content);
  }

  private Optional<String> add(int number, int parts, Bytes content) {
    return download.add(part(number, parts, content));
  }

  @Example
  void thePartsOfOneHolderAreTheSnapshot() {
    Bytes end = Bytes.utf8("end");
    assertThat(download.expects(part(1, 2, end))).isFalse();
    assertThat(download.expects(part(0, 2, FULL))).isTrue();
    assertThat(add(0, 2, FULL)).isEmpty();
    assertThat(download.expects(part(1, 3, end))).as("another total").isFalse();
    assertThat(download.isComplete()).isFalse();
    assertThat(add(1, 2, end)).isEmpty();
    assertThat(download.isComplete()).isTrue();
    assertThat(download.takeWhole().size()).isEqualTo(SnapshotPart.BYTES + end.size());
    assertThat(download.nextPart()).isZero();
  }

  @Example
  void everyPartButTheLastIsFull() {
    assertThat(add(0, 2, FULL.slice(1, FULL.size())).orElseThrow()).contains("65535 bytes");
    assertThat(add(0, 1, Bytes.EMPTY).orElseThrow()).contains("0 bytes");
    assertThat(add(0, 2, Bytes.EMPTY)).isPresent();
    assertThat(download.nextPart()).isZero();
  }

  /** The limit grows after a round in which the holders announced more, to 1 GiB at most. */
  @Example
  void moreThanTheLimitIsTakenOnlyAfterARoundThatShowsTheNeed() {
    int more = SnapshotDownload.FIRST_LIMIT + 1;
    assertThat(add(0, more, FULL).orElseThrow()).contains("1025 parts, and 1024 are taken");
    download.switchHolder();
    assertThat(add(0, more, FULL)).isPresent();
    download.switchHolder();
    assertThat(add(0, more, FULL)).as("still the first round").isPresent();
    download.switchHolder();
    assertThat(download.holder()).isEqualTo(holders.get(0));
    assertThat(add(0, more, FULL)).isEmpty();
    for (int i = 0; i < 100; i++) {
      download.switchHolder();
      download.add(part(0, SnapshotPart.MAX_PARTS, FULL));
    }
    assertThat(download.nextPart()).isEqualTo(1);
  }

  /** Rounds without an answer are no reason to take more from the one who answers. */
  @Example
  void silenceDoesNotRaiseTheLimit() {
    for (int i = 0; i < 30; i++) {
      download.switchHolder();
    }
    assertThat(add(0, SnapshotDownload.FIRST_LIMIT + 1, FULL)).isPresent();
    assertThat(add(0, SnapshotDownload.FIRST_LIMIT, FULL)).isEmpty();
  }

  /** One part at each expiry: such a holder is left after few of them. */
  @Example
  void aHolderThatIsTooSlowIsLeft() {
    int expiries = 0;
    do {
      assertThat(add(download.nextPart(), SnapshotDownload.FIRST_LIMIT, FULL)).isEmpty();
      expiries++;
    } while (download.isFastEnough());
    assertThat(expiries).isEqualTo(5);
    download.switchHolder();
    assertThat(download.isFastEnough()).as("nothing at all").isFalse();
  }

  @Example
  void aHolderWithTheDemandedPaceStays() {
    for (int part = 0; part < SnapshotDownload.FIRST_LIMIT; part++) {
      assertThat(add(part, SnapshotDownload.FIRST_LIMIT, FULL)).isEmpty();
      if (part % SnapshotDownload.FIRST_PACE == SnapshotDownload.FIRST_PACE - 1) {
        assertThat(download.isFastEnough()).isTrue();
      }
    }
    assertThat(download.isComplete()).isTrue();
  }

  /** One that says much does not raise the limit while others say that it suffices. */
  @Example
  void oneFaultyHolderDoesNotRaiseTheLimit() {
    for (int i = 0; i < 60; i++) {
      int parts = i % 3 == 0 ? SnapshotPart.MAX_PARTS : 2;
      assertThat(add(0, parts, FULL).isPresent()).isEqualTo(i % 3 == 0);
      download.switchHolder();
    }
    assertThat(add(0, SnapshotDownload.FIRST_LIMIT + 1, FULL)).isPresent();
  }

  /** For any pace of the correct holders and any size of the state, the transfer ends. */
  @Property(seed = "20273", tries = 60)
  void aCorrectHolderGetsThereInTheEnd(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SnapshotDownload fetched = new SnapshotDownload(holders);
    int size = 1 + random.nextInt(3_000);
    int pace = 1 + random.nextInt(20);
    int faulty = random.nextInt(3);
    int total = size;
    int expiries = 0;
    while (!fetched.isComplete()) {
      boolean isFaulty = fetched.holder().equals(holders.get(faulty));
      int burst = isFaulty ? 1 + random.nextInt(2_000) : pace;
      boolean left = false;
      for (int i = 0; i < burst && !left && !fetched.isComplete(); i++) {
        int number = fetched.nextPart();
        if (number == 0) {
          total = isFaulty ? 1 + random.nextInt(SnapshotPart.MAX_PARTS) : size;
        }
        boolean isNonsense = isFaulty && number == total - 1;
        left = fetched.add(part(number, total, isNonsense ? Bytes.EMPTY : FULL)).isPresent();
        assertThat(fetched.nextPart()).isLessThanOrEqualTo(2 * Math.max(size, 1_024));
      }
      if (left || (!fetched.isComplete() && !fetched.isFastEnough())) {
        fetched.switchHolder();
      }
      expiries++;
      assertThat(expiries).isLessThan(100_000);
    }
    assertThat(fetched.takeWhole().size()).isEqualTo(size * SnapshotPart.BYTES);
  }
}
