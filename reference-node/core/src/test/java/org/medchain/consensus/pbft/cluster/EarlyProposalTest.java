package org.medchain.consensus.pbft.cluster;

import static org.medchain.consensus.pbft.OutputQueries.only;

import static org.medchain.consensus.pbft.OutputQueries.said;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.data.Block;
import org.medchain.data.Header;

/** PBFT-3: a proposal that is ahead of the clock is tried again, whether or not votes come. */
class EarlyProposalTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final TestHost host = committee.host(3, committee.replica(3));

  private List<Output> propose(long aheadMs) {
    Block valid =
        committee.child(
            committee.genesis(), committee.request("alice", 1));
    Header header = valid.header();
    long timestampMs = host.nowNs() / 1_000_000 + committee.chain.clockToleranceMs() + aheadMs;
    Header ahead =
        new Header(
            header.version(),
            header.previous(),
            timestampMs,
            header.merkleRoot(),
            header.transactionCount(),
            header.height(),
            header.stateRoot(),
            header.receiptsRoot(),
            header.difficulty(),
            header.randomString());
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
