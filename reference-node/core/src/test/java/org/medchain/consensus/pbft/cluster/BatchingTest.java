package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/** PBFT-8, PBFT-23: how long a primary waits for company, and the end of its waiting. */
class BatchingTest {
  private static final long DELAY_NS = 5_000;
  private static final BatchLimits THREE = new BatchLimits(3, 10_000, DELAY_NS);

  /** One header in sixteen is under it. */
  private static final Difficulty EASY = Difficulty.ofTarget(BigInteger.TWO.pow(252));

  private static final Output STARTED = new Output.StartTimer(PbftTimers.BATCH, DELAY_NS);
  private static final Output STOPPED = new Output.StopTimer(PbftTimers.BATCH);

  private final TestCommittee committee = new TestCommittee(4, 4, THREE, 100);
  private final TestHost primary = committee.host(0, committee.replica(0));

  private List<Output> submit(String client, long sequence) {
    return primary.give(committee.submitted(committee.request(client, sequence)));
  }

  private static List<Output> batchTimer(List<Output> outputs) {
    return outputs.stream().filter(each -> each.equals(STARTED) || each.equals(STOPPED)).toList();
  }

  private static int proposals(List<Output> outputs) {
    return said(PrePrepare.class, outputs).size();
  }

  @Test
  void aFullBatchEndsTheWaiting() {
    assertThat(batchTimer(submit("alice", 1))).containsExactly(STARTED);
    assertThat(batchTimer(submit("alice", 2))).isEmpty();
    List<Output> outputs = submit("alice", 3);
    assertThat(batchTimer(outputs)).containsExactly(STOPPED);
    assertThat(proposals(outputs)).isEqualTo(1);
    assertThat(batchTimer(submit("alice", 4))).as("the next batch's own").containsExactly(STARTED);
  }

  @Test
  void theNextBatchWaitsAfresh() {
    submit("alice", 1);
    List<Output> fired = primary.fire(PbftTimers.BATCH);
    assertThat(proposals(fired)).isEqualTo(1);
    assertThat(batchTimer(fired)).isEmpty();
    List<Output> next = submit("alice", 2);
    assertThat(proposals(next)).isZero();
    assertThat(batchTimer(next)).containsExactly(STARTED);
  }

  /** PBFT-9: a replica that leads no view collects nothing; only a timer that runs is stopped. */
  @Test
  void leavingTheViewEndsTheWaiting() {
    submit("alice", 1);
    assertThat(batchTimer(primary.fire(PbftTimers.VIEW_CHANGE))).containsExactly(STOPPED);
    TestHost backup = committee.host(3, committee.replica(3));
    backup.give(committee.submitted(committee.request("alice", 1)));
    assertThat(batchTimer(backup.fire(PbftTimers.VIEW_CHANGE))).isEmpty();
  }

  /** PBFT-8, PBFT-10: first it has to know what lies up to its view's start. */
  @Test
  void aNewPrimaryThatLagsBehindProposesNothing() {
    TestCommittee one = new TestCommittee(4, 2);
    TestHost next = one.host(1, one.replica(1));
    Block decided = one.child(one.chain.genesis(), one.request("alice", 1));
    QuorumCertificate certificate = one.commits(0, decided, 0, 2, 3);
    next.give(one.submitted(one.request("bob", 1)));
    ViewChange knowing = new ViewChange(1, certificate, List.of());
    List<Output> outputs = new ArrayList<>(next.give(one.from(0, knowing)));
    outputs.addAll(next.give(one.from(2, knowing)));
    assertThat(said(NewView.class, outputs)).hasSize(1);
    assertThat(proposals(outputs)).isZero();
    List<Output> caughtUp = next.give(one.from(0, new DecidedBlock(decided, certificate)));
    assertThat(said(PrePrepare.class, caughtUp))
        .extracting(each -> each.block().height())
        .containsExactly(2L);
  }

  private static TestCommittee sealing() {
    return new TestCommittee(4, ConsensusTestChain.parameters(1, EASY), THREE, 100, 1_000);
  }

  private static Block sealedChild(TestCommittee committee, Transaction... requests) {
    Header plain = committee.child(committee.genesis(), requests).header();
    List<Transaction> transactions = List.of(requests);
    Header wanted =
        HeaderFields.of(plain)
            .transactions(transactions)
            .difficulty(EASY)
            .random(RandomString.ZERO)
            .made();
    return Block.of(ConsensusTestChain.search(wanted), transactions);
  }

  /** PBFT-23: a sealed batch, too, is followed by one that waits afresh. */
  @Test
  void theBatchAfterASealedOneWaitsAfresh() {
    TestCommittee sealing = sealing();
    PbftCluster cluster = new PbftCluster(sealing);
    cluster.order("alice", 1);
    assertThat(cluster.host(0).mining()).as("waits for company").isEmpty();
    cluster.fire(0, PbftTimers.BATCH);
    Header wanted = cluster.host(0).mining().orElseThrow();
    cluster.give(0, new Input.NonceFound(TestCommittee.NOW_NS, ConsensusTestChain.search(wanted)));
    cluster.deliver();
    cluster.order("alice", 1);
    assertThat(cluster.agreement().height()).isEqualTo(1);
    assertThat(cluster.host(0).timers()).contains(PbftTimers.BATCH);
    cluster.fire(0, PbftTimers.BATCH);
    assertThat(cluster.host(0).mining().orElseThrow().height()).isEqualTo(2);
  }

  /** PBFT-23: a search ends when its parent is no longer the last block. */
  @Test
  void aDecisionElsewhereEndsTheSearch() {
    TestCommittee sealing = sealing();
    TestHost host = sealing.host(0, sealing.replica(0));
    host.give(sealing.submitted(sealing.request("alice", 1)));
    host.fire(PbftTimers.BATCH);
    assertThat(host.mining().orElseThrow().height()).isEqualTo(1);
    Block decided = sealedChild(sealing, sealing.request("bob", 1));
    List<Output> outputs =
        host.give(sealing.from(1, new DecidedBlock(decided, sealing.commits(0, decided, 1, 2, 3))));
    assertThat(outputs).contains(new Output.StopMining());
    assertThat(host.mining().filter(header -> header.height() == 1)).isEmpty();
  }
}
