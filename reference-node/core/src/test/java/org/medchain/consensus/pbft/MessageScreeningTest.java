package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/** NET-7, PBFT-33: the judgement on a message before any signature is checked. */
class MessageScreeningTest {
  /** K = 3 and W = 2: a VIEW-CHANGE speaks of 8 heights at most. */
  private static final int HEIGHTS = 8;

  private static final Screening NEEDED = new Screening.Needed();
  private static final Screening UNNEEDED = new Screening.Unneeded();
  private static final Screening UNSOUND = new Screening.Unsound(StateTransfer.UNSOUND);

  private final TestCommittee committee = new TestCommittee(4, 2, 3);
  private final IsolatedReplica replica = new IsolatedReplica(committee, 3);
  private final MessageScreening screening = new MessageScreening(replica.state);

  private final List<Block> blocks = new ArrayList<>();
  private final Epochs zeroth = Epochs.of(committee.chain.chain(), committee.members);
  private final Epochs first =
      zeroth.executed(2, committee.members, 2, 2).after(4); // from height 5 on
  private final Epochs second =
      first.executed(6, committee.members, 2, 2).after(8); // from height 9 on

  private Block block(int height) {
    if (blocks.isEmpty()) {
      blocks.add(committee.genesis());
    }
    while (blocks.size() <= height) {
      blocks.add(committee.child(blocks.getLast()));
    }
    return blocks.get(height);
  }

  private Screening screen(int node, Message message) {
    return screening.of(committee.key(node), message);
  }

  // VIEW-CHANGEs and NEW-VIEWs.

  private Screening change(int stable, int... prepared) {
    QuorumCertificate certificate =
        stable == 0
            ? QuorumCertificate.ofGenesis(block(0).hash())
            : committee.commits(0, block(stable), 0, 1, 2);
    List<PreparedCertificate> all = new ArrayList<>();
    for (int height : prepared) {
      all.add(committee.prepared(0, block(height), 0, 1, 2));
    }
    return screen(1, new ViewChange(1, certificate, all));
  }

  @Test
  void aViewChangeSpeaksOfTheHeightsInRange() {
    Screening unsound = new Screening.Unsound(ViewChangeCoordinator.UNSOUND_CHANGE);
    assertThat(change(0)).isEqualTo(NEEDED);
    assertThat(change(0, 1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo(NEEDED);
    assertThat(change(0, HEIGHTS)).isEqualTo(NEEDED);
    assertThat(change(0, HEIGHTS + 1)).isEqualTo(unsound);
    assertThat(change(4, HEIGHTS + 4)).isEqualTo(NEEDED);
    assertThat(change(4, HEIGHTS + 5)).isEqualTo(unsound);
  }

  @Test
  void theSameViewChangeIsNeededOnce() {
    ViewChange change = committee.emptyChange(1);
    assertThat(screen(1, change)).isEqualTo(NEEDED);
    replica.views.onViewChange(
        (Verified) committee.authenticate(committee.seal(committee.keys(1), change)), change);
    assertThat(screen(1, change)).isEqualTo(UNNEEDED);
    assertThat(screen(2, change)).isEqualTo(NEEDED);
    assertThat(screen(1, committee.emptyChange(2))).isEqualTo(NEEDED);
  }

  @Test
  void aNewViewIsItsPrimarys() {
    NewView message = committee.newView(1, 0, 1, 2);
    assertThat(screen(1, message)).isEqualTo(NEEDED);
    assertThat(screen(2, message))
        .isEqualTo(
            new Screening.Unsound(
                RejectionReason.UNAUTHORISED, ViewChangeCoordinator.NOT_THE_PRIMARY));
    assertThat(screen(1, new NewView(1, message.proofs().subList(0, 2))))
        .isEqualTo(new Screening.Unsound(ViewChangeCoordinator.UNSOUND_NEW_VIEW));
  }

  @Test
  void theOwnAndTheUnaskedAreNotNeeded() {
    assertThat(screen(3, committee.emptyChange(1))).isEqualTo(UNNEEDED);
    assertThat(screen(1, new VoteReport(1, 0, List.of(), List.of()))).isEqualTo(UNNEEDED);
    assertThat(screen(9, committee.emptyChange(1)))
        .isEqualTo(new Screening.Unsound(RejectionReason.UNAUTHORISED, "not a member"));
    assertThat(screen(9, new Request(committee.request("alice", 1)))).isEqualTo(NEEDED);
  }

  // Stable checkpoints.

  private EpochProof proof(Epochs then, long height, int... signers) {
    ContextSummary summary = new ContextSummary(new TreeMap<>(), then, Hash.ZERO);
    Checkpoint end = new Checkpoint(height, Hash.ZERO, Hash.ZERO, summary.hash());
    return new EpochProof(committee.checkpoints(end, signers), summary.digest());
  }

  private EpochProof toFirst() {
    return proof(first, 4, 0, 1, 2);
  }

  private EpochProof toSecond() {
    return proof(second, 8, 0, 1, 2);
  }

  /** A checkpoint of this height, in this epoch, behind these proofs; the receiver knows some. */
  private Screening stable(Epochs known, int epoch, int height, EpochProof... proofs) {
    replica.state.epochs = known;
    Block tip = block(height);
    Checkpoint checkpoint = new Checkpoint(height, tip.hash(), Hash.ZERO, Hash.ZERO);
    return screen(
        1,
        new StableCheckpoint(
            committee.checkpoints(checkpoint, 0, 1, 2),
            new DecidedBlock(tip, committee.commits(ViewNumbers.first(epoch), tip, 0, 1, 2)),
            List.of(proofs)));
  }

  @Test
  void proofsLeadFromKnownMembersToTheCheckpoint() {
    assertThat(stable(zeroth, 0, 3)).isEqualTo(NEEDED);
    assertThat(stable(zeroth, 1, 6, toFirst())).isEqualTo(NEEDED);
    assertThat(stable(zeroth, 2, 10, toFirst(), toSecond())).isEqualTo(NEEDED);
    assertThat(stable(first, 2, 10, toSecond())).isEqualTo(NEEDED);
    assertThat(stable(first, 2, 10, toFirst(), toSecond())).isEqualTo(NEEDED);
    assertThat(stable(second, 2, 10, toFirst(), toSecond())).isEqualTo(NEEDED);
    assertThat(stable(second, 2, 10, toSecond())).isEqualTo(NEEDED);
  }

  @Test
  void proofsAreInOrder() {
    assertThat(stable(zeroth, 2, 10, toSecond())).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, toSecond(), toFirst())).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, toFirst(), toFirst())).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, toSecond(), toSecond())).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, proof(zeroth, 4, 0, 1, 2))).isEqualTo(UNSOUND);
  }

  @Test
  void knownProofsAreProofs() {
    assertThat(stable(second, 2, 10, proof(first, 5, 0, 1, 2))).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, proof(first, 3, 0, 1, 2))).isEqualTo(UNSOUND);
    assertThat(stable(second, 2, 10, proof(first, 4, 0, 1))).isEqualTo(UNSOUND);
    Epochs other = zeroth.executed(2, committee.members, 3, 2).after(6);
    assertThat(stable(second, 2, 10, proof(other, 6, 0, 1, 2))).isEqualTo(UNSOUND);
    assertThat(stable(first, 2, 10, proof(second, 8, 0, 1))).isEqualTo(UNSOUND);
  }

  @Test
  void aCheckpointIsNewsByItsHeightOrItsMembers() {
    replica.state.lowWaterMark = 9;
    assertThat(stable(second, 2, 10)).isEqualTo(NEEDED);
    replica.state.lowWaterMark = 10;
    assertThat(stable(second, 2, 10)).isEqualTo(UNNEEDED);
    assertThat(stable(second, 2, 10, toSecond())).isEqualTo(UNNEEDED);
    assertThat(stable(first, 2, 10, toSecond())).isEqualTo(NEEDED);
  }
}
