package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.HashChainStateMachine;
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
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** PBFT-22, M27 to M29: requests that only read are linearizable, and always end. */
class ReadOnlyExecutionTest {
  private static final long PAUSE_NS = 500;

  private final TestCommittee committee = new TestCommittee(4, 2, 3);

  /** Every replica answers it, no replica orders it. */
  @Example
  void aReadIsExecutedWithoutABlock() {
    PbftCluster cluster = new PbftCluster(committee);
    cluster.submit("alice");
    cluster.deliver();
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
    cluster.submit("alice");
    cluster.deliver();
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

  /**
   * In random schedules, with members that change: a read shows every write that was accepted, and
   * everything that was read, before it was asked; and it shows a state that the chain had.
   */
  @Property(seed = "20352", tries = 60, shrinking = ShrinkingMode.OFF)
  void readsAreLinearizable(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    PbftCluster cluster = new PbftCluster(new TestCommittee(4, 1 + random.nextInt(3), 2));
    cluster.add();
    Map<RequestId, Long> askedAt = new LinkedHashMap<>();
    long known = 0;
    int seen = 0;
    for (int step = 0; step < 1_200; step++) {
      int draw = random.nextInt(100);
      if (draw < 3) {
        cluster.submit("alice");
      } else if (draw < 6) {
        askedAt.put(cluster.read("bob").request(), known);
      } else if (draw < 7 && random.nextInt(6) == 0) {
        int out = random.nextInt(5);
        cluster.change("center", (out + 1) % 5, (out + 2) % 5, (out + 3) % 5, (out + 4) % 5);
      } else if (draw < 9) {
        fireOne(cluster, random);
      } else {
        cluster.deliverOne(random);
      }
      for (; seen < cluster.accepted().size(); seen++) {
        Output.Accepted accepted = cluster.accepted().get(seen);
        Long before = askedAt.get(accepted.request());
        boolean isRead = before != null && accepted.receipt().output().size() == Hash.SIZE;
        long height = isRead ? heightOf(cluster, root(accepted.receipt())) : accepted.height();
        if (isRead) {
          assertThat(height).as("what was accepted before").isGreaterThanOrEqualTo(before);
        }
        known = Math.max(known, height);
      }
    }
    // How many of the reads took the short way depends on the schedule; some did in all of them.
    assertThat(seen).isPositive();
  }

  private static void fireOne(PbftCluster cluster, Random random) {
    int node = random.nextInt(5);
    List<Timer> timers = List.copyOf(cluster.host(node).timers());
    if (!timers.isEmpty()) {
      cluster.fire(node, timers.get(random.nextInt(timers.size())));
    }
  }

  private static long heightOf(PbftCluster cluster, Hash root) {
    Hash state = cluster.agreement().at(0).header().stateRoot();
    long height = 0;
    while (!state.equals(root)) {
      height++;
      state = HashChainStateMachine.execute(state, cluster.agreement().at(height)).stateRoot();
    }
    return height;
  }

  /** Members of the past do not know the present members' decisions, and no longer answer. */
  @Example
  void aFormerMemberDoesNotReply() {
    PbftCluster cluster = new PbftCluster(committee);
    for (int i = 0; i < 4; i++) {
      cluster.add();
    }
    cluster.submit("alice");
    cluster.deliver();
    cluster.change("center", 4, 5, 6, 7);
    cluster.deliver();
    for (int i = 0; i < 5; i++) {
      cluster.fireAll(PbftTimers.RETRANSMIT);
    }
    // The old ones hear of nothing any more; bob knows only them.
    cluster.lose(flight -> isOld(flight.to()) != isOld(flight.from()) && !isBob(flight));
    cluster.submit("alice");
    cluster.deliver();
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
