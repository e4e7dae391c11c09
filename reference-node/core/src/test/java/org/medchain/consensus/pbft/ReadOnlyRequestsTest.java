package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutstandingRequests;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** PBFT-22 at the client: whose answers make a result, and which request a timer is about. */
class ReadOnlyRequestsTest {
  private static final long PAUSE_NS = 500;

  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Outbox outbox = new Outbox();
  private final OutstandingRequests ordered = new OutstandingRequests(PAUSE_NS, outbox);
  private final ReadOnlyRequests reads = new ReadOnlyRequests(PAUSE_NS, outbox, ordered);
  private final Transaction first = committee.request("alice", 1);
  private final Transaction second = committee.request("alice", 2);

  private static Receipt result(Transaction request) {
    return new Receipt(request.request(), Receipt.OK, Bytes.utf8("the answer"));
  }

  private List<Output> reply(Epoch epoch, int node, long height) {
    reads.onReply(epoch, committee.key(node), new ReadReply(epoch.number(), height, result(first)));
    return outbox.drain();
  }

  private Timer submit(Transaction request) {
    reads.submit(request);
    return only(Output.StartTimer.class, outbox.drain()).get(0).timer();
  }

  @Test
  void anOpenReadIsNotAskedAgain() {
    reads.submit(first);
    assertThat(outbox.drain()).hasSize(2);
    reads.submit(first);
    assertThat(outbox.drain()).isEmpty();
    ordered.submit(second);
    outbox.drain();
    reads.submit(second);
    assertThat(outbox.drain()).isEmpty();
  }

  @Test
  void anAnswerEndsTheWait() {
    Timer timer = submit(first);
    Epoch epoch = new Epoch(0, Hash.ZERO, 0, committee.members);
    assertThat(reply(epoch, 0, 7)).isEmpty();
    assertThat(reply(epoch, 1, 5)).isEmpty();
    assertThat(reply(epoch, 2, 6))
        .containsExactly(
            new Output.StopTimer(timer), new Output.Accepted(first.request(), 5, result(first)));
    assertThat(reply(epoch, 3, 6)).as("late").isEmpty();
  }

  /** PBFT-20: replies of former members make no quorum. */
  @Test
  void repliesOfFormerMembersDoNotCount() {
    submit(first);
    Epoch former = new Epoch(0, Hash.ZERO, 0, committee.members);
    List<PublicKey> keys = new ArrayList<>();
    for (int node = 2; node < 6; node++) {
      keys.add(committee.key(node));
    }
    Epoch today = new Epoch(1, Hash.ZERO, 5, new Membership(keys));
    reply(former, 0, 4);
    reply(former, 1, 4);
    assertThat(reply(today, 4, 5)).as("two of yesterday, one of today").isEmpty();
    assertThat(reply(today, 5, 5)).isEmpty();
    assertThat(only(Output.Accepted.class, reply(today, 2, 5))).hasSize(1);
  }

  /** Each read has its own pause, after which it and no other is ordered. */
  @Test
  void aTimerIsAboutItsOwnRequest() {
    submit(first);
    Timer timer = submit(second);
    reads.onTimer(timer);
    assertThat(outbox.drain())
        .contains(new Output.Broadcast(Request.envelope(second), List.of()))
        .doesNotContain(new Output.Broadcast(Request.envelope(first), List.of()));
    reads.onTimer(timer);
    assertThat(outbox.drain()).as("it is being ordered").isEmpty();
    assertThat(only(Output.Accepted.class, quorumFor(first))).hasSize(1);
  }

  private List<Output> quorumFor(Transaction request) {
    Epoch epoch = new Epoch(0, Hash.ZERO, 0, committee.members);
    for (int node = 0; node < 3; node++) {
      reads.onReply(epoch, committee.key(node), new ReadReply(0, 1, result(request)));
    }
    return outbox.drain();
  }
}
