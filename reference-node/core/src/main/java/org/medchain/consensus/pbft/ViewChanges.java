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
import org.medchain.data.Hash;
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
  private boolean promised;

  ViewChanges(PbftState state, ViewTimer timer) {
    this.state = state;
    this.timer = timer;
  }

  /** PBFT-9: leaves the current view; from now on no vote in a view under {@code view}. */
  void start(long view) {
    if (view <= state.view) {
      return;
    }
    state.view = view;
    state.changing = true;
    state.demanded = Optional.empty();
    state.slots.clear();
    ownChange = Optional.empty();
    quorumSeen = false;
    promised = false;
    timer.onViewLeft();
    state.outbox.promise(
        new ViewChange(
            view, state.chain.tip().certificate(), List.copyOf(state.certificates.values())));
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
    if (!change.isSound(state.members, genesis())) {
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
    if (higher.size() >= state.quorum.weak()) {
      start(higher.get(state.quorum.weak() - 1));
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
    if (!quorumSeen && leaving >= state.quorum.size()) {
      quorumSeen = true;
      timer.onQuorumWantsView();
    }
    List<NewView.Proof> proofs =
        latest.values().stream()
            .filter(proof -> proof.viewChange().newView() == state.view)
            .limit(state.quorum.size())
            .toList();
    if (state.isPrimary() && !promised && proofs.size() == state.quorum.size()) {
      promised = true;
      state.outbox.promise(new NewView(state.view, proofs));
    }
  }

  void onOwnNewView(NewView message, Envelope envelope) {
    if (state.changing && message.view() == state.view) {
      enter(message, envelope);
    }
  }

  /** PBFT-10: enters the view that a quorum wants, after checking every VIEW-CHANGE again. */
  void onNewView(Verified verified, NewView message) {
    if (!verified.sender().equals(Primary.of(state.members, message.view()))) {
      state.outbox.add(
          new Output.Reject(verified.sender(), "new-view: the sender is not the view's primary"));
      return;
    }
    if (message.view() < state.view || (message.view() == state.view && !state.changing)) {
      return;
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
          || !state.members.contains(proof.sender())
          || !senders.add(proof.sender())
          || !proof.viewChange().isSound(state.members, genesis())) {
        return false;
      }
    }
    return senders.size() >= state.quorum.size();
  }

  private void enter(NewView message, Envelope envelope) {
    state.view = message.view();
    state.changing = false;
    state.slots.clear();
    List<ViewChange> changes = new ArrayList<>();
    message.proofs().forEach(proof -> changes.add(proof.viewChange()));
    state.demanded = Optional.of(NewViewChain.of(changes));
    newView = Optional.of(envelope);
    ownChange = Optional.empty();
    latest.values().removeIf(proof -> proof.viewChange().newView() <= state.view);
    timer.onViewEntered();
  }

  /** This replica's VIEW-CHANGE, while it waits for the view. */
  Optional<Envelope> ownChange() {
    return ownChange;
  }

  /** The NEW-VIEW of the current view, for those who missed it. */
  Optional<Envelope> newView() {
    return state.changing ? Optional.empty() : newView;
  }

  private Hash genesis() {
    return state.parameters.chain().chain();
  }
}
