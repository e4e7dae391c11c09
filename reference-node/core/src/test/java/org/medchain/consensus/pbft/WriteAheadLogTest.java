package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Bytes;

/** PBFT-18: each block is in the log once, decided or voted for (decision 0180). */
class WriteAheadLogTest {
  private final TestCommittee committee = new TestCommittee(4, 2, 10);
  private final IsolatedReplica replica = new IsolatedReplica(committee, 3);
  private final NormalCase normal = replica.state.normalCase;
  private final Block block = committee.child(committee.genesis(), committee.request("alice", 1));
  private final List<WriteAheadLog.LogRecord> log = new ArrayList<>();

  private void collect() {
    for (Output output : replica.outputs()) {
      if (output instanceof Output.Persist persist) {
        log.add(WriteAheadLog.decodeRecord(persist.entry()));
      }
    }
  }

  private void propose() {
    propose(block);
  }

  private void propose(Block proposed) {
    PrePrepare proposal = new PrePrepare(0, proposed);
    normal.onPrePrepare(
        committee.key(0), proposal, committee.seal(committee.keys(0), proposal).signature());
    collect();
  }

  private void decide() {
    Commit vote = new Commit(0, 1, block.hash());
    for (int node = 0; node <= 2; node++) {
      normal.onCommit(
          committee.key(node), vote, committee.seal(committee.keys(node), vote).signature());
    }
    collect();
  }

  private IsolatedReplica again(List<WriteAheadLog.LogRecord> entries) {
    IsolatedReplica again = new IsolatedReplica(committee, 3);
    List<Bytes> written = entries.stream().map(WriteAheadLog.LogRecord::encoded).toList();
    again.state.log.replay(written);
    return again;
  }

  @Test
  void aBlockThatWasVotedForIsNamed() {
    propose();
    decide();
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).isInstanceOf(WriteAheadLog.LogRecord.ProposalAccepted.class);
    assertThat(log.get(1)).isInstanceOf(WriteAheadLog.LogRecord.BlockCertified.class);
    assertThat(again(log).state.chain.tip()).isEqualTo(replica.state.chain.tip());
  }

  @Test
  void aBlockOfWhichTheLogHasNothingIsWrittenWhole() {
    QuorumCertificate certificate = committee.commits(0, block, 0, 1, 2);
    normal.onDecided(new DecidedBlock(block, certificate));
    collect();
    assertThat(log)
        .containsExactly(new WriteAheadLog.LogRecord.BlockDecided(replica.state.chain.tip()));
    assertThat(again(log).state.chain.tip()).isEqualTo(replica.state.chain.tip());
  }

  @Test
  void aBlockOfAViewThatWasLeftIsWrittenWhole() {
    propose();
    replica.views.startViewChange(1);
    collect();
    decide();
    assertThat(log.get(log.size() - 1)).isInstanceOf(WriteAheadLog.LogRecord.BlockDecided.class);
    assertThat(again(log).state.chain.tip()).isEqualTo(replica.state.chain.tip());
  }

  @Test
  void anotherBlockThanTheOneVotedForIsWrittenWhole() {
    propose();
    Block other = committee.child(committee.genesis(), committee.request("bob", 1));
    normal.onDecided(committee.decided(other));
    collect();
    assertThat(log.get(1))
        .isEqualTo(new WriteAheadLog.LogRecord.BlockDecided(replica.state.chain.tip()));
  }

  /** PBFT-7: it has voted for nothing, since what lies W under the block is not executed here. */
  @Test
  void aProposalWithoutItsVoteIsWrittenWhole() {
    for (int i = 0; i < 2; i++) {
      log.add(new WriteAheadLog.LogRecord.BlockDecided(replica.decide()));
    }
    Block third = committee.child(replica.state.chain.tip().block());
    propose(third);
    assertThat(log).as("no vote").hasSize(2);
    normal.onDecided(committee.decided(third));
    collect();
    assertThat(log.get(2))
        .isEqualTo(new WriteAheadLog.LogRecord.BlockDecided(replica.state.chain.tip()));
    assertThat(again(log).state.chain.tip()).isEqualTo(replica.state.chain.tip());
  }

  @Test
  void aLogThatNamesWhatItLacksIsDamaged() {
    propose();
    decide();
    assertRefused(() -> again(log.subList(1, 2)))
        .hasMessageContaining("log entry 0 is damaged: no entry before has the block");
  }

  /** A request that waits here is kept once, as the sender sent it. */
  @Test
  void aProposalSharesTheRequestsThatWait() {
    var own = committee.request("alice", 1);
    assertThat(own).isNotSameAs(block.transactions().get(0));
    replica.state.pool.add(own);
    propose();
    Block kept = replica.state.slots.get(1L).proposal;
    assertThat(kept).isEqualTo(block);
    assertThat(kept.transactions().get(0)).isSameAs(own);
  }
}
