package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * Sends again what others miss, and asks for what this replica misses (PBFT-12; Castro 2001, §5.2):
 * a replica that makes no progress says where it stands, and whoever is further sends exactly what
 * brings it on.
 */
final class CatchUp {
  static final Timer RETRANSMIT = new Timer("retransmit", 0);

  /** Decided blocks sent in answer to one STATUS. */
  private static final int BLOCKS_AT_ONCE = 8;

  /** Waiting requests passed on to the primary at once. */
  private static final int REQUESTS_AT_ONCE = 16;

  /** The interval grows to 2^4 of its base while nothing happens. */
  private static final int MAX_DOUBLINGS = 4;

  private final PbftState state;
  private final ViewChanges viewChanges;
  private final Stability stability;

  /** This view's own signed votes by height, for those who missed them. */
  private final TreeMap<Long, List<Envelope>> sent = new TreeMap<>();

  private final TreeMap<Long, DecidedBlock> ahead = new TreeMap<>();
  private long highestKnown;
  private long askedAt = -1;
  private boolean armed;
  private int doublings;
  private long decidedAtLastFiring;
  private long viewAtLastFiring;

  CatchUp(PbftState state, ViewChanges viewChanges, Stability stability) {
    this.state = state;
    this.viewChanges = viewChanges;
    this.stability = stability;
  }

  /** Keeps a vote of the current view as long as its height may need it. */
  void keep(long height, Envelope envelope) {
    sent.headMap(state.chain.height() - state.window() + 1).clear();
    sent.computeIfAbsent(height, key -> new ArrayList<>()).add(envelope);
  }

  /** Forgets the votes of a view that was left. */
  void reset() {
    sent.clear();
  }

  /** After each step: runs the timer exactly while there is something unfinished. */
  void update() {
    boolean unfinished =
        state.changing
            || stability.isWaiting()
            || !state.pool.isEmpty()
            || highestKnown > state.chain.height()
            || state.commits.isSupportedAbove(state.chain.height(), state.quorum().weak())
            || (!state.slots.isEmpty() && state.slots.lastKey() > state.chain.height());
    if (unfinished && !armed) {
      doublings = 0;
      arm();
    } else if (!unfinished && armed) {
      armed = false;
      state.outbox.add(new Output.StopTimer(RETRANSMIT));
    }
  }

  private void arm() {
    armed = true;
    decidedAtLastFiring = state.chain.height();
    viewAtLastFiring = state.view;
    long delayNs = state.parameters.retransmitNs() << doublings;
    state.outbox.add(new Output.StartTimer(RETRANSMIT, delayNs));
  }

  void onTimer() {
    boolean progress = state.chain.height() > decidedAtLastFiring || state.view > viewAtLastFiring;
    if (progress) {
      doublings = 0;
    } else {
      sayWhatIsMissing();
      stability.transfer().onTimer();
      if (doublings == MAX_DOUBLINGS) {
        // Nobody has sent what a STATUS claimed to have: it may have lied, so the claim is dropped.
        highestKnown = state.chain.height();
      }
      doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
    }
    armed = false;
    arm();
  }

  private void sayWhatIsMissing() {
    askedAt = state.chain.height();
    state.outbox.broadcast(status());
    if (state.changing) {
      viewChanges
          .ownChange()
          .ifPresent(own -> state.outbox.add(new Output.Broadcast(own, List.of())));
      return;
    }
    missingBodies().forEach(block -> state.outbox.broadcast(new FetchBlock(block)));
    if (!state.isPrimary()) {
      for (Transaction request : state.pool.oldest(REQUESTS_AT_ONCE)) {
        send(state.primary(), state.authenticity.envelope(request));
      }
    }
  }

  private Status status() {
    return new Status(state.view, state.changing, state.chain.height(), state.low);
  }

  /** Blocks that this replica, as the new primary, must propose again but does not hold. */
  List<Hash> missingBodies() {
    if (state.demanded.isEmpty() || state.changing || !state.isPrimary()) {
      return List.of();
    }
    return state.demanded.get().chosen().stream()
        .filter(each -> state.inRange(each.height()))
        .filter(each -> state.body(each.height(), each.block()).isEmpty())
        .map(PreparedCertificate::block)
        .toList();
  }

  void onStatus(PublicKey sender, Status theirs) {
    if (theirs.decided() > state.chain.height()) {
      ask(sender, theirs.decided());
    }
    stability.offer(theirs).ifPresent(offer -> state.outbox.send(sender, offer));
    stability.unstable().forEach(checkpoint -> send(sender, checkpoint));
    sendDecided(sender, theirs);
    boolean behind =
        theirs.view() < state.view || (theirs.view() == state.view && theirs.changing());
    if (behind) {
      viewChanges.newView().ifPresent(envelope -> send(sender, envelope));
    }
    if (!state.changing && theirs.view() <= state.view) {
      for (List<Envelope> votes : sent.tailMap(theirs.decided(), false).values()) {
        votes.forEach(vote -> send(sender, vote));
      }
    }
  }

  /** The blocks that follow, unless they were collected: then a checkpoint has been offered. */
  private void sendDecided(PublicKey sender, Status theirs) {
    long next = theirs.decided() + 1;
    if (next < state.chain.base()) {
      return;
    }
    long last = Math.min(state.chain.height(), theirs.decided() + BLOCKS_AT_ONCE);
    for (long height = next; height <= last; height++) {
      state.outbox.send(sender, state.chain.at(height).orElseThrow());
    }
  }

  /** After a restart or a jump: others may have gone on. */
  void onArrival() {
    state.outbox.broadcast(status());
  }

  private void send(PublicKey to, Envelope envelope) {
    state.outbox.add(new Output.Send(to, envelope, List.of()));
  }

  /** Asks a replica that has decided more, once for each height at which this one stands. */
  private void ask(PublicKey sender, long theirs) {
    highestKnown = Math.max(highestKnown, theirs);
    if (askedAt < state.chain.height()) {
      askedAt = state.chain.height();
      state.outbox.send(sender, status());
    }
  }

  /** The start of a view lies above what this replica has decided. */
  void onViewStart(PublicKey primary, long start) {
    if (start > state.chain.height() && !primary.equals(state.self)) {
      ask(primary, start);
    } else {
      highestKnown = Math.max(highestKnown, start);
    }
  }

  /** The decided blocks that can be appended now, in order. */
  List<DecidedBlock> onDecidedBlock(PublicKey sender, DecidedBlock decided) {
    long height = decided.block().height();
    if (!isSound(decided)) {
      state.outbox.add(
          new Output.Reject(sender, "decided-block: the certificate does not suffice"));
      return List.of();
    }
    boolean isNear = height <= state.chain.height() + 2L * BLOCKS_AT_ONCE;
    if (height > state.chain.height() && isNear) {
      ahead.put(height, decided);
    }
    ahead.headMap(state.chain.height(), true).clear();
    List<DecidedBlock> ready = new ArrayList<>();
    long next = state.chain.height() + 1;
    while (ahead.containsKey(next)) {
      ready.add(ahead.remove(next));
      next++;
    }
    // A full batch: whoever sent it may well have more, and waiting for the timer is slow.
    boolean batchDone = !ready.isEmpty() && next - 1 >= askedAt + BLOCKS_AT_ONCE;
    if (batchDone) {
      askedAt = next - 1;
      Status reached = new Status(state.view, state.changing, next - 1, state.low);
      state.outbox.send(sender, reached);
    }
    return ready;
  }

  private boolean isSound(DecidedBlock decided) {
    return decided.block().hash().equals(decided.certificate().block())
        && decided.block().height() == decided.certificate().height()
        && state.epochs.proves(decided.certificate());
  }

  void onFetchBlock(PublicKey sender, FetchBlock message) {
    Optional<Block> held =
        state.bodies.values().stream()
            .flatMap(blocks -> blocks.values().stream())
            .filter(block -> block.hash().equals(message.block()))
            .findFirst();
    held.or(() -> recentlyDecided(message.block()))
        .ifPresent(block -> state.outbox.send(sender, new FetchedBlock(block)));
  }

  private Optional<Block> recentlyDecided(Hash hash) {
    for (long height = state.chain.height();
        height > Math.max(0, state.chain.height() - 2L * state.window());
        height--) {
      if (state.chain.isDecided(height, hash)) {
        return state.chain.at(height).map(DecidedBlock::block);
      }
    }
    return Optional.empty();
  }

  /** Keeps a block that was asked for; false if it was not. */
  boolean onFetchedBlock(FetchedBlock message) {
    if (!missingBodies().contains(message.block().hash())) {
      return false;
    }
    state.remember(message.block());
    return true;
  }
}
