package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.flood.RetainedMemory;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotDownload;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** PBFT-17: which states are fetched, and which member is queried after a faulty one. */
class SnapshotFetchTest {
  /** K = 2 and W = 2. */
  private final TestCommittee committee = new TestCommittee(4, 2, 2);

  private static final long HEIGHT = 6;
  private static final int LARGE = 100_000;
  private static final Bytes STATE = Bytes.of(new byte[LARGE]);

  private final IsolatedReplica ahead = new IsolatedReplica(committee, 0);
  private final IsolatedReplica behind = new IsolatedReplica(committee, 3);
  private final StateTransfer transfer = behind.transfer;

  SnapshotFetchTest() {
    ahead.stableTo(HEIGHT);
  }

  private void begin() {
    StableCheckpoint offer = ahead.offer();
    transfer.begin(offer.certificate(), offer.tip(), committee.key(0));
  }

  /** The nodes asked since the last time, each for the first part. */
  private List<Integer> asked() {
    List<Output> outputs = behind.outputs();
    assertThat(said(FetchSnapshot.class, outputs)).allMatch(new FetchSnapshot(HEIGHT, 0)::equals);
    return behind.receivers(FetchSnapshot.TYPE, outputs);
  }

  /** A state is fetched by whom it brings on: not by one that is as far without it. */
  @Test
  void onlyWhoIsLowerFetchesAState() {
    behind.executeTo(HEIGHT);
    begin();
    assertThat(asked()).isEmpty();
    assertThat(transfer.isActive()).isFalse();
  }

  @Test
  void oneThatIsLowerFetchesIt() {
    behind.executeTo(HEIGHT - 1);
    begin();
    assertThat(asked()).containsExactly(0);
    assertThat(transfer.isActive()).isTrue();
  }

  /** PBFT-12: it waits for the state, so that it does not stop asking. */
  @Test
  void whoFetchesAStateWaitsForIt() {
    assertThat(behind.checkpoints.isBlockedOnOthers()).isFalse();
    begin();
    assertThat(behind.checkpoints.isBlockedOnOthers()).isTrue();
  }

  /** Whose own state is broken may know of higher blocks, and needs a state under them. */
  @Test
  void whoHasNoStateFetchesOneUnderItsBlocks() {
    behind.executeTo(HEIGHT + 1);
    behind.state.restoring = true;
    begin();
    assertThat(asked()).containsExactly(0);
  }

  /** PBFT-16: under the low water mark lies nothing of use. */
  @Test
  void nothingAtTheLowWaterMarkIsFetched() {
    behind.stableTo(HEIGHT);
    behind.state.restoring = true;
    begin();
    assertThat(asked()).isEmpty();
  }

  /** A state must not set back a replica that has reached it by itself. */
  @Test
  void theBlocksMayComeToExactlyThatHeight() {
    begin();
    behind.executeTo(HEIGHT);
    behind.outputs();
    transfer.onTimer();
    assertThat(asked()).isEmpty();
    assertThat(transfer.isActive()).isFalse();
  }

  @Test
  void thePartThatComesAfterTheBlocksIsIgnored() {
    begin();
    behind.executeTo(HEIGHT);
    behind.outputs();
    send(0, ahead.snapshot(Bytes.EMPTY));
    assertThat(behind.outputs()).isEmpty();
    assertThat(transfer.isActive()).isFalse();
  }

  private void send(int holder, Bytes snapshot) {
    int part = 0;
    Optional<SnapshotPart> next = Snapshot.part(HEIGHT, snapshot, part);
    while (next.isPresent()) {
      transfer.onPart(committee.key(holder), next.get());
      part++;
      next = Snapshot.part(HEIGHT, snapshot, part);
    }
  }

  /** The fault of a holder's part, and the holder that was asked for it instead. */
  private void assertRefused(int holder, String reason, int next) {
    List<Output> outputs = behind.outputs();
    List<Output.Reject> rejected = only(Output.Reject.class, outputs);
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).sender()).isEqualTo(committee.key(holder));
    assertThat(rejected.get(0).reason()).startsWith("snapshot-part: ").contains(reason);
    assertThat(said(FetchSnapshot.class, outputs)).containsExactly(new FetchSnapshot(HEIGHT, 0));
    assertThat(behind.receivers(FetchSnapshot.TYPE, outputs)).containsExactly(next);
  }

  private boolean isTaken(int sender, SnapshotPart part) {
    transfer.onPart(committee.key(sender), part);
    return !behind.outputs().isEmpty();
  }

  /** PBFT-17: only the part that was asked for, from its holder, and as it was begun. */
  @Test
  void onlyThePartThatWasAskedForIsTaken() {
    Bytes whole = ahead.snapshot(STATE);
    SnapshotPart first = Snapshot.part(HEIGHT, whole, 0).orElseThrow();
    SnapshotPart second = Snapshot.part(HEIGHT, whole, 1).orElseThrow();
    begin();
    behind.outputs();
    assertThat(isTaken(1, first)).as("of another").isFalse();
    assertThat(isTaken(0, second)).as("out of order").isFalse();
    SnapshotPart higher = new SnapshotPart(HEIGHT + 2, 0, 2, first.content());
    assertThat(isTaken(0, higher)).as("of another height").isFalse();
    assertThat(isTaken(0, first)).isTrue();
    assertThat(isTaken(0, first)).as("again").isFalse();
    SnapshotPart longer = new SnapshotPart(HEIGHT, 1, 3, second.content());
    assertThat(isTaken(0, longer)).as("of more parts than were said").isFalse();
    transfer.onPart(committee.key(0), second);
    assertThat(only(Output.Restore.class, behind.outputs())).hasSize(1);
    transfer.onTimer();
    assertThat(behind.outputs()).as("while the state is loaded").isEmpty();
    assertThat(isTaken(0, first)).as("the first part again").isFalse();
    Hash root = ahead.checkpoints.lastStable.orElseThrow().certificate().checkpoint().stateRoot();
    assertThat(transfer.onRestored(new Input.Restored(0, HEIGHT - 2, Optional.of(root))))
        .as("another height")
        .isFalse();
    assertThat(behind.outputs()).isEmpty();
    assertThat(transfer.onRestored(new Input.Restored(0, HEIGHT, Optional.of(root)))).isTrue();
  }

  /** M31: each lie is noted, and at once another of the signers is asked, round and round. */
  @Test
  void aFaultyHolderIsNamedAndTheNextIsQueried() {
    begin();
    assertThat(asked()).containsExactly(0);
    IsolatedReplica elsewhere = new IsolatedReplica(committee, 0);
    elsewhere.decide(committee.request("mallory", 1));
    elsewhere.execute();
    elsewhere.stableTo(HEIGHT);
    send(0, elsewhere.snapshot(Bytes.EMPTY));
    assertRefused(0, "another context", 1);
    send(1, Bytes.utf8("no snapshot at all"));
    assertRefused(1, "", 2);
    send(2, ahead.snapshot(Bytes.EMPTY));
    assertThat(only(Output.Restore.class, behind.outputs())).hasSize(1);
    assertThat(transfer.onRestored(new Input.Restored(0, HEIGHT, Optional.of(Hash.ZERO))))
        .isFalse();
    assertRefused(2, "another state", 0);
    assertThat(behind.state.restoring).as("the host's state has no height").isTrue();
  }

  /** PBFT-36: only signers keep the state; an offer of anybody else changes nothing in that. */
  @Test
  void onlySignersAreAskedForParts() {
    StableCheckpoint offer = ahead.offer();
    PublicKey stranger = TestCommittee.client("stranger").publicKey();
    transfer.begin(offer.certificate(), offer.tip(), stranger);
    assertThat(behind.receivers(FetchSnapshot.TYPE, behind.outputs())).doesNotContain(-1);
    List<PublicKey> signers = offer.certificate().holders();
    for (int i = 0; i < 2 * signers.size(); i++) {
      transfer.onTimer();
      assertThat(asked()).allMatch(node -> signers.contains(committee.key(node)));
    }
  }

  /** PBFT-35: the host is told which root a quorum signed. */
  @Test
  void theCertifiedRootIsPartOfTheRestore() {
    begin();
    behind.outputs();
    send(0, ahead.snapshot(STATE));
    Hash certified =
        ahead.checkpoints.lastStable.orElseThrow().certificate().checkpoint().stateRoot();
    Output.Restore restore = only(Output.Restore.class, behind.outputs()).get(0);
    assertThat(restore.stateRoot()).isEqualTo(certified);
  }

  /** PBFT-24: parts that were handed to the host are not kept here as well. */
  @Test
  void thePartsAreDroppedWhenTheStateIsWhole() {
    begin();
    behind.outputs();
    send(0, ahead.snapshot(STATE));
    List<Output> outputs = behind.outputs();
    assertThat(only(Output.Restore.class, outputs).get(0).state()).contains(STATE);
    assertThat(RetainedMemory.bytes(transfer)).isLessThan(LARGE);
  }

  /** PBFT-36: the memory and the time that a faulty holder can cost. */
  @Nested
  class BoundedDownload {
    private static final Bytes FULL = Bytes.of(new byte[SnapshotPart.BYTES]);

    private final List<PublicKey> holders =
        List.of(committee.key(0), committee.key(1), committee.key(2));
    private final SnapshotDownload download = download();

    private SnapshotDownload download() {
      StableCheckpoint offer = ahead.offer();
      return new SnapshotDownload(offer.certificate().holders(), committee.key(3));
    }

    private static SnapshotPart part(int number, int parts, Bytes content) {
      return new SnapshotPart(8, number, parts, content);
    }

    private Optional<String> add(int number, int parts, Bytes content) {
      return download.add(part(number, parts, content));
    }

    @Test
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

    @Test
    void everyPartButTheLastIsFull() {
      assertThat(add(0, 2, FULL.slice(1, FULL.size())).orElseThrow()).contains("65535 bytes");
      assertThat(add(0, 1, Bytes.EMPTY).orElseThrow()).contains("0 bytes");
      assertThat(add(0, 2, Bytes.EMPTY)).isPresent();
      assertThat(download.nextPart()).isZero();
    }

    /** One that says much does not raise the limit while others say that it suffices. */
    @Test
    void oneFaultyHolderDoesNotRaiseTheLimit() {
      for (int i = 0; i < 60; i++) {
        int parts = i % 3 == 0 ? SnapshotPart.MAX_PARTS : 2;
        assertThat(add(0, parts, FULL).isPresent()).isEqualTo(i % 3 == 0);
        download.switchHolder();
      }
      assertThat(add(0, SnapshotDownload.FIRST_LIMIT + 1, FULL)).isPresent();
    }

    /** For any pace of the correct holders and any size of the state, the transfer ends. */
    @Test
    void aCorrectHolderGetsThereInTheEnd() {
      for (int seed = 0; seed < 60; seed++) {
        fetch(seed);
      }
    }

    private void fetch(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      SnapshotDownload fetched = download();
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
}
