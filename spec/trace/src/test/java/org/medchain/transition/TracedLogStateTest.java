package org.medchain.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.WriteAheadLog;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/** PBFT-18, TRACE-1: what a replica's log says that it is bound to. */
class TracedLogStateTest {
  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final Block genesis = committee.chain.genesis();
  private final TracedLogState log = new TracedLogState(genesis);
  private final Block first = child(genesis, 1);
  private final Block second = child(first, 2);
  private final Block third = child(second, 3);
  private final Block fourth = child(third, 4);
  private final Epochs epochs = Epochs.of(committee.chain.chain(), committee.members);

  private Block child(Block parent, long sequence) {
    return committee.child(parent, committee.genesisRoots(), committee.request("alice", sequence));
  }

  private QuorumCertificate decided(Block block) {
    return committee.commits(0, block, 0, 1, 2);
  }

  private PreparedCertificate prepared(Block block) {
    return committee.prepared(0, block, 0, 1, 2);
  }

  private void certify(Block block) {
    log.apply(new WriteAheadLog.LogRecord.BlockCertified(decided(block)));
  }

  private void prepare(Block block) {
    log.apply(new WriteAheadLog.LogRecord.BlockPrepared(prepared(block)));
  }

  private void vote(Block block) {
    SignedVote primary =
        committee.vote(Commit.TYPE.name(), committee.keys(0), 0, block.height(), block.hash());
    log.apply(new WriteAheadLog.LogRecord.ProposalAccepted(new PrePrepare(0, block), primary));
  }

  private CheckpointCertificate certificate(Block tip) {
    CheckpointContext context = context();
    return committee.checkpoints(
        new Checkpoint(tip.height(), tip.hash(), Hash.ZERO, context.summary().hash()), 0, 1, 2);
  }

  private CheckpointContext context() {
    return CheckpointContext.of(
        new TreeMap<>(), epochs, new ClientTable(new OrderingRight.Anyone()));
  }

  private void base(Block tip) {
    log.apply(
        new WriteAheadLog.LogRecord.CheckpointBase(
            certificate(tip),
            new DecidedBlock(tip, decided(tip)),
            context().encoded(),
            List.of(),
            List.of()));
  }

  private static TransitionEvidence of(QuorumCertificate certificate) {
    return TracedLogState.evidence(certificate);
  }

  private static TransitionEvidence of(PreparedCertificate certificate) {
    return TracedLogState.evidence(certificate);
  }

  /** Decided up to 1, prepared and voted for up to 3. */
  private void fill() {
    log.apply(new WriteAheadLog.LogRecord.ProposalSent(new PrePrepare(0, first)));
    certify(first);
    for (Block each : List.of(second, third)) {
      vote(each);
      prepare(each);
    }
  }

  @Test
  void aVoteRestsOnItsParent() {
    fill();
    assertThat(log.parent(0, second)).containsExactly(of(decided(first)));
    assertThat(log.parent(0, fourth)).containsExactly(of(prepared(third)));
    assertThat(log.parent(1, fourth)).isEmpty();
    assertThat(log.parent(0, child(child(second, 8), 9))).isEmpty();
    assertThat(log.parent(0, child(child(genesis, 8), 9))).isEmpty();
    assertThat(log.parent(0, child(fourth, 5))).isEmpty();
  }

  /** PBFT-31: blocks decided here above another block are no descendants of the checkpoint's. */
  @Test
  void aCheckpointOfAnotherBlockReplacesAllDecided() {
    fill();
    certify(second);
    certify(third);
    prepare(third);
    Block other = child(first, 8);
    base(other);
    assertThat(log.lastDecided()).isEqualTo(decided(other));
    assertThat(log.parent(0, third)).as("prepared at the checkpoint's height").isEmpty();
    assertThat(log.parent(0, fourth)).containsExactly(of(prepared(third)));
  }
}
