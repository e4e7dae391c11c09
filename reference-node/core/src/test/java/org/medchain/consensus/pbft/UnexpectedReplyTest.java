package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutstandingRequests;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/** PBFT-17, PBFT-22: answers that come at the wrong time, from the wrong one, or again. */
class UnexpectedReplyTest {
  private static final long HEIGHT = 6;
  private static final int LARGE = 100_000;
  private static final long PAUSE_NS = 500;

  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final IsolatedReplica ahead = new IsolatedReplica(committee, 0);
  private final IsolatedReplica behind = new IsolatedReplica(committee, 3);
  private final StateTransfer transfer = behind.transfer;
  private final SnapshotPart first;
  private final SnapshotPart second;

  UnexpectedReplyTest() {
    ahead.stableTo(HEIGHT);
    Bytes whole = ahead.snapshot(Bytes.of(new byte[LARGE]));
    first = Snapshot.part(HEIGHT, whole, 0).orElseThrow();
    second = Snapshot.part(HEIGHT, whole, 1).orElseThrow();
    StableCheckpoint offer = ahead.offer();
    transfer.begin(offer.certificate(), offer.tip(), committee.key(0));
    behind.outputs();
  }

  private List<Output> part(int sender, SnapshotPart part) {
    transfer.onPart(committee.key(sender), part);
    return behind.outputs();
  }

  private boolean isTaken(int sender, SnapshotPart part) {
    return !part(sender, part).isEmpty();
  }

  /** Only the part that was asked for, from its holder, and as it was begun. */
  @Test
  void aPartThatWasNotAskedForIsIgnored() {
    assertThat(isTaken(1, first)).as("of another").isFalse();
    assertThat(isTaken(0, second)).as("out of order").isFalse();
    SnapshotPart higher = new SnapshotPart(HEIGHT + 2, 0, 2, first.content());
    assertThat(isTaken(0, higher)).as("of another height").isFalse();
    assertThat(isTaken(0, first)).isTrue();
    assertThat(isTaken(0, first)).as("again").isFalse();
    SnapshotPart longer = new SnapshotPart(HEIGHT, 1, 3, second.content());
    assertThat(isTaken(0, longer)).as("of more parts than were said").isFalse();
    assertThat(only(Output.Restore.class, part(0, second))).hasSize(1);
  }

  /** While the host loads a state, nothing is asked for, and nothing taken. */
  @Test
  void whileAStateIsLoadedNothingElseHappens() {
    part(0, first);
    part(0, second);
    transfer.onTimer();
    assertThat(behind.outputs()).as("the timer").isEmpty();
    assertThat(isTaken(0, first)).as("the first part again").isFalse();
    Hash root = ahead.checkpoints.lastStable.orElseThrow().certificate().checkpoint().stateRoot();
    assertThat(transfer.onRestored(new Input.Restored(0, HEIGHT - 2, Optional.of(root))))
        .as("another height")
        .isFalse();
    assertThat(behind.outputs()).isEmpty();
    assertThat(transfer.onRestored(new Input.Restored(0, HEIGHT, Optional.of(root)))).isTrue();
  }

  /** PBFT-22: an open read is asked once, and a request that is being ordered is not a read. */
  @Test
  void anOpenReadIsNotAskedAgain() {
    Outbox outbox = new Outbox();
    OutstandingRequests ordered = new OutstandingRequests(PAUSE_NS, outbox);
    ReadOnlyRequests reads = new ReadOnlyRequests(PAUSE_NS, outbox, ordered);
    Transaction read = committee.request("alice", 1);
    reads.submit(read);
    assertThat(outbox.drain()).hasSize(2);
    reads.submit(read);
    assertThat(outbox.drain()).isEmpty();
    Transaction slow = committee.request("alice", 2);
    ordered.submit(slow);
    outbox.drain();
    reads.submit(slow);
    assertThat(outbox.drain()).isEmpty();
  }
}
