package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** PBFT-22, M27 to M29: requests that only read are linearizable, and always end. */
class ReadOnlyExecutionTest {
  private static final long PAUSE_NS = 500;

  private final TestCommittee committee = new TestCommittee(4, 2, 3);

  /** Every replica answers it, no replica orders it. */
  @Example
  void aReadIsExecutedWithoutABlock() {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.order("alice", 1);
    Transaction read = cluster.read("bob");
    cluster.deliver();
    assertThat(cluster.agreement().height()).isEqualTo(1);
    assertThat(cluster.accepted()).hasSize(2);
    Output.Accepted answer = cluster.accepted().get(1);
    assertThat(answer.request()).isEqualTo(read.request());
    assertThat(answer.height()).isEqualTo(1);
    assertThat(root(answer.receipt())).isEqualTo(cluster.host(0).machine().stateRoot());
  }

  private static Hash root(Receipt receipt) {
    return Decoder.decode(receipt.output(), Decoder::hash);
  }

  /** CONS-8: a read that was given up is not ordered after its pause. */
  @Example
  void aReadThatIsGivenUpIsNotOrdered() {
    TestCommittee four = new TestCommittee(4, 2);
    PbftClientSession session = new PbftClientSession(four.members, PAUSE_NS);
    Transaction read = four.request("alice", 1);
    List<Output> sent = session.step(new Input.ReadSubmitted(TestCommittee.NOW_NS, read));
    Timer timer = only(Output.StartTimer.class, sent).get(0).timer();
    assertThat(session.step(new Input.RequestWithdrawn(TestCommittee.NOW_NS, read.request())))
        .containsExactly(new Output.StopTimer(timer));
    assertThat(session.step(new Input.TimerFired(TestCommittee.NOW_NS, timer))).isEmpty();
  }

  /** M27: f + 1 equal answers may be old ones; Q are needed, of different members and one epoch. */
  @Property(seed = "20351", tries = 20)
  void aQuorumOfEqualAnswersIsNeeded(@ForAll @IntRange(min = 4, max = 10) int nodes) {
    TestCommittee many = new TestCommittee(nodes, 2);
    int quorum = new QuorumSizes(nodes).size();
    PbftClientSession session = new PbftClientSession(many.members, PAUSE_NS);
    Transaction read = many.request("alice", 1);
    session.step(new Input.ReadSubmitted(TestCommittee.NOW_NS, read));
    Receipt old = new Receipt(read.request(), Receipt.OK, Bytes.utf8("old"));
    Receipt now = new Receipt(read.request(), Receipt.OK, Bytes.utf8("now"));
    List<Output> outputs = new ArrayList<>();
    outputs.addAll(session.step(many.from(0, new ReadReply(0, 4, old))));
    outputs.addAll(session.step(many.from(0, new ReadReply(0, 5, now))));
    for (int node = 1; node < quorum; node++) {
      outputs.addAll(session.step(many.from(node, new ReadReply(1, 5, now)))); // another epoch
      outputs.addAll(session.step(many.from(node, new ReadReply(0, 4L + node, now))));
      outputs.addAll(session.step(many.from(node, new ReadReply(0, 4L + node, now))));
    }
    outputs.addAll(
        session.step(many.from(TestCommittee.client("mallory"), new ReadReply(0, 5, now))));
    assertThat(only(Output.Accepted.class, outputs)).isEmpty();
    if (quorum < nodes) {
      outputs = session.step(many.from(quorum, new ReadReply(0, 20, now)));
      assertThat(only(Output.Accepted.class, outputs))
          .containsExactly(new Output.Accepted(read.request(), 5, now));
    }
  }

  /** M28: a replica that has sent COMMIT for a block answers only when it has executed it. */
  @Example
  void aReplyWaitsForTheBlocksOfTheReplicasCommits() {
    TestHost host = committee.host(3, committee.replica(3));
    Block block = committee.child(committee.genesis(), committee.request("alice", 1));
    assertThat(reads(host.give(readRequest(1)))).as("nothing is in flight").hasSize(1);
    host.give(committee.from(0, new PrePrepare(0, block)));
    assertThat(reads(host.give(readRequest(2)))).as("PREPARE decides nothing").hasSize(1);
    List<Output> outputs = host.give(committee.from(1, new Prepare(0, 1, block.hash())));
    assertThat(said(Commit.class, outputs)).hasSize(1);
    assertThat(reads(host.give(readRequest(3)))).isEmpty();
    host.give(committee.from(0, new Commit(0, 1, block.hash())));
    host.holdExecutions();
    outputs = host.give(committee.from(1, new Commit(0, 1, block.hash())));
    assertThat(committed(outputs)).hasSize(1);
    assertThat(reads(outputs)).as("committed is not executed").isEmpty();
    assertThat(reads(host.releaseExecution())).hasSize(1);
  }

  private static List<Output.Read> reads(List<Output> outputs) {
    return only(Output.Read.class, outputs);
  }

  private Input readRequest(long sequence) {
    return committee.arrival(
        ReadRequest.envelope(committee.request("bob", sequence)), TestCommittee.NOW_NS);
  }

  /** The same after a restart: its log has the blocks for which it sent COMMIT. */
  @Example
  void theRuleOutlivesARestart() {
    TestHost host = committee.host(3, committee.replica(3));
    Block block = committee.child(committee.genesis(), committee.request("alice", 1));
    host.give(committee.from(0, new PrePrepare(0, block)));
    host.give(committee.from(1, new Prepare(0, 1, block.hash())));
    TestHost again =
        host.restarted(committee.replica(3), committee.genesisState(), committee.genesis());
    again.give(new Input.Recovered(TestCommittee.NOW_NS, again.log()));
    committee.startConfirmed(again);
    assertThat(reads(again.give(readRequest(1)))).isEmpty();
    again.give(committee.from(0, new Commit(0, 1, block.hash())));
    assertThat(reads(again.give(committee.from(1, new Commit(0, 1, block.hash()))))).hasSize(1);
  }

  /** M29: where writes keep the answers apart, the request is ordered, and so it ends. */
  @Example
  void whatIsNotAnsweredAlikeIsOrdered() {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.order("alice", 1);
    cluster.lose(flight -> flight.envelope().code() == ReadReply.TYPE.code());
    Transaction read = cluster.read("bob");
    cluster.deliver();
    assertThat(cluster.accepted()).hasSize(1);
    cluster.fireClient("bob");
    cluster.deliver();
    assertThat(cluster.agreement().requests()).contains(read.request());
    assertThat(cluster.accepted()).hasSize(2);
    // Late answers to results that are final already change nothing.
    cluster.lose(flight -> false);
    for (int node = 0; node < 4; node++) {
      cluster.give(node, committee.arrival(ReadRequest.envelope(read), TestCommittee.NOW_NS));
    }
    cluster.deliver();
    assertThat(cluster.accepted()).hasSize(2);
  }

  /** Anything may be read; open reads cost a bounded memory (PBFT-24). */
  @Example
  void waitingReadsAreBounded() {
    TestHost host = committee.host(3, committee.replica(3));
    Block block = committee.child(committee.genesis(), committee.request("alice", 1));
    host.give(committee.from(0, new PrePrepare(0, block)));
    host.give(committee.from(1, new Prepare(0, 1, block.hash())));
    for (int i = 1; i <= 3_000; i++) {
      assertThat(reads(host.give(readRequest(i)))).isEmpty();
    }
    host.give(committee.from(0, new Commit(0, 1, block.hash())));
    List<Output> outputs = host.give(committee.from(1, new Commit(0, 1, block.hash())));
    assertThat(reads(outputs)).hasSizeBetween(1, 1_024);
  }

  /** Members of the past do not know the present members' decisions, and no longer answer. */
  @Example
  void aFormerMemberDoesNotReply() {
    PbftCluster cluster = new PbftCluster(committee);
    for (int i = 0; i < 4; i++) {
      cluster.add();
    }
    cluster.order("alice", 1);
    cluster.change("center", 4, 5, 6, 7);
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT, 5);
    // The old ones hear of nothing any more; bob knows only them.
    cluster.lose(flight -> isOld(flight.to()) != isOld(flight.from()) && !isBob(flight));
    cluster.order("alice", 1);
    Transaction read = cluster.read("bob");
    cluster.deliver();
    assertThat(cluster.accepted().stream().map(Output.Accepted::request))
        .doesNotContain(read.request());
  }

  private boolean isOld(PublicKey key) {
    int node = committee.numberOf(key);
    return node >= 0 && node < 4;
  }

  private static boolean isBob(PbftCluster.Flight flight) {
    PublicKey bob = TestCommittee.client("bob").publicKey();
    return flight.from().equals(bob) || flight.to().equals(bob);
  }
}
