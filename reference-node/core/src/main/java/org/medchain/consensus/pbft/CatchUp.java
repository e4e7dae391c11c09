package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Screening;

/**
 * Retransmits what others miss, and requests what this replica misses (PBFT-12; Castro 2001, §5.2):
 * a replica without progress sends its STATUS, and a replica that is further sends exactly what it
 * misses.
 */
final class CatchUp {
  static final Timer RETRANSMIT = new Timer("retransmit", 0);

  /** Decided blocks sent in reply to one STATUS. */
  private static final int MAX_BLOCKS_PER_STATUS = 8;

  /** Waiting requests relayed to the primary at once. */
  private static final int MAX_FORWARDED_REQUESTS = 16;

  /** The interval grows to 2^4 of its base while nothing happens. */
  private static final int MAX_DOUBLINGS = 4;

  static final String UNSOUND_BLOCK = "decided-block: the certificate does not suffice";

  private final PbftState state;

  /** This view's own signed votes by height, for retransmission. */
  private final TreeMap<Long, List<Envelope>> ownVotes = new TreeMap<>();

  private final TreeMap<Long, DecidedBlock> bufferedBlocks = new TreeMap<>();
  private long highestClaimed;
  private long statusSentAt = -1;
  private boolean timerRunning;
  private int doublings;
  private long decidedAtLastFiring;
  private long viewAtLastFiring;

  CatchUp(PbftState state) {
    this.state = state;
  }

  /** Keeps a vote of the current view as long as its height may need it. */
  void retainVote(long view, long height, Envelope envelope) {
    if (view != state.view || state.viewChanging) {
      return;
    }
    ownVotes.headMap(state.chain.height() - state.window() + 1).clear();
    ownVotes.computeIfAbsent(height, key -> new ArrayList<>()).add(envelope);
  }

  /** Discards the votes of a view that was left. */
  void reset() {
    ownVotes.clear();
  }

  /** After each step: runs the timer exactly while work is pending. */
  void update() {
    boolean unfinished = // the cheap questions first: this runs for every vote
        state.viewChanging
            || !state.pool.isEmpty()
            || (!state.slots.isEmpty() && state.slots.lastKey() > state.chain.height())
            || highestClaimed > state.chain.height()
            || state.inquiry.isOpen()
            || state.checkpoints.isBlockedOnOthers()
            || state.commits.isSupportedAbove(state.chain.height(), state.quorum().weak());
    if (unfinished && !timerRunning) {
      doublings = 0;
      startTimer();
    } else if (unfinished && doublings > 0 && hasProgressed()) {
      doublings = 0; // pauses that grew while nothing happened end with the first progress
      state.outbox.add(new Output.StartTimer(RETRANSMIT, state.parameters.retransmitNs()));
    } else if (!unfinished && timerRunning) {
      timerRunning = false;
      state.outbox.add(new Output.StopTimer(RETRANSMIT));
    }
  }

  private boolean hasProgressed() {
    return state.chain.height() > decidedAtLastFiring || state.view > viewAtLastFiring;
  }

  private void startTimer() {
    timerRunning = true;
    decidedAtLastFiring = state.chain.height();
    viewAtLastFiring = state.view;
    state.pool.mark();
    long delayNs = state.parameters.retransmitNs() << doublings;
    state.outbox.add(new Output.StartTimer(RETRANSMIT, delayNs));
  }

  void onTimer() {
    state.discardOverdue(); // or they would be passed on in the place of others
    if (hasProgressed()) {
      doublings = 0;
      passOnOvertaken();
    } else {
      state.inquiry.ask();
      broadcastStatus();
      state.transfer.onTimer();
      if (doublings == MAX_DOUBLINGS) {
        // No replica has sent what a STATUS claimed: it may be false, so the claim is dropped.
        highestClaimed = state.chain.height();
      }
      doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
    }
    timerRunning = false;
    startTimer();
  }

  private void broadcastStatus() {
    statusSentAt = state.chain.height();
    state.outbox.broadcast(status(state.chain.height()));
    if (state.viewChanging) {
      state.viewChanges.ownViewChange.ifPresent(
          own -> state.outbox.add(new Output.Broadcast(own, List.of())));
      return;
    }
    fetchMissing();
    passOn(state.pool.oldest(MAX_FORWARDED_REQUESTS));
  }

  /**
   * PBFT-38: a client that sends to backups only would have them suspect a primary that has never
   * seen the request, and on a busy ledger there is progress all the time. A request that is surely
   * late is last in the primary's queue, so it is last here too.
   */
  private void passOnOvertaken() {
    if (!state.viewChanging && !state.isPrimary()) {
      int most = Math.max(MAX_FORWARDED_REQUESTS, state.parameters.batch().transactions());
      passOn(state.pool.overtaken(0, most));
      state.pool.putBack(state.pool.overtaken(1, most));
    }
  }

  private void passOn(List<Transaction> requests) {
    if (!state.isPrimary()) {
      requests.forEach(each -> send(state.primary(), state.pool.envelope(each)));
    }
  }

  private Status status(long decided) {
    return new Status(state.view, state.viewChanging, decided, state.lowWaterMark);
  }

  /**
   * Blocks that this replica does not hold: of those that it must propose again as the new primary,
   * and of those that the view's start names (PBFT-39).
   */
  List<Hash> missingBlocks() {
    if (state.viewChanging) {
      return List.of();
    }
    List<Hash> missing = new ArrayList<>();
    state.startAncestry.missing().ifPresent(missing::add);
    if (state.isPrimary()) {
      state.newViewChain.reproposed().stream()
          .filter(each -> state.inRange(each.height()))
          .filter(each -> state.knownBlock(each.height(), each.block()).isEmpty())
          .map(PreparedCertificate::block)
          .forEach(missing::add);
    }
    return missing;
  }

  void fetchMissing() {
    missingBlocks().forEach(block -> state.outbox.broadcast(new FetchBlock(block)));
  }

  void onStatus(PublicKey sender, Status theirs) {
    if (theirs.decided() > state.chain.height()) {
      sendStatusTo(sender, theirs.decided());
    }
    state.transfer.checkpointFor(theirs).ifPresent(offer -> state.outbox.send(sender, offer));
    state.checkpoints.ownUnstable.values().forEach(checkpoint -> send(sender, checkpoint));
    sendDecided(sender, theirs);
    if (theirs.view() < state.view || (theirs.view() == state.view && theirs.changing())) {
      state.viewChanges.newView.ifPresent(envelope -> send(sender, envelope));
    }
    if (!state.viewChanging && theirs.view() <= state.view) {
      for (List<Envelope> votes : ownVotes.tailMap(theirs.decided(), false).values()) {
        votes.forEach(vote -> send(sender, vote));
      }
    }
  }

  /** The blocks that follow, unless they are discarded: then a checkpoint is offered. */
  private void sendDecided(PublicKey sender, Status theirs) {
    long next = theirs.decided() + 1;
    if (next < state.chain.base()) {
      return;
    }
    long last = Math.min(state.chain.height(), theirs.decided() + MAX_BLOCKS_PER_STATUS);
    for (long height = next; height <= last; height++) {
      state.outbox.send(sender, state.chain.at(height).orElseThrow());
    }
  }

  /** After a restart or a state transfer: others may have progressed. */
  void onRejoin() {
    state.outbox.broadcast(status(state.chain.height()));
  }

  /** Each side reports its height, so that the one behind gets what it lacks (NODE-14). */
  void onPeerReachable(PublicKey peer) {
    state.outbox.send(peer, status(state.chain.height()));
    state.inquiry.ask(peer);
  }

  private void send(PublicKey to, Envelope envelope) {
    state.outbox.add(new Output.Send(to, envelope, List.of()));
  }

  /** Queries a replica that has decided more, once for each height of this one. */
  private void sendStatusTo(PublicKey sender, long theirs) {
    highestClaimed = Math.max(highestClaimed, theirs);
    if (statusSentAt < state.chain.height()) {
      statusSentAt = state.chain.height();
      state.outbox.send(sender, status(state.chain.height()));
    }
  }

  /** The start of a view lies above what this replica has decided. */
  void onViewStart(PublicKey primary, long start) {
    if (start > state.chain.height() && !primary.equals(state.self)) {
      sendStatusTo(primary, start);
    } else {
      highestClaimed = Math.max(highestClaimed, start);
    }
  }

  /** The decided blocks that can be appended now, in order. */
  List<DecidedBlock> onDecidedBlock(PublicKey sender, DecidedBlock decided) {
    long height = decided.block().height();
    bufferedBlocks.headMap(state.chain.height(), true).clear();
    if (isNear(height)) {
      bufferedBlocks.put(height, decided);
    }
    List<DecidedBlock> ready = new ArrayList<>();
    Block last = state.chain.tip().block();
    while (bufferedBlocks.containsKey(last.height() + 1)) {
      DecidedBlock following = bufferedBlocks.remove(last.height() + 1);
      if (!following.block().parent().equals(last.hash())) {
        // Two quorums that contradict each other: to follow either would be a choice (PBFT-31).
        state.outbox.add(
            new Output.Reject(sender, "decided-block: it does not follow the one decided here"));
        break;
      }
      ready.add(following);
      last = following.block();
    }
    // A full batch: its sender may have more, and waiting for the timer is slow.
    if (!ready.isEmpty() && last.height() >= statusSentAt + MAX_BLOCKS_PER_STATUS) {
      statusSentAt = last.height();
      state.outbox.send(sender, status(last.height()));
    }
    return ready;
  }

  private boolean isNear(long height) {
    return height > state.chain.height()
        && height <= state.chain.height() + 2L * MAX_BLOCKS_PER_STATUS;
  }

  /** A sound block is needed if it would be kept, or lets one that is kept be appended. */
  Screening screen(DecidedBlock decided) {
    return decided.isSound(state.epochs)
        ? Screening.of(
            isNear(decided.block().height())
                || bufferedBlocks.containsKey(state.chain.height() + 1))
        : new Screening.Unsound(UNSOUND_BLOCK);
  }

  void onFetchBlock(PublicKey sender, FetchBlock message) {
    state
        .knownBlocks
        .find(message.block())
        .or(() -> recentlyDecided(message.block()))
        .ifPresent(block -> state.outbox.send(sender, new FetchedBlock(block)));
  }

  private Optional<Block> recentlyDecided(Hash hash) {
    return state
        .chain
        .newestFirst()
        .limit(2L * state.window())
        .map(DecidedBlock::block)
        .filter(each -> each.height() > 0 && each.hash().equals(hash))
        .findFirst();
  }

  /** Whether this replica has requested the block. */
  boolean needs(FetchedBlock message) {
    return missingBlocks().contains(message.block().hash());
  }

  /** Keeps a requested block, and fetches its parent if that is missing too. */
  void onFetchedBlock(FetchedBlock message) {
    state.knownBlocks.add(message.block());
    state.startAncestry.missing().ifPresent(each -> state.outbox.broadcast(new FetchBlock(each)));
  }
}
