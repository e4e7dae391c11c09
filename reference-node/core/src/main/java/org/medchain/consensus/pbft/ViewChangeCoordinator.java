package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.RejectionReason;

/**
 * The view change (Castro and Liskov 1999, §4.4): leaving a view, gathering a quorum's
 * VIEW-CHANGEs, entering the next view with what they demand.
 *
 * <pre>
 *   normal in v ── timeout, or f + 1 others in higher views ──▶ changing to v' &gt; v
 *   changing to v' ── NEW-VIEW for v'' ≥ v' ──▶ normal in v''
 *   changing to v' ── timeout after a quorum of VIEW-CHANGEs for v' ──▶ changing to v' + 1
 * </pre>
 */
final class ViewChangeCoordinator {
  static final String UNSOUND_CHANGE = "view-change: a certificate does not suffice";
  static final String UNSOUND_NEW_VIEW = "new-view: its proofs are not a sound quorum";
  static final String NOT_THE_PRIMARY = "new-view: the sender is not the view's primary";

  private final PbftState state;
  private final ViewTimer timer;
  private final CollectedViewChanges latestViewChanges = new CollectedViewChanges();
  private Optional<Envelope> ownViewChange = Optional.empty();
  private Optional<Envelope> newView = Optional.empty();
  private boolean quorumReached;

  /** The VIEW-CHANGE that this replica sent, or is about to send, for its last view. */
  private Optional<ViewChange> lastViewChange = Optional.empty();

  /** As primary of the next view: the one NEW-VIEW that it logged. */
  private Optional<NewView> sentNewView = Optional.empty();

  ViewChangeCoordinator(PbftState state, ViewTimer timer) {
    this.state = state;
    this.timer = timer;
  }

  /** PBFT-9: a member (PBFT-20) leaves its view; from now on no vote under {@code view}. */
  void startViewChange(long view) {
    if (view <= state.view || !state.isMember() || !state.remembersVotes()) {
      return;
    }
    leaveView(view);
    timer.onViewLeft();
    ViewChange change =
        new ViewChange(
            view, state.chain.tip().certificate(), List.copyOf(state.certificates.values()));
    lastViewChange = Optional.of(change);
    DurabilityToken token = state.outbox.persist(new LogRecord.ViewLeft(change));
    state.outbox.signAndBroadcastWhenDurable(change, token);
  }

  private void leaveView(long view) {
    state.view = view;
    state.viewChanging = true;
    state.discardPastViews();
    state.newViewChain = Optional.empty();
    state.slots.clear();
    newView = Optional.empty();
    ownViewChange = Optional.empty();
    sentNewView = Optional.empty();
    quorumReached = false;
  }

  /** PBFT-9: the view timer expired: the primary of the current or next view is suspected. */
  void onTimeout() {
    state.discardOverdue();
    if (!timer.isDue()) {
      return; // what it watched waits for nobody
    }
    if (state.remembersVotes()) {
      startViewChange(state.view + 1);
    } else {
      timer.again();
    }
  }

  void onOwnViewChange(ViewChange change, Envelope envelope) {
    if (state.viewChanging && change.newView() == state.view) {
      ownViewChange = Optional.of(envelope);
      latestViewChanges.put(new ViewChangeProof(state.self, change, envelope.signature()));
      onViewChangesCollected();
    }
  }

  void onViewChange(Verified verified, ViewChange change) {
    PublicKey sender = verified.sender();
    if (isPast(change.newView())) {
      // The sender may have missed the NEW-VIEW; without it, it would wait forever.
      newView.ifPresent(envelope -> state.outbox.add(new Output.Send(sender, envelope, List.of())));
      return;
    }
    if (!change.isSound(state.epochs)) {
      state.outbox.add(new Output.Reject(sender, UNSOUND_CHANGE));
      return;
    }
    if (!isKept(sender, change)) {
      Envelope envelope = verified.envelope();
      latestViewChanges.put(new ViewChangeProof(sender, change, envelope.signature()));
      joinHigherView();
      onViewChangesCollected();
    }
  }

  /** PBFT-9: f + 1 ask for a higher view: one of them is honest, and its timer expired. */
  private void joinHigherView() {
    latestViewChanges
        .highestAskedBy(state.quorum().weak(), state.view)
        .ifPresent(this::startViewChange);
  }

  /** PBFT-10: with VIEW-CHANGEs of Q members the primary of the view opens it, once. */
  private void onViewChangesCollected() {
    if (!state.viewChanging) {
      return;
    }
    // A replica in a higher view has also left this one: without counting it, replicas in different
    // views would wait for each other forever.
    int quorum = state.quorum().size();
    if (!quorumReached && latestViewChanges.countFrom(state.view) >= quorum) {
      quorumReached = true;
      timer.onViewChangeQuorum();
    }
    boolean isComplete = latestViewChanges.has(quorum, state.view);
    if (state.isPrimary() && state.remembersVotes() && sentNewView.isEmpty() && isComplete) {
      NewView message = new NewView(state.view, latestViewChanges.proofs(state.view, quorum));
      sentNewView = Optional.of(message);
      DurabilityToken token = state.outbox.persist(new LogRecord.NewViewSent(message));
      state.outbox.signAndBroadcastWhenDurable(message, token);
    }
  }

  void onOwnNewView(NewView message, Envelope envelope) {
    if (state.viewChanging && message.view() == state.view) {
      enterView(message, envelope);
    }
  }

  /**
   * PBFT-10: enters the view for which its primary shows a quorum of VIEW-CHANGEs, after checking
   * each of them again; a view of this epoch (PBFT-20).
   */
  void onNewView(Verified verified, NewView message) {
    if (!verified.sender().equals(state.primary(message.view()))) {
      state.outbox.add(
          new Output.Reject(verified.sender(), RejectionReason.UNAUTHORISED, NOT_THE_PRIMARY));
      return;
    }
    if (isPast(message.view())) {
      return;
    }
    if (ViewNumbers.epoch(message.view()) != state.epochs.current().number()) {
      return; // of an epoch that this replica has not reached
    }
    if (!isSound(message)) {
      state.outbox.add(new Output.Reject(verified.sender(), UNSOUND_NEW_VIEW));
      return;
    }
    enterView(message, verified.envelope());
  }

  /** PBFT-10: whether the replica has entered this view or a higher one, or left it. */
  boolean isPast(long view) {
    return view < state.view || (view == state.view && !state.viewChanging);
  }

  /** Whether a VIEW-CHANGE of this sender for this view or a higher one counts already. */
  boolean isKept(PublicKey sender, ViewChange change) {
    return latestViewChanges.isKept(sender, change.newView());
  }

  /** PBFT-10: whether a quorum of different members made sound VIEW-CHANGEs for this view. */
  boolean isSound(NewView message) {
    Set<PublicKey> senders = new LinkedHashSet<>();
    for (ViewChangeProof proof : message.proofs()) {
      if (proof.viewChange().newView() != message.view()
          || !state.members().contains(proof.sender())
          || !senders.add(proof.sender())
          || !proof.viewChange().isSound(state.epochs)) {
        return false;
      }
    }
    return senders.size() >= state.quorum().size();
  }

  private void enterView(NewView message, Envelope envelope) {
    state.outbox.persist(new LogRecord.ViewEntered(envelope));
    installView(message, envelope);
    latestViewChanges.discardUpTo(state.view);
    timer.onViewEntered();
  }

  private void installView(NewView message, Envelope envelope) {
    state.view = message.view();
    state.viewChanging = false;
    state.discardPastViews();
    state.slots.clear();
    List<ViewChange> changes = new ArrayList<>();
    message.proofs().forEach(proof -> changes.add(proof.viewChange()));
    state.newViewChain = Optional.of(NewViewChain.of(changes));
    newView = Optional.of(envelope);
    ownViewChange = Optional.empty();
    sentNewView = Optional.empty();
  }

  /** PBFT-20: the next set of members begins, in its first view. */
  void onEpoch() {
    state.view = ViewNumbers.first(state.epochs.current().number());
    state.viewChanging = false;
    state.discardPastViews();
    state.newViewChain = Optional.empty();
    state.slots.clear();
    state.certificates.clear();
    newView = Optional.empty();
    ownViewChange = Optional.empty();
    lastViewChange = Optional.empty();
    sentNewView = Optional.empty();
    latestViewChanges.clear();
    timer.onEpoch();
  }

  /** The entries on views for a compacted log. */
  List<LogRecord> viewRecords() {
    List<LogRecord> entries = new ArrayList<>();
    if (state.viewChanging) {
      lastViewChange.ifPresent(change -> entries.add(new LogRecord.ViewLeft(change)));
      sentNewView.ifPresent(message -> entries.add(new LogRecord.NewViewSent(message)));
    } else {
      newView.ifPresent(envelope -> entries.add(new LogRecord.ViewEntered(envelope)));
    }
    return entries;
  }

  void recoverEpoch() {
    if (state.view < ViewNumbers.first(state.epochs.current().number())) {
      onEpoch();
    }
  }

  void recoverViewLeft(ViewChange change) {
    if (change.newView() > state.view) {
      leaveView(change.newView());
      lastViewChange = Optional.of(change);
    }
  }

  void recoverNewViewSent(NewView message) {
    if (message.view() == state.view && state.viewChanging) {
      sentNewView = Optional.of(message);
    }
  }

  void recoverViewEntered(Envelope envelope) {
    NewView message = (NewView) NewView.TYPE.decoder().apply(envelope);
    if (message.view() > state.view || (message.view() == state.view && state.viewChanging)) {
      installView(message, envelope);
    }
  }

  /** After a restart: sends again exactly what the log promises, and then what others asked for. */
  void resendAfterRestart() {
    if (state.viewChanging) {
      lastViewChange.ifPresent(state.outbox::broadcast);
      sentNewView.ifPresent(state.outbox::broadcast);
    }
    joinHigherView();
    onViewChangesCollected();
  }

  /** This replica's VIEW-CHANGE, while it waits for the view. */
  Optional<Envelope> ownViewChange() {
    return ownViewChange;
  }

  /** The NEW-VIEW of the current view, for retransmission. */
  Optional<Envelope> newView() {
    return state.viewChanging ? Optional.empty() : newView;
  }
}
