package org.medchain.consensus.pbft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.InFlightRequests;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.Timer;
import org.medchain.consensus.VoteSet;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/**
 * The normal case (Castro and Liskov 1999, §4.2): pre-prepare, prepare, commit, in a chain of
 * blocks of which up to W are in flight.
 *
 * <p>A height passes three stages, each enabled by the height below: <i>accept</i> (the proposal is
 * valid on a parent that is decided or prepared in this view), <i>prepared</i> (a quorum accepted
 * it), <i>decided</i> (a quorum is prepared). {@link #advance} tries them upwards.
 */
final class NormalCase {
  /** Votes for views further ahead are not kept: a flood of them must not fill memory. */
  private static final int MAX_VIEWS_AHEAD = 4;

  /** A proposal of a primary whose clock is ahead is tried again when its time has come. */
  static final Timer EARLY = new Timer("early", 0);

  static final String NOT_THE_PRIMARY = "pre-prepare: the sender is not the view's primary";
  static final String SECOND_BLOCK = "pre-prepare: a second block for one view and height";
  static final String FORM = "pre-prepare: a request is not of the chain's form";
  static final String TOO_LARGE = "pre-prepare: the block is larger than a block may be";

  private final PbftState state;

  NormalCase(PbftState state) {
    this.state = state;
  }

  /** The fault of a proposal for any view; nothing of such a proposal is kept (PRIV-7). */
  Screening screen(PublicKey sender, PrePrepare message) {
    Block block = message.block();
    if (!sender.equals(state.primary(message.view()))) {
      return new Screening.Unsound(RejectionReason.UNAUTHORISED, NOT_THE_PRIMARY);
    }
    if (!state.parameters.batch().allow(block.transactions())) {
      return new Screening.Unsound(TOO_LARGE);
    }
    if (!state.allowForm(block)) {
      return new Screening.Unsound(FORM);
    }
    Slot first = state.slots.get(block.height());
    boolean isSecond =
        message.view() == state.view && first != null && !first.hash().equals(block.hash());
    return isSecond ? new Screening.Unsound(SECOND_BLOCK) : new Screening.Needed();
  }

  /** PBFT-2: a proposal of this view's primary for a height in range; the first one counts. */
  void onPrePrepare(PublicKey sender, PrePrepare message, Signature signature) {
    Block block = message.block();
    boolean isDue =
        message.view() == state.view && !state.viewChanging && state.inRange(block.height());
    if (!state.admits(sender, screen(sender, message))
        || !isDue
        || state.slots.containsKey(block.height())) {
      return;
    }
    if (!state.knownBlocks.makeRoomInView(block)) {
      return; // PBFT-24: as many bytes of lower heights come before it
    }
    Block shared = block.sharing(each -> state.pool.find(each.request()));
    Slot slot = new Slot(shared);
    slot.prePrepare = new SignedVote(sender, signature);
    state.slots.put(block.height(), slot);
    state.knownBlocks.add(shared);
    advance(block.height());
  }

  /** PBFT-4: one PREPARE of each backup counts; the primary's vote is its PRE-PREPARE. */
  void onPrepare(PublicKey sender, Prepare vote, Signature signature) {
    if (sender.equals(state.primary(vote.view()))) {
      reject(sender, "prepare: the sender is the view's primary");
      return;
    }
    if (vote.view() < state.view
        || vote.view() > state.view + MAX_VIEWS_AHEAD
        || !state.inRange(vote.height())) {
      return;
    }
    if (state.prepares.add(vote.view(), vote.height(), sender, vote.block(), signature)) {
      advance(vote.height());
    }
  }

  /**
   * PBFT-5: COMMITs count in any view that is not long over, because a quorum of them in one view
   * is a decision.
   */
  void onCommit(PublicKey sender, Commit vote, Signature signature) {
    if (!state.inRange(vote.height())
        || vote.view() > state.view + MAX_VIEWS_AHEAD
        || vote.view() < state.view - PbftState.PAST_VIEWS
        || ViewNumbers.epoch(vote.view()) != state.epochs.current().number()
        || vote.height() <= state.chain.height()) {
      return;
    }
    if (state.commits.add(vote.view(), vote.height(), sender, vote.block(), signature)) {
      advance(vote.height());
    }
  }

  private void reject(PublicKey sender, String reason) {
    state.outbox.add(new Output.Reject(sender, reason));
  }

  /** This replica's own signed proposal: its signature completes the slot. */
  void onOwnPrePrepare(PrePrepare message, Signature signature) {
    Slot slot = state.slots.get(message.block().height());
    if (message.view() == state.view
        && slot != null
        && slot.hash().equals(message.block().hash())) {
      slot.prePrepare = new SignedVote(state.self, signature);
      advance(message.block().height());
    }
  }

  /** As primary, logs {@code block} as this view's only one at its height. */
  void propose(Block block) {
    Slot slot = new Slot(block);
    slot.prePrepared = true;
    state.slots.put(block.height(), slot);
    state.knownBlocks.addVoted(block);
    PrePrepare proposal = new PrePrepare(state.view, block);
    DurabilityToken token = state.outbox.persist(new LogRecord.ProposalSent(proposal));
    state.outbox.signAndBroadcastWhenDurable(proposal, token);
  }

  /**
   * After a restart: sends its votes of its view again, which may have been lost. Signing the same
   * vote again makes no second one.
   */
  void resendAfterRestart() {
    for (Slot slot : List.copyOf(state.slots.values())) {
      Block block = slot.proposal;
      if (!slot.prePrepared) {
        continue; // it came since the restart
      }
      state.outbox.broadcast(
          state.isPrimary()
              ? new PrePrepare(state.view, block)
              : new Prepare(state.view, block.height(), block.hash()));
      if (slot.prepared) {
        state.outbox.broadcast(new Commit(state.view, block.height(), block.hash()));
      }
    }
  }

  /**
   * Advances {@code height} through its stages, and then the heights above while one of them moves.
   */
  void advance(long height) {
    boolean moved = true;
    for (long each = height; moved; each++) {
      moved = accept(each);
      moved |= prepare(each);
      moved |= decide(each);
    }
  }

  /**
   * PBFT-3: votes for the proposal when it is valid on a parent decided or prepared in this view.
   */
  private boolean accept(long height) {
    Slot slot = state.slots.get(height);
    if (slot == null || slot.prePrepared || !state.mayVote() || !parentReady(slot)) {
      return false;
    }
    Optional<ExecutionRoots> roots = state.chain.rootsFor(height);
    if (!state.inRange(height) // PBFT-16: others made it stable while this replica could not vote
        || state.startAncestry.isUnknownAt(height) // PBFT-39: until the start's links lead here
        || roots.isEmpty() // PBFT-7: height − W is not executed here yet
        || isEarly(slot.proposal)) {
      return false;
    }
    Optional<String> fault = fault(slot.proposal, roots.get());
    if (fault.isPresent()) {
      // The slot stays taken: one PRE-PREPARE a view and height, even if it was a bad one.
      if (slot.reportInvalid()) {
        reject(state.primary(), "pre-prepare: " + fault.get());
      }
      return false;
    }
    if (!state.requestAuthenticity.isAuthenticated(slot)) {
      return false; // PBFT-25: until f + 1 replicas have voted for it
    }
    slot.prePrepared = true;
    state.knownBlocks.addVoted(slot.proposal);
    PrePrepare proposal = new PrePrepare(state.view, slot.proposal);
    SignedVote primary = slot.prePrepare;
    DurabilityToken token = state.outbox.persist(new LogRecord.ProposalAccepted(proposal, primary));
    state.outbox.signAndBroadcastWhenDurable(new Prepare(state.view, height, slot.hash()), token);
    return true;
  }

  /**
   * PBFT-3: such a block is valid in a moment; one that is ahead by a timeout is not waited for.
   */
  private boolean isEarly(Block block) {
    long aheadMs = state.chain.earlyByMs(block.header(), state.nowNs / 1_000_000);
    boolean waits = aheadMs > 0 && aheadMs <= state.parameters.viewTimeoutNs() / 1_000_000;
    if (waits) {
      state.outbox.add(new Output.StartTimer(EARLY, aheadMs * 1_000_000));
    }
    return waits;
  }

  /** The same for each proposal of this view from a height on. */
  void advanceFrom(long height) {
    List.copyOf(state.slots.tailMap(height).keySet()).forEach(this::advance);
  }

  /** PBFT-25: a proposal may arrive before the MACs that authenticate its requests here. */
  void acceptProposalsAwaiting(Transaction request) {
    for (Slot slot : List.copyOf(state.slots.values())) {
      if (!slot.prePrepared && state.requestAuthenticity.completesAuthentication(slot, request)) {
        advance(slot.proposal.height());
      }
    }
  }

  /** PBFT-3, PBFT-4: whether the parent is decided, or this replica is prepared for it. */
  private boolean parentReady(Slot slot) {
    long below = slot.proposal.height() - 1;
    Hash parent = slot.proposal.parent();
    if (state.chain.isDecided(below, parent)) {
      return true;
    }
    Slot under = state.slots.get(below);
    return under != null && under.prepared && under.hash().equals(parent);
  }

  /** PBFT-3: why it gets no vote: the epoch ends (PBFT-20), the view demands another (PBFT-10). */
  private Optional<String> fault(Block block, ExecutionRoots roots) {
    if (block.height() > state.epochs.last()) {
      return Optional.of("the epoch ends under this height");
    }
    if (conflictsWithDecided(block)) {
      return Optional.of("another block is decided at this height, or may be");
    }
    if (state.newViewChain.demandsAnother(block)) {
      return Optional.of("the new view demands another block at this height");
    }
    Block parent = state.branchBlock(block.height() - 1).orElseThrow();
    return state
        .chain
        .fault(block.header(), parent.header(), roots, state.nowNs / 1_000_000)
        .or(() -> state.requestAuthenticity.fault(block))
        .or(() -> duplicateRequest(block));
  }

  /**
   * All heights up to the view's start are decided, here or elsewhere: another block there must not
   * get this replica's vote, even if it is valid on its parent (PBFT-10).
   */
  private boolean conflictsWithDecided(Block block) {
    return block.height() <= state.chain.height()
        ? !state.chain.isDecided(block.height(), block.hash())
        : state.startAncestry.contradicts(block);
  }

  /** PBFT-6: no request is in the chain twice. */
  private Optional<String> duplicateRequest(Block block) {
    if (block.height() <= state.chain.height()) {
      return Optional.empty(); // decided already: the certificate vouches for it
    }
    InFlightRequests underway = state.requestsInFlight(block.height());
    Set<RequestId> inBlock = new LinkedHashSet<>();
    for (Transaction transaction : block.transactions()) {
      RequestId request = transaction.request();
      if (!inBlock.add(request) || state.isDuplicate(request, underway)) {
        return Optional.of("request " + request.brief() + " is in the chain already");
      }
    }
    return Optional.empty();
  }

  /**
   * PBFT-4: with the votes of primary and Q − 1 backups for the block that it voted for, sends
   * COMMIT.
   */
  private boolean prepare(long height) {
    Slot slot = state.slots.get(height);
    if (slot == null || !slot.prePrepared || slot.prepared || !state.mayVote()) {
      return false;
    }
    VoteSet votes = state.prepares.votesAt(state.view, height);
    int backups = state.quorum().size() - 1;
    if (votes.count(slot.hash()) < backups || slot.prePrepare == null || !parentReady(slot)) {
      return false;
    }
    slot.prepared = true;
    PreparedCertificate certificate =
        new PreparedCertificate(
            state.view,
            slot.proposal.header(),
            slot.prePrepare,
            votes.signatures(slot.hash(), backups));
    if (height > state.chain.height()) {
      state.prepared.put(height, certificate);
    }
    // The certificate itself is written: a later VIEW-CHANGE must carry it in any case.
    DurabilityToken token = state.outbox.persist(new LogRecord.BlockPrepared(certificate));
    state.outbox.signAndBroadcastWhenDurable(new Commit(state.view, height, slot.hash()), token);
    state.commitTokens.put(height, token);
    state.reads.onCommitSent(height);
    return true;
  }

  /**
   * PBFT-5: the next block of the chain is decided with Q COMMITs of one view; or by the start of a
   * view (PBFT-39).
   */
  private boolean decide(long height) {
    if (height != state.chain.height() + 1) {
      return false;
    }
    Optional<DecidedBlock> start = state.startAncestry.decision();
    if (start.filter(each -> state.chain.isContinuedBy(each.block())).isPresent()) {
      onDecided(start.get());
      return true;
    }
    int quorum = state.quorum().size();
    for (Map.Entry<Long, VoteSet> entry : state.commits.votesByView(height).entrySet()) {
      Optional<Block> body =
          entry.getValue().chosenBy(quorum).flatMap(block -> state.knownBlock(height, block));
      if (body.filter(state.chain::isContinuedBy).isPresent()) {
        Hash block = body.get().hash();
        List<SignedVote> signed = entry.getValue().signatures(block, quorum);
        QuorumCertificate certificate =
            new QuorumCertificate(entry.getKey(), height, block, signed);
        onDecided(new DecidedBlock(body.get(), certificate));
        return true;
      }
    }
    return false;
  }

  /** Hands a decided block to the host; it is the child of the last one. */
  void onDecided(DecidedBlock decided) {
    state.chain.append(decided);
    state.outbox.persist(decisionRecord(decided));
    state.deliverDecided();
    state.discardOld();
  }

  /** The log has a block that this replica voted for in its view with the block's proposal. */
  private LogRecord decisionRecord(DecidedBlock decided) {
    Slot slot = state.slots.get(decided.block().height());
    boolean written =
        slot != null && slot.prePrepared && slot.hash().equals(decided.block().hash());
    return written
        ? new LogRecord.BlockCertified(decided.certificate())
        : new LogRecord.BlockDecided(decided);
  }
}
