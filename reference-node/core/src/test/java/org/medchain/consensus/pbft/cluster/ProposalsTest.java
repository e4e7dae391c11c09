package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** PBFT-3, PBFT-10, PBFT-13: proposals where a block is decided, or ahead of the clock. */
class ProposalsTest {
  private final TestCommittee committee = new TestCommittee(4, 2);

  private final TestHost host = committee.host(3, committee.replica(3));

  private final Block genesis = committee.genesis();

  private final Block decided = committee.child(genesis, committee.request("alice", 1));

  private final Block other = committee.child(genesis, committee.request("bob", 1));

  private final QuorumCertificate certificate = committee.commits(0, decided, 0, 1, 2);

  private List<Output> give(int node, Message message) {
    return host.give(committee.from(node, message));
  }

  /** Enters view 1, whose primary is Byzantine and shows that {@code decided} is decided. */
  private void enterView1() {
    enterView1(certificate);
  }

  private void enterView1(QuorumCertificate start) {
    ViewChange knowing = new ViewChange(1, start, List.of());
    ViewChange empty = committee.emptyChange(1);
    give(
        1,
        new NewView(
            1,
            List.of(
                committee.proof(0, empty),
                committee.proof(1, knowing),
                committee.proof(2, empty))));
  }

  private void assertRefused(List<Output> outputs) {
    assertThat(said(Message.class, outputs)).isEmpty();
    assertThat(only(Output.Reject.class, outputs).toString())
        .contains("another block is decided at this height");
  }

  /** The replica knows that something is decided here, though not yet the block itself. */
  @Test
  void notEvenBeforeTheStartHasBeenFetched() {
    enterView1();
    assertRefused(give(1, new PrePrepare(1, other)));
    assertThat(committed(give(0, new DecidedBlock(decided, certificate)))).containsExactly(decided);
  }

  /** PBFT-39: under a start that has not come, any block may be the wrong one. */
  @Test
  void noneUnderAStartWhoseBlockIsUnknown() {
    Block second = committee.child(decided, committee.request("carol", 1));
    enterView1(committee.commits(0, second, 0, 1, 2));
    assertThat(said(Prepare.class, give(1, new PrePrepare(1, decided)))).isEmpty();
    List<Output> outputs = give(2, new FetchedBlock(second));
    assertThat(said(Prepare.class, outputs)).containsExactly(new Prepare(1, 1, decided.hash()));
  }

  @Test
  void theDecidedBlockIsVotedForAgainUnderAnUnknownStart() {
    give(0, new DecidedBlock(decided, certificate));
    Block second = committee.child(decided, committee.request("carol", 1));
    enterView1(committee.commits(0, second, 0, 1, 2));
    assertThat(said(Prepare.class, give(1, new PrePrepare(1, decided))))
        .containsExactly(new Prepare(1, 1, decided.hash()));
  }

  @Test
  void notWhereTheBlockCameByCatchingUp() {
    give(1, new DecidedBlock(decided, certificate));
    assertRefused(give(0, new PrePrepare(0, other)));
  }

  @Test
  void theDecidedBlockItselfIsVotedForAgain() {
    give(0, new DecidedBlock(decided, certificate));
    assertThat(said(Prepare.class, give(0, new PrePrepare(0, decided))))
        .containsExactly(new Prepare(0, 1, decided.hash()));
  }

  /** PBFT-6, CONS-9: being too old does not depend on what is executed. */
  @Test
  void anOldRequestIsJudgedAlikeBeforeAndAfterExecution() {
    Transaction high = committee.request("eve", 5_000);
    Transaction old = committee.request("eve", 5_000 - 1_024);
    Transaction young = committee.request("eve", 5_000 - 1_023);
    Block one = committee.child(genesis, high);
    for (boolean isExecuted : new boolean[] {true, false}) {
      TestHost replica = committee.host(3, committee.replica(3));
      replica.holdExecutions();
      replica.give(committee.from(0, committee.decided(one)));
      if (isExecuted) {
        replica.releaseExecution();
      }
      Block bad = committee.child(one, old);
      List<Output> outputs = replica.give(committee.from(0, new PrePrepare(0, bad)));
      assertThat(said(Message.class, outputs)).isEmpty();
      assertThat(only(Output.Reject.class, outputs)).hasSize(1);
    }
    TestHost replica = committee.host(3, committee.replica(3));
    replica.give(committee.from(0, committee.decided(one)));
    Block good = committee.child(one, young);
    List<Output> outputs = replica.give(committee.from(0, new PrePrepare(0, good)));
    assertThat(said(Prepare.class, outputs)).hasSize(1);
  }

  /** Nor does an honest primary propose what its backups must refuse. */
  @Test
  void aPrimaryDoesNotProposeAnOldRequest() {
    PbftCluster cluster = new PbftCluster(committee);
    for (int node = 0; node < 4; node++) {
      cluster.host(node).holdExecutions();
    }
    for (long sequence : new long[] {5_000, 1}) {
      for (int node = 0; node < 4; node++) {
        cluster.give(node, committee.submitted(committee.request("eve", sequence)));
      }
    }
    cluster.deliver();
    assertThat(said(PrePrepare.class, allOutputs(cluster.steps(0)))).hasSize(1);
    assertThat(only(Output.Reject.class, allOutputs(cluster.steps(1)))).isEmpty();
  }

  private List<Output> propose(long aheadMs) {
    Block valid = committee.child(committee.genesis(), committee.request("alice", 1));
    Header header = valid.header();
    long timestampMs = host.nowNs() / 1_000_000 + committee.chain.clockToleranceMs() + aheadMs;
    Header ahead = HeaderFields.of(header).timeMs(timestampMs).made();
    return host.give(committee.from(0, new PrePrepare(0, Block.of(ahead, valid.transactions()))));
  }

  @Test
  void itGetsItsVoteWhenItsTimeHasCome() {
    List<Output> early = propose(300);
    assertThat(said(Prepare.class, early)).isEmpty();
    assertThat(early).contains(new Output.StartTimer(PbftTimers.EARLY, 300_000_000));
    host.pass(300);
    assertThat(said(Prepare.class, host.fire(PbftTimers.EARLY))).hasSize(1);
  }

  /** A clock that is wrong by more than a timeout is not waited for. */
  @Test
  void oneThatIsFarAheadIsRefused() {
    List<Output> outputs = propose(1_001);
    assertThat(only(Output.Reject.class, outputs)).hasSize(1);
    assertThat(only(Output.StartTimer.class, outputs))
        .noneMatch(each -> each.timer().equals(PbftTimers.EARLY));
  }
}
