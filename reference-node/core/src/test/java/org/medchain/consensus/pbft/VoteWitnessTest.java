package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** PBFT-30: a replica's report to each member on the votes that this member signed. */
class VoteWitnessTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final PbftState state = committee.state(3);
  private final VoteWitness witness = new VoteWitness(state);
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Block second = committee.child(first, committee.request("alice", 2));

  private void observe(int node, Message message) {
    var envelope = committee.seal(committee.keys(node), message);
    witness.observe((AuthenticationResult.Verified) committee.authenticate(envelope));
  }

  private VoteReport report(int node) {
    return witness.report(committee.key(node), 1);
  }

  private static String text(VoteEvidence vote) {
    return vote.phase() + " view " + vote.view() + " height " + vote.height();
  }

  private List<String> votes(int node) {
    return report(node).votes().stream().map(VoteWitnessTest::text).toList();
  }

  private List<Long> viewsLeftFor(int node) {
    return report(node).viewChanges().stream()
        .map(NewView.ViewChangeProof::viewChange)
        .map(change -> change.newView())
        .toList();
  }

  /** A member votes first in a view, then in the next height of it. */
  @Example
  void theNewestOfEachPhaseIsKept() {
    observe(0, new PrePrepare(0, first));
    assertThat(votes(0)).containsExactly("PRE_PREPARE view 0 height 1");
    observe(1, new Prepare(0, 2, second.hash()));
    observe(1, new Prepare(0, 1, first.hash()));
    assertThat(votes(1)).containsExactly("PREPARE view 0 height 2");
    observe(1, new Prepare(1, 1, first.hash()));
    observe(1, new Prepare(0, 2, second.hash()));
    assertThat(votes(1)).as("a later view counts more").containsExactly("PREPARE view 1 height 1");
    observe(1, new Commit(0, 1, first.hash()));
    assertThat(votes(1))
        .as("each phase for itself")
        .containsExactly("PREPARE view 1 height 1", "COMMIT view 0 height 1");
    assertThat(votes(2)).as("nothing of others").isEmpty();
  }

  /** The first of two equal votes stays: a repetition costs nothing. */
  @Example
  void theFirstOfTwoThatAreAsNewStays() {
    observe(1, new Prepare(0, 1, first.hash()));
    Block other = committee.child(committee.genesis(), committee.request("bob", 1));
    observe(1, new Prepare(0, 1, other.hash()));
    assertThat(report(1).votes())
        .singleElement()
        .extracting(VoteEvidence::block)
        .isEqualTo(first.hash());
    observe(2, committee.emptyChange(2));
    NewView.ViewChangeProof held = report(2).viewChanges().getFirst();
    observe(2, committee.emptyChange(2));
    assertThat(report(2).viewChanges().getFirst()).isSameAs(held);
  }

  @Example
  void theHighestViewChangeIsKept() {
    observe(1, committee.emptyChange(3));
    observe(1, committee.emptyChange(2));
    assertThat(viewsLeftFor(1)).containsExactly(3L);
    observe(1, committee.emptyChange(4));
    assertThat(viewsLeftFor(1)).containsExactly(4L);
    assertThat(viewsLeftFor(2)).isEmpty();
  }

  /** After a restart its log is all that a witness has. */
  @Example
  void aPreparedCertificateTellsThePrimarysAndTheBackupsVotes() {
    PreparedCertificate prepared = committee.prepared(0, first, 0, 1, 2);
    state.prepared.put(1L, prepared);
    assertThat(votes(0)).containsExactly("PRE_PREPARE view 0 height 1");
    assertThat(votes(1)).containsExactly("PREPARE view 0 height 1");
    assertThat(report(1).votes().getFirst().vote()).isEqualTo(prepared.prepares().getFirst());
    assertThat(votes(3)).as("its own is not another's").isEmpty();
    observe(1, new Prepare(0, 2, second.hash()));
    assertThat(votes(1)).as("what arrived is newer").containsExactly("PREPARE view 0 height 2");
  }

  @Example
  void theLastCertificateWithTheMembersCommitTellsIt() {
    state.chain.append(committee.decided(first));
    state.chain.append(new DecidedBlock(second, committee.commits(0, second, 0, 2, 3)));
    assertThat(votes(1)).containsExactly("COMMIT view 0 height 1");
    assertThat(votes(2)).containsExactly("COMMIT view 0 height 2");
  }

  /** The number of members bounds the witness' memory. */
  @Example
  void whatAFormerMemberSignedIsForgottenAndNoOthers() {
    for (int node = 0; node < 2; node++) {
      observe(node, new Prepare(0, 1, first.hash()));
      observe(node, new Commit(0, 1, first.hash()));
      observe(node, committee.emptyChange(2));
    }
    PbftState later =
        new PbftState(
            committee.parameters,
            new Membership(
                List.of(committee.key(1), committee.key(2), committee.key(3), committee.key(4))),
            committee.key(3));
    state.epochs = later.epochs;
    assertThat(votes(0)).isEmpty();
    assertThat(viewsLeftFor(0)).isEmpty();
    assertThat(votes(1)).hasSize(2);
    assertThat(viewsLeftFor(1)).hasSize(1);
  }
}
