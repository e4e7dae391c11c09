package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** PBFT-15, PBFT-16, PBFT-19: which CHECKPOINTs are made, count and are forgotten. */
class CheckpointProtocolTest {
  /** K = 2 and W = 2: the high water mark lies 6 above the low one. */
  private final TestCommittee committee = new TestCommittee(4, 2, 2);

  private final PbftState state = committee.state(3);
  private final CheckpointProtocol checkpoints = state.checkpoints;

  private static Checkpoint checkpoint(long height) {
    Hash any = Hash.of(Bytes.utf8("state " + height));
    return new Checkpoint(height, any, any, any);
  }

  private Optional<CheckpointProtocol.StableCheckpointState> hear(int node, Checkpoint checkpoint) {
    long before = state.lowWaterMark;
    checkpoints.onCheckpoint(committee.key(node), checkpoint, Signature.NONE);
    return checkpoints.lastStable.filter(stable -> stable.height() > before);
  }

  /** Whether CHECKPOINTs of f + 1 members for this height count: then they are ahead. */
  private boolean counts(long height) {
    hear(0, checkpoint(height));
    hear(1, checkpoint(height));
    return checkpoints.othersAreAhead();
  }

  /** PBFT-16, PBFT-24: between the water marks, at multiples of K; nothing else is kept. */
  @Test
  void onlyCheckpointsBetweenTheWaterMarksCount() {
    assertThat(counts(1)).as("no multiple").isFalse();
    assertThat(counts(0)).as("the low water mark").isFalse();
    assertThat(counts(8)).as("above the high one").isFalse();
    assertThat(counts(6)).as("at the high one").isTrue();
  }

  /** PBFT-12: one member more than may lie, and above what is decided here. */
  @Test
  void fPlusOneMembersAreAhead() {
    hear(0, checkpoint(2));
    assertThat(checkpoints.othersAreAhead()).isFalse();
    hear(0, checkpoint(2));
    assertThat(checkpoints.othersAreAhead()).as("the same one").isFalse();
    hear(1, checkpoint(2));
    assertThat(checkpoints.othersAreAhead()).isTrue();
    decideTo(2);
    assertThat(checkpoints.othersAreAhead()).as("decided here as well").isFalse();
  }

  private void decideTo(long height) {
    while (state.chain.height() < height) {
      Block block = committee.child(state.chain.tip().block());
      state.chain.append(committee.decided(block));
    }
  }

  private List<Checkpoint> executeTo(PbftState state, CheckpointProtocol checkpoints, long height) {
    for (long each = state.chain.executedHeight() + 1; each <= height; each++) {
      decideTo(each);
      Hash root = Hash.of(Bytes.utf8("executed " + each));
      ExecutionResult execution = new ExecutionResult(each, Hash.ZERO, root, root, List.of());
      state.chain.executed(execution);
      checkpoints.onExecuted(execution);
    }
    return said(Checkpoint.class, state.outbox.drain());
  }

  /** PBFT-20: a replica that is not a member keeps the state too, and signs nothing. */
  @Test
  void whoIsNoMemberKeepsTheStateAndSignsNothing() {
    PbftState stranger = committee.state(7);
    CheckpointProtocol follows = stranger.checkpoints;
    Hash root = Hash.of(Bytes.utf8("executed 2"));
    ExecutionResult execution = new ExecutionResult(2, Hash.ZERO, root, root, List.of());
    stranger.chain.executed(execution);
    follows.onExecuted(execution);
    List<Output> outputs = stranger.outbox.drain();
    assertThat(only(Output.TakeSnapshot.class, outputs)).hasSize(1);
    assertThat(said(Checkpoint.class, outputs)).isEmpty();
  }

  private Envelope sealed(Checkpoint checkpoint) {
    return committee.seal(committee.keys(3), checkpoint);
  }

  /** PBFT-16: Q equal ones, this replica's own among them; then all under it is forgotten. */
  @Test
  void aQuorumMakesACheckpointStable() {
    List<Checkpoint> own = executeTo(state, checkpoints, 4);
    Checkpoint two = own.get(0);
    checkpoints.onOwnCheckpoint(two, sealed(two));
    checkpoints.onOwnCheckpoint(own.get(1), sealed(own.get(1)));
    assertThat(checkpoints.ownUnstable.values()).hasSize(2);
    assertThat(hear(0, two)).isEmpty();
    CheckpointProtocol.StableCheckpointState stable = hear(1, two).orElseThrow();
    assertThat(stable.certificate().checkpoint()).isEqualTo(two);
    assertThat(stable.certificate().votes()).hasSize(3);
    assertThat(state.lowWaterMark).isEqualTo(2);
    assertThat(checkpoints.lastStable).contains(stable);
    assertThat(checkpoints.ownUnstable.values()).containsExactly(sealed(own.get(1)));
    assertThat(state.chain.base()).as("blocks go one checkpoint later").isZero();
    assertThat(checkpoints.stabilise(stable.certificate())).as("no news").isFalse();
    checkpoints.onOwnCheckpoint(two, sealed(two));
    assertThat(checkpoints.ownUnstable.values()).as("signed late").hasSize(1);
    hear(0, own.get(1));
    state.outbox.drain();
    assertThat(hear(1, own.get(1))).isPresent();
    assertThat(only(Output.Truncate.class, state.outbox.drain()))
        .extracting(Output.Truncate::height)
        .as("the snapshot before is still served")
        .containsExactly(2L);
    assertThat(state.chain.base()).isEqualTo(2);
    assertThat(checkpoints.ownUnstable.values()).isEmpty();
  }

  /** PBFT-16, M21: an unconfirmed checkpoint discards no block, since others may need them. */
  @Test
  void blocksStayUntilTheirCheckpointIsStable() {
    List<Checkpoint> own = executeTo(state, checkpoints, 4);
    assertThat(own).hasSize(2);
    assertThat(state.chain.base()).isZero();
    for (long height = 1; height <= 4; height++) {
      assertThat(state.chain.at(height)).as("block %d", height).isPresent();
    }
  }

  /** PBFT-19: a state that a quorum has otherwise is not silently gone on from. */
  @Test
  void aQuorumWithAnotherStateIsReported() {
    executeTo(state, checkpoints, 2);
    hear(0, checkpoint(2));
    hear(1, checkpoint(2));
    assertThat(state.outbox.drain()).as("two of three").isEmpty();
    hear(2, checkpoint(2));
    assertThat(state.outbox.drain())
        .containsExactly(
            new Output.Reject(
                committee.key(3), "checkpoint: a quorum has another state at height 2"));
  }

  /** PBFT-16: a certificate is taken for the state that was executed here, and for no other. */
  @Test
  void aCertificateOfAnotherStateIsNoNews() {
    Checkpoint two = executeTo(state, checkpoints, 2).get(0);
    assertThat(checkpoints.stabilise(committee.checkpoints(checkpoint(2), 0, 1, 2))).isFalse();
    assertThat(checkpoints.stabilise(committee.checkpoints(checkpoint(4), 0, 1, 2))).isFalse();
    assertThat(checkpoints.stabilise(committee.checkpoints(two, 0, 1, 2))).isTrue();
  }

  private List<WriteAheadLog.LogRecord> live() {
    Checkpoint two = executeTo(state, checkpoints, 3).get(0);
    assertThat(checkpoints.stabilise(committee.checkpoints(two, 0, 1, 2))).isTrue();
    List<Output> outputs = state.outbox.drain();
    Output.Persist written = only(Output.Persist.class, outputs).get(0);
    assertThat(outputs).contains(new Output.Truncate(written.token(), 0));
    return ((WriteAheadLog.LogRecord.CheckpointBase) WriteAheadLog.decodeRecord(written.entry()))
        .records();
  }

  /** PBFT-16, PBFT-18: the new log holds each vote above the decided blocks, and no other. */
  @Test
  void theShortenedLogHoldsWhatMattersAboveTheCheckpoint() {
    decideTo(3);
    Block tip = state.chain.tip().block();
    Block next = committee.child(tip, committee.request("alice", 1));
    Block seen = committee.child(next, committee.request("alice", 2));
    var primary = committee.vote(PrePrepare.DOMAIN, committee.keys(0), 0, 4, next.hash());
    for (Block block : List.of(tip, next)) {
      Slot slot = new Slot(block);
      slot.prePrepare = primary;
      slot.prePrepared = true;
      state.slots.put(block.height(), slot);
    }
    state.slots.put(5L, new Slot(seen));
    PreparedCertificate prepared = committee.prepared(0, next, 0, 1, 2);
    state.prepared.put(4L, prepared);
    assertThat(live())
        .containsExactly(
            new WriteAheadLog.LogRecord.BlockDecided(state.chain.tip()),
            new WriteAheadLog.LogRecord.ProposalAccepted(new PrePrepare(0, next), primary),
            new WriteAheadLog.LogRecord.BlockPrepared(prepared));
  }
}
