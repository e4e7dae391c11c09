package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.flood.RetainedMemory;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/** PBFT-9, PBFT-10, PBFT-18, PBFT-20 at their edges: which messages on views count. */
class ViewChangeRejectionTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Block genesis = committee.genesis();
  private final Block first = committee.child(genesis, committee.request("alice", 1));
  private final Block other = committee.child(genesis, committee.request("bob", 1));
  private final TestHost backup = committee.host(3, committee.replica(3));

  private List<Output> give(int node, Message message) {
    return backup.give(committee.from(node, message));
  }

  private Output.Reject rejected(int node, String reason) {
    return new Output.Reject(committee.key(node), reason);
  }

  private ViewChange knowing(long newView, PreparedCertificate... prepared) {
    return new ViewChange(newView, committee.emptyChange(newView).decided(), List.of(prepared));
  }

  private AuthenticationResult.Verified verified(int node, Message message) {
    Input input = committee.from(node, message);
    return ((Input.MessageReceived) input).verified();
  }

  /** PBFT-9: a certificate of Q − 1 replicas proves nothing, and its sender is rejected. */
  @Test
  void aViewChangeWithTooSmallACertificateIsRefused() {
    assertThat(give(1, knowing(1, committee.prepared(0, first, 0, 1))))
        .containsExactly(rejected(1, "view-change: a certificate does not suffice"));
    assertThat(give(1, knowing(1, committee.prepared(0, first, 0, 1, 2)))).isEmpty();
  }

  /** PBFT-9: a member says once what it knows when it leaves for a view. */
  @Test
  void theFirstViewChangeOfAMemberForAViewCounts() {
    TestHost primary = committee.host(1, committee.replica(1));
    ViewChange said = committee.emptyChange(1);
    primary.give(committee.from(0, said));
    primary.give(committee.from(0, knowing(1, committee.prepared(0, first, 0, 1, 2))));
    List<Output> outputs = primary.give(committee.from(2, said));
    NewView opened = said(NewView.class, outputs).get(0);
    assertThat(opened.proofs().stream().filter(each -> each.sender().equals(committee.key(0))))
        .containsExactly(committee.proof(0, said));
  }

  /** PBFT-10: only the view's primary opens it. */
  @Test
  void aNewViewOfAnyoneElseIsRefused() {
    assertThat(give(2, committee.newView(1, 0, 1, 2)))
        .containsExactly(
            new Output.Reject(
                committee.key(2),
                RejectionReason.UNAUTHORISED,
                ViewChangeCoordinator.NOT_THE_PRIMARY));
  }

  /** PBFT-10: Q different members, all for this view. */
  @Test
  void aNewViewWithoutAQuorumIsRefused() {
    String reason = "new-view: its proofs are not a sound quorum";
    assertThat(give(1, committee.newView(1, 0, 1))).containsExactly(rejected(1, reason));
    assertThat(give(1, committee.newView(1, 0, 1, 1))).containsExactly(rejected(1, reason));
    NewView.ViewChangeProof foreign = committee.proof(2, committee.emptyChange(2));
    NewView mixed =
        new NewView(1, List.of(committee.newView(1, 0, 1).proofs().get(0), foreign, foreign));
    assertThat(give(1, mixed)).containsExactly(rejected(1, reason));
    give(1, committee.newView(1, 0, 1, 2));
    assertThat(said(Prepare.class, give(1, new PrePrepare(1, first)))).hasSize(1);
  }

  /** PBFT-10, M12: one VIEW-CHANGE that does not prove what it claims spoils the whole. */
  @Test
  void aNewViewWithOneUnsoundViewChangeIsRefused() {
    ViewChange unsound = knowing(1, committee.prepared(0, other, 0, 1));
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(committee.newView(1, 0, 1).proofs());
    proofs.add(committee.proof(2, unsound));
    assertThat(give(1, new NewView(1, proofs)))
        .containsExactly(rejected(1, "new-view: its proofs are not a sound quorum"));
    assertThat(said(Prepare.class, give(1, new PrePrepare(1, other))))
        .as("the view has not begun")
        .isEmpty();
  }

  /** PBFT-9, M19: the NEW-VIEW of a view that was left or passed by comes too late. */
  @Test
  void noViewUnderTheCurrentOneIsEntered() {
    give(2, committee.newView(2, 0, 1, 2));
    assertThat(give(1, committee.newView(1, 0, 1, 2))).isEmpty();
    assertThat(said(Prepare.class, give(2, new PrePrepare(2, first))))
        .containsExactly(new Prepare(2, 1, first.hash()));
  }

  /** PBFT-2: one block a view and height: another view's proposal is not in the way. */
  @Test
  void aViewEnteredWithoutLeavingTheLastOneBeginsEmpty() {
    give(0, new PrePrepare(0, first));
    give(1, committee.newView(1, 0, 1, 2));
    assertThat(said(Prepare.class, give(1, new PrePrepare(1, other))))
        .containsExactly(new Prepare(1, 1, other.hash()));
  }

  /** PBFT-9: a replica that asked for a still higher view keeps asking when a lower one begins. */
  @Test
  void enteringAViewKeepsAViewChangeForAHigherOne() {
    give(0, committee.emptyChange(3));
    give(1, committee.newView(1, 0, 1, 2));
    assertThat(said(ViewChange.class, give(2, committee.emptyChange(3))))
        .containsExactly(committee.emptyChange(3));
  }

  /** PBFT-20, PBFT-24: the next members begin with nothing of the last ones' views. */
  @Test
  void anEpochBeginsWithoutProposalsCertificatesAndWishes() {
    PbftState state = committee.state(3);
    ViewTimer timer = state.timer;
    ViewChangeCoordinator views = state.viewChanges;
    final long before = RetainedMemory.bytes(views) - RetainedMemory.bytes(state, timer);
    ViewChange wish = committee.emptyChange(1);
    views.onViewChange(verified(0, wish), wish);
    state.slots.put(1L, new Slot(first));
    state.prepared.put(1L, committee.prepared(0, first, 0, 1, 2));
    Epochs.EpochEnding ending = new Epochs.EpochEnding(4, committee.members);
    state.epochs = new Epochs(genesis.hash(), state.epochs.epochs(), Optional.of(ending)).after(4);
    state.outbox.drain();
    views.onEpoch();
    assertThat(state.view).isEqualTo(ViewNumbers.first(1));
    assertThat(state.viewChanging).isFalse();
    assertThat(state.slots).isEmpty();
    assertThat(state.prepared).isEmpty();
    assertThat(RetainedMemory.bytes(views) - RetainedMemory.bytes(state, timer)).isEqualTo(before);
    assertThat(state.outbox.drain())
        .as("PBFT-11: nor is the last view's primary waited for")
        .containsExactly(new Output.StopTimer(ViewTimer.VIEW_CHANGE));
  }

  @Test
  void aViewIsWrittenWithItsEpoch() {
    assertThat(ViewNumbers.text(7)).isEqualTo("7");
    assertThat(ViewNumbers.text(ViewNumbers.first(3) + 2)).isEqualTo("3.2");
  }

  /** PBFT-20: the first height of an epoch follows the last one's, and no lower one. */
  @Test
  void aViewChangeOfTheNextEpochKnowsAtLeastItsStart() {
    Epochs.EpochEnding ending = new Epochs.EpochEnding(2, committee.members);
    List<Epoch> all = Epochs.of(genesis.hash(), committee.members).epochs();
    Epochs epochs = new Epochs(genesis.hash(), all, Optional.of(ending)).after(2);
    Block last = committee.child(first);
    long view = ViewNumbers.first(1) + 1;
    ViewChange atStart = new ViewChange(view, committee.commits(0, last, 0, 1, 2), List.of());
    ViewChange under = new ViewChange(view, committee.commits(0, first, 0, 1, 2), List.of());
    assertThat(atStart.isSound(epochs)).isTrue();
    assertThat(under.isSound(epochs)).isFalse();
  }

  /** The messages after a restart with this log, in their order. */
  private List<Message> repeated(int node, WriteAheadLog.LogRecord... log) {
    TestHost host = committee.host(node, committee.replica(node));
    List<Bytes> entries = new ArrayList<>();
    for (WriteAheadLog.LogRecord entry : log) {
      entries.add(entry.encoded());
    }
    host.give(new Input.Recovered(TestCommittee.NOW_NS, entries));
    List<Output> outputs = committee.startConfirmed(host);
    return said(Message.class, outputs).stream()
        .filter(each -> !(each instanceof Status) && !(each instanceof VoteQuery))
        .toList();
  }

  /** PBFT-18: between views it says again what it promised, as the primary of the next one too. */
  @Test
  void aRestartBetweenViewsRepeatsTheViewChangeAndTheNewView() {
    WriteAheadLog.LogRecord left = new WriteAheadLog.LogRecord.ViewLeft(committee.emptyChange(1));
    NewView message = committee.newView(1, 0, 1, 2);
    WriteAheadLog.LogRecord opened = new WriteAheadLog.LogRecord.NewViewSent(message);
    assertThat(repeated(1, left)).containsExactly(committee.emptyChange(1));
    assertThat(repeated(1, left, opened)).containsExactly(committee.emptyChange(1), message);
    assertThat(repeated(1, opened)).as("for a view that it never left for").isEmpty();
    WriteAheadLog.LogRecord later = new WriteAheadLog.LogRecord.ViewLeft(committee.emptyChange(2));
    assertThat(repeated(1, left, opened, later)).containsExactly(committee.emptyChange(2));
  }

  /** PBFT-18: a view that was entered is not wanted any more. */
  @Test
  void aRestartInAViewRepeatsNoViewChange() {
    WriteAheadLog.LogRecord left = new WriteAheadLog.LogRecord.ViewLeft(committee.emptyChange(1));
    var envelope = committee.seal(committee.keys(1), committee.newView(1, 0, 1, 2));
    assertThat(repeated(3, left, new WriteAheadLog.LogRecord.ViewEntered(envelope))).isEmpty();
  }

  /** PBFT-18: an entry that is in the log twice, or belongs to its view, takes no vote back. */
  @Test
  void anEntryReadTwiceLosesNothing() {
    PbftState state = committee.state(3);
    ViewChangeCoordinator views = state.viewChanges;
    var envelope = committee.seal(committee.keys(1), committee.newView(1, 0, 1, 2));
    state.slots.put(1L, new Slot(first));
    views.recoverEpoch();
    assertThat(state.slots).as("in the epoch's first view").hasSize(1);
    views.recoverViewLeft(committee.emptyChange(1));
    views.recoverViewEntered(envelope);
    assertThat(state.view).isEqualTo(1);
    state.slots.put(1L, new Slot(first));
    views.recoverViewEntered(envelope);
    views.recoverViewLeft(committee.emptyChange(1));
    assertThat(state.viewChanging).isFalse();
    assertThat(state.slots).hasSize(1);
  }

  /** PBFT-16, PBFT-18: a shortened log still holds the NEW-VIEW that the primary promised. */
  @Test
  void theShortenedLogKeepsWhatWasPromisedOfViews() {
    PbftState state = committee.state(1);
    ViewChangeCoordinator views = state.viewChanges;
    ViewChange change = committee.emptyChange(1);
    views.startViewChange(1);
    assertThat(views.viewRecords()).containsExactly(new WriteAheadLog.LogRecord.ViewLeft(change));
    views.onOwnViewChange(change, committee.seal(committee.keys(1), change));
    views.onViewChange(verified(0, change), change);
    views.onViewChange(verified(2, change), change);
    NewView opened = said(NewView.class, state.outbox.drain()).get(0);
    assertThat(views.viewRecords())
        .containsExactly(
            new WriteAheadLog.LogRecord.ViewLeft(change),
            new WriteAheadLog.LogRecord.NewViewSent(opened));
  }
}
