package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.consensus.Token;
import org.medchain.data.PublicKey;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;

/**
 * The view change (Castro and Liskov 1999, §4.4): leaving a view, gathering a quorum's
 * VIEW-CHANGEs, entering the next view with what they demand.
 *
 * <pre>
 *   normal in v ── timeout, or f + 1 others want higher ──▶ changing to v' &gt; v
 *   changing to v' ── NEW-VIEW for v'' ≥ v' ──▶ normal in v''
 *   changing to v' ── timeout after a quorum wants v' ──▶ changing to v' + 1
 * </pre>
 */
final class ViewChanges {
  private final PbftState state;
  private final ViewTimer timer;
  private final Map<PublicKey, NewView.Proof> latest = new TreeMap<>();
  private Optional<Envelope> ownChange = Optional.empty();
  private Optional<Envelope> newView = Optional.empty();
  private boolean quorumSeen;

  /** What this replica said, or is about to, when it left its last view. */
  private Optional<ViewChange> left = Optional.empty();

  /** As primary of the wanted view: the one NEW-VIEW that it promised. */
  private Optional<NewView> opened = Optional.empty();

  ViewChanges(PbftState state, ViewTimer timer) {
    this.state = state;
    this.timer = timer;
  }

  /** PBFT-9: leaves the current view; from now on no vote in a view under {@code view}. */
  void start(long view) {
    if (view <= state.view || !state.isMember()) {
      return;
    }
    leave(view);
    timer.onViewLeft();
    ViewChange change =
        new ViewChange(
            view, state.chain.tip().certificate(), List.copyOf(state.certificates.values()));
    left = Optional.of(change);
    Token token = state.journal.write(new Journal.Entry.Left(change));
    state.outbox.promise(change, token);
  }

  private void leave(long view) {
    state.view = view;
    state.changing = true;
    state.demanded = Optional.empty();
    state.slots.clear();
    newView = Optional.empty();
    ownChange = Optional.empty();
    opened = Optional.empty();
    quorumSeen = false;
  }

  /** The view timer ran out: the primary of the view, or of the wanted one, did not deliver. */
  void onTimeout() {
    start(state.view + 1);
  }

  void onOwnViewChange(ViewChange change, Envelope envelope) {
    if (state.changing && change.newView() == state.view) {
      ownChange = Optional.of(envelope);
      latest.put(state.self, new NewView.Proof(state.self, change, envelope.signature()));
      onGathered();
    }
  }

  void onViewChange(Verified verified, ViewChange change) {
    PublicKey sender = verified.sender();
    if (change.newView() < state.view || (change.newView() == state.view && !state.changing)) {
      // The sender may have missed the NEW-VIEW; without it, it would wait for ever.
      newView.ifPresent(envelope -> state.outbox.add(new Output.Send(sender, envelope, List.of())));
      return;
    }
    if (!change.isSound(state.epochs)) {
      state.outbox.add(new Output.Reject(sender, "view-change: a certificate does not suffice"));
      return;
    }
    NewView.Proof held = latest.get(sender);
    if (held == null || held.viewChange().newView() < change.newView()) {
      Envelope envelope = verified.envelope();
      latest.put(sender, new NewView.Proof(sender, change, envelope.signature()));
      join();
      onGathered();
    }
  }

  /** f + 1 replicas want a higher view: among them is an honest one, so its timer was right. */
  private void join() {
    List<Long> higher =
        latest.values().stream()
            .map(proof -> proof.viewChange().newView())
            .filter(view -> view > state.view)
            .sorted(Comparator.reverseOrder())
            .toList();
    if (higher.size() >= state.quorum().weak()) {
      start(higher.get(state.quorum().weak() - 1));
    }
  }

  private void onGathered() {
    if (!state.changing) {
      return;
    }
    // Whoever wants a higher view has also left this one: without counting it, replicas that want
    // different views would wait for each other for ever.
    long leaving =
        latest.values().stream()
            .filter(proof -> proof.viewChange().newView() >= state.view)
            .count();
    if (!quorumSeen && leaving >= state.quorum().size()) {
      quorumSeen = true;
      timer.onQuorumWantsView();
    }
    List<NewView.Proof> proofs =
        latest.values().stream()
            .filter(proof -> proof.viewChange().newView() == state.view)
            .limit(state.quorum().size())
            .toList();
    if (state.isPrimary() && opened.isEmpty() && proofs.size() == state.quorum().size()) {
      NewView message = new NewView(state.view, proofs);
      opened = Optional.of(message);
      Token token = state.journal.write(new Journal.Entry.Opened(message));
      state.outbox.promise(message, token);
    }
  }

  void onOwnNewView(NewView message, Envelope envelope) {
    if (state.changing && message.view() == state.view) {
      enter(message, envelope);
    }
  }

  /** PBFT-10: enters the view that a quorum wants, after checking every VIEW-CHANGE again. */
  void onNewView(Verified verified, NewView message) {
    if (!verified.sender().equals(state.primary(message.view()))) {
      state.outbox.add(
          new Output.Reject(verified.sender(), "new-view: the sender is not the view's primary"));
      return;
    }
    if (message.view() < state.view || (message.view() == state.view && !state.changing)) {
      return;
    }
    if (Views.epoch(message.view()) != state.epochs.current().number()) {
      return; // of an epoch that this replica has still to reach
    }
    if (!isSound(message)) {
      state.outbox.add(
          new Output.Reject(verified.sender(), "new-view: its proofs are not a sound quorum"));
      return;
    }
    enter(message, verified.envelope());
  }

  private boolean isSound(NewView message) {
    Set<PublicKey> senders = new LinkedHashSet<>();
    for (NewView.Proof proof : message.proofs()) {
      if (proof.viewChange().newView() != message.view()
          || !state.members().contains(proof.sender())
          || !senders.add(proof.sender())
          || !proof.viewChange().isSound(state.epochs)) {
        return false;
      }
    }
    return senders.size() >= state.quorum().size();
  }

  private void enter(NewView message, Envelope envelope) {
    state.journal.write(new Journal.Entry.Entered(envelope));
    begin(message, envelope);
    latest.values().removeIf(proof -> proof.viewChange().newView() <= state.view);
    timer.onViewEntered();
  }

  private void begin(NewView message, Envelope envelope) {
    state.view = message.view();
    state.changing = false;
    state.slots.clear();
    List<ViewChange> changes = new ArrayList<>();
    message.proofs().forEach(proof -> changes.add(proof.viewChange()));
    state.demanded = Optional.of(NewViewChain.of(changes));
    newView = Optional.of(envelope);
    ownChange = Optional.empty();
    opened = Optional.empty();
  }

  /** PBFT-20: the next set of members begins, in its first view. */
  void onEpoch() {
    state.view = Views.first(state.epochs.current().number());
    state.changing = false;
    state.demanded = Optional.empty();
    state.slots.clear();
    state.certificates.clear();
    newView = Optional.empty();
    ownChange = Optional.empty();
    left = Optional.empty();
    opened = Optional.empty();
    latest.clear();
    timer.onEpoch();
  }

  /** What the log has to say of views. */
  List<Journal.Entry> entries() {
    List<Journal.Entry> entries = new ArrayList<>();
    if (state.changing) {
      left.ifPresent(change -> entries.add(new Journal.Entry.Left(change)));
      opened.ifPresent(message -> entries.add(new Journal.Entry.Opened(message)));
    } else {
      newView.ifPresent(envelope -> entries.add(new Journal.Entry.Entered(envelope)));
    }
    return entries;
  }

  void recoverEpoch() {
    if (state.view < Views.first(state.epochs.current().number())) {
      onEpoch();
    }
  }

  void recoverLeft(ViewChange change) {
    if (change.newView() > state.view) {
      leave(change.newView());
      left = Optional.of(change);
    }
  }

  void recoverOpened(NewView message) {
    if (message.view() == state.view && state.changing) {
      opened = Optional.of(message);
    }
  }

  void recoverEntered(Envelope envelope) {
    NewView message = (NewView) NewView.TYPE.decoder().apply(envelope);
    if (message.view() > state.view || (message.view() == state.view && state.changing)) {
      begin(message, envelope);
    }
  }

  /** After a restart: says again what the log promises, no more and nothing else. */
  void repeat() {
    if (state.changing) {
      left.ifPresent(state.outbox::broadcast);
      opened.ifPresent(state.outbox::broadcast);
    }
  }

  /** This replica's VIEW-CHANGE, while it waits for the view. */
  Optional<Envelope> ownChange() {
    return ownChange;
  }

  /** The NEW-VIEW of the current view, for those who missed it. */
  Optional<Envelope> newView() {
    return state.changing ? Optional.empty() : newView;
  }
}
