package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

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

  /** Each member's latest VIEW-CHANGE. */
  private final TreeMap<PublicKey, ViewChangeProof> latestViewChanges = new TreeMap<>();

  /** This replica's VIEW-CHANGE, while it waits for the view. */
  Optional<Envelope> ownViewChange = Optional.empty();

  /** The NEW-VIEW of the view that it is in. */
  Optional<Envelope> newView = Optional.empty();

  private boolean quorumReached;

  /** While it waits: the VIEW-CHANGE that it sent, or is about to send. */
  private Optional<ViewChange> lastViewChange = Optional.empty();

  /** While it waits, as the next view's primary: the one NEW-VIEW that it logged. */
  private Optional<NewView> sentNewView = Optional.empty();

  ViewChangeCoordinator(PbftState state) {
    this.state = state;
  }

  /** PBFT-9: a member (PBFT-20) leaves its view; from now on no vote under {@code view}. */
  void startViewChange(long view) {
    if (view <= state.view || !state.isMember() || !state.remembersVotes()) {
      return;
    }
    moveTo(view, true, firstChain());
    state.timer.onViewLeft();
    ViewChange change =
        new ViewChange(view, state.chain.tip().certificate(), List.copyOf(state.prepared.values()));
    lastViewChange = Optional.of(change);
    DurabilityToken token = state.outbox.persist(new LogRecord.ViewLeft(change));
    state.outbox.signAndBroadcastWhenDurable(change, token);
  }

  /** In a view, or on the way to it; messages of the last one are dropped. */
  private void moveTo(long view, boolean changing, NewViewChain demanded) {
    state.view = view;
    state.viewChanging = changing;
    // PBFT-24: a PREPARE counts only in the present view, and a decision by COMMITs of a view long
    // ago comes as a decided block.
    state.prepares.discardViewsBelow(view);
    state.commits.discardViewsBelow(view - PbftState.PAST_VIEWS);
    state.newViewChain = demanded;
    state.slots.clear();
    newView = Optional.empty();
    ownViewChange = Optional.empty();
    lastViewChange = Optional.empty();
    sentNewView = Optional.empty();
    quorumReached = false;
  }

  private NewViewChain firstChain() {
    return NewViewChain.none(state.epochs.genesis());
  }

  /** PBFT-9: the view timer expired: the primary of the current or next view is suspected. */
  void onTimeout() {
    state.discardOverdue();
    if (!state.timer.isDue()) {
      return; // the watched requests wait for nobody
    }
    if (state.remembersVotes()) {
      startViewChange(state.view + 1);
    } else {
      state.timer.start(); // it may not leave its view
    }
  }

  void onOwnViewChange(ViewChange change, Envelope envelope) {
    if (state.viewChanging && change.newView() == state.view) {
      ownViewChange = Optional.of(envelope);
      collect(state.self, change, envelope);
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
    collect(sender, change, verified.envelope());
    joinHigherView();
    onViewChangesCollected();
  }

  private void collect(PublicKey sender, ViewChange change, Envelope envelope) {
    latestViewChanges.put(sender, new ViewChangeProof(sender, change, envelope.signature()));
  }

  /** The views that members ask for. */
  private LongStream viewsAskedFor() {
    return latestViewChanges.values().stream().mapToLong(each -> each.viewChange().newView());
  }

  /** For a view that is over too: the sender gets the NEW-VIEW that it may have missed. */
  Screening screen(PublicKey sender, ViewChange change) {
    ViewChangeProof held = latestViewChanges.get(sender);
    boolean isKept = held != null && held.viewChange().newView() >= change.newView();
    if (isKept && !isPast(change.newView())) {
      return new Screening.Unneeded();
    }
    List<Epoch> epochs = state.epochs.epochs();
    long epoch = ViewNumbers.epoch(change.newView());
    boolean isSound =
        epoch < epochs.size()
            && isInRange(change)
            && change.isSoundIn(epochs.get((int) epoch), state.epochs);
    return isSound ? new Screening.Needed() : new Screening.Unsound(UNSOUND_CHANGE);
  }

  /** The sender's low water mark is not above what it has decided (PBFT-16). */
  private boolean isInRange(ViewChange change) {
    long heights = 2 * state.parameters.checkpointInterval() + state.window();
    return change.prepared().size() <= heights
        && change.prepared().stream()
            .allMatch(each -> each.height() - change.decided().height() <= heights);
  }

  /** PBFT-9: f + 1 ask for a higher view: one of them is honest, and its timer expired. */
  private void joinHigherView() {
    long[] higher = viewsAskedFor().filter(each -> each > state.view).sorted().toArray();
    int weak = state.quorum().weak();
    if (higher.length >= weak) {
      startViewChange(higher[higher.length - weak]);
    }
  }

  /** PBFT-10: with VIEW-CHANGEs of Q members the primary of the view opens it, once. */
  private void onViewChangesCollected() {
    if (!state.viewChanging) {
      return;
    }
    // A replica in a higher view has also left this one: without counting it, replicas in different
    // views would wait for each other forever.
    int quorum = state.quorum().size();
    if (!quorumReached && viewsAskedFor().filter(each -> each >= state.view).count() >= quorum) {
      quorumReached = true;
      state.timer.start();
    }
    List<ViewChangeProof> proofs =
        latestViewChanges.values().stream()
            .filter(each -> each.viewChange().newView() == state.view)
            .limit(quorum)
            .toList();
    boolean isComplete = proofs.size() == quorum;
    if (state.isPrimary() && state.remembersVotes() && sentNewView.isEmpty() && isComplete) {
      NewView message = new NewView(state.view, proofs);
      sentNewView = Optional.of(message);
      DurabilityToken token = state.outbox.persist(new LogRecord.NewViewSent(message));
      state.outbox.signAndBroadcastWhenDurable(message, token);
    }
  }

  void onOwnNewView(NewView message, Envelope envelope) {
    if (state.viewChanging && message.view() == state.view) {
      onNewView(message, envelope);
    }
  }

  /** A view of another epoch than this replica's does not count here (PBFT-20). */
  Screening screen(PublicKey sender, NewView message) {
    if (!sender.equals(state.primary(message.view()))) {
      return new Screening.Unsound(RejectionReason.UNAUTHORISED, NOT_THE_PRIMARY);
    }
    boolean isForeign = ViewNumbers.epoch(message.view()) != state.epochs.current().number();
    if (isForeign || isPast(message.view())) {
      return new Screening.Unneeded();
    }
    return isSound(message) ? new Screening.Needed() : new Screening.Unsound(UNSOUND_NEW_VIEW);
  }

  /** PBFT-10: whether the replica has entered this view or a higher one, or left it. */
  private boolean isPast(long view) {
    return view < state.view || (view == state.view && !state.viewChanging);
  }

  /** PBFT-10: whether a quorum of different members made sound VIEW-CHANGEs for this view. */
  private boolean isSound(NewView message) {
    Set<PublicKey> senders = new LinkedHashSet<>();
    for (ViewChangeProof proof : message.proofs()) {
      if (proof.viewChange().newView() != message.view()
          || !state.members().contains(proof.sender())
          || !senders.add(proof.sender())
          || !isInRange(proof.viewChange())
          || !proof.viewChange().isSound(state.epochs)) {
        return false;
      }
    }
    return senders.size() >= state.quorum().size();
  }

  /** PBFT-10: enters the view for which its primary shows a quorum of VIEW-CHANGEs. */
  void onNewView(NewView message, Envelope envelope) {
    state.outbox.persist(new LogRecord.ViewEntered(envelope));
    installView(message, envelope);
    latestViewChanges.values().removeIf(each -> each.viewChange().newView() <= state.view);
    state.timer.stop();
  }

  private void installView(NewView message, Envelope envelope) {
    List<ViewChange> changes = message.proofs().stream().map(ViewChangeProof::viewChange).toList();
    moveTo(message.view(), false, NewViewChain.of(changes));
    newView = Optional.of(envelope);
  }

  /** PBFT-20: the next set of members begins, in its first view. */
  void onEpoch() {
    moveTo(ViewNumbers.first(state.epochs.current().number()), false, firstChain());
    state.prepared.clear();
    latestViewChanges.clear();
    state.timer.onEpoch();
  }

  /** The entries on views for a compacted log. */
  List<LogRecord> viewRecords() {
    List<LogRecord> entries = new ArrayList<>();
    lastViewChange.ifPresent(change -> entries.add(new LogRecord.ViewLeft(change)));
    sentNewView.ifPresent(message -> entries.add(new LogRecord.NewViewSent(message)));
    newView.ifPresent(envelope -> entries.add(new LogRecord.ViewEntered(envelope)));
    return entries;
  }

  void recoverEpoch() {
    if (state.view < ViewNumbers.first(state.epochs.current().number())) {
      onEpoch();
    }
  }

  void recoverViewLeft(ViewChange change) {
    if (change.newView() > state.view) {
      moveTo(change.newView(), true, firstChain());
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
    if (!isPast(message.view())) {
      installView(message, envelope);
    }
  }

  /** After a restart: sends again exactly what the log promises, and then what others asked for. */
  void resendAfterRestart() {
    lastViewChange.ifPresent(state.outbox::broadcast);
    sentNewView.ifPresent(state.outbox::broadcast);
    joinHigherView();
    onViewChangesCollected();
  }
}
