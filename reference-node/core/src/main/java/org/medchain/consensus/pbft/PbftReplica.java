package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextMaker;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.Screening;

/**
 * One replica of PBFT with chained, pipelined blocks. This class dispatches inputs to its parts,
 * which are named as in Castro and Liskov (1999).
 */
public final class PbftReplica implements Replica {
  private final PbftState state;
  private final MessageScreening screening;
  private boolean restarted;

  /**
   * A replica at the genesis block, in view 0.
   *
   * @param members who votes from the genesis block on
   * @param self this replica's key; if it is not a member's, the replica follows and votes on
   *     nothing until a later block makes it a member
   */
  public PbftReplica(PbftParameters parameters, Membership members, PublicKey self) {
    this(parameters, members, self, ContextMaker.ALONE);
  }

  /** The same, whose checkpoints' contexts {@code contexts} makes. */
  public PbftReplica(
      PbftParameters parameters, Membership members, PublicKey self, ContextMaker contexts) {
    state = new PbftState(parameters, members, self);
    state.contexts = contexts;
    screening = new MessageScreening(state);
  }

  /** The view that this replica is in, or tries to enter. */
  @Override
  public long view() {
    return state.view;
  }

  /** The proofs of all changes of members, for a {@link MembershipHistory}; empty before one. */
  @Override
  public Optional<MembershipProof> membershipProof() {
    List<EpochProof> proofs = state.checkpoints.epochProofs();
    return proofs.isEmpty() ? Optional.empty() : Optional.of(new MembershipProof(proofs));
  }

  @Override
  public int pendingRequests() {
    return state.pool.size();
  }

  /** Height of the last decided block. */
  public long decidedHeight() {
    return state.chain.height();
  }

  @Override
  public VoteMemory voteMemory() {
    return state.inquiry.isNeedless() ? VoteMemory.INTACT : state.voteMemory;
  }

  /** PBFT-27: votes beyond the quorum that made a certificate here change nothing. */
  @Override
  public boolean stillNeeds(Message message) {
    return screening.stillNeeds(message);
  }

  @Override
  public Screening screen(PublicKey sender, Message message) {
    return screening.of(sender, message);
  }

  @Override
  public List<Output> step(Input input) {
    state.nowNs = input.nowNs();
    state.timer.onStep();
    long viewBefore = state.view;
    boolean changingBefore = state.viewChanging;
    handle(input);
    if (state.inquiry.concludes()) {
      onVotesConfirmed();
    }
    if (state.view != viewBefore || state.viewChanging != changingBefore) {
      onViewChanged();
    }
    state.timer.update();
    state.catchUp.update();
    return state.outbox.drain();
  }

  private void handle(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> state.requests.onRequest(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected -> state.outbox.add(new Output.Reject(rejected));
      case Input.TimerFired fired -> onTimer(fired.timer());
      case Input.MessageSigned signed -> {
        state.outbox.onSigned(signed.message(), signed.envelope());
        countOwnMessages();
      }
      case Input.Executed executed -> onExecuted(executed.execution());
      case Input.Recovered recovered -> onRecovered(recovered.log());
      case Input.Restored restored -> onRestored(restored);
      case Input.NonceFound found -> state.proposer.onNonceFound(found.sealed());
      case Input.ReadAnswered answered ->
          state.reads.onReadExecuted(answered.height(), answered.receipt());
      case Input.Started started -> onStarted();
      case Input.Persisted persisted -> {
        state.outbox.onPersisted(persisted.token());
        countOwnMessages();
      }
      case Input.PeerReachable reachable -> state.catchUp.onPeerReachable(reachable.peer());
      case Input.ReadSubmitted submitted -> {} // a client's
      case Input.RequestWithdrawn withdrawn -> {}
    }
  }

  /** Only what the screening lets pass: here is its one check (PBFT-33). */
  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (!state.admits(sender, screening.of(sender, verified.message()))) {
      return;
    }
    switch (verified.message()) {
      case Request request -> {
        state.requests.onRequest(
            request.transaction()); // passed on by a backup: the client's proof counts
        state.pool.retain(request.transaction().request(), verified.envelope());
        if (!request.transaction().isSigned()) {
          state.normalCase.acceptProposalsAwaiting(request.transaction());
        }
      }
      case ReadRequest read -> state.reads.onReadRequest(read.transaction());
      // Self-certifying messages and queries: any node may send them, future and former members
      // too.
      case Status message -> state.catchUp.onStatus(sender, message);
      case DecidedBlock message -> onDecidedBlock(sender, message);
      case FetchBlock message -> state.catchUp.onFetchBlock(sender, message);
      case FetchedBlock message -> {
        state.catchUp.onFetchedBlock(message);
        state.normalCase.advance(state.chain.height() + 1);
        state.proposer.propose();
      }
      case StableCheckpoint message -> {
        state
            .transfer
            .onStableCheckpoint(sender, message)
            .ifPresent(block -> onDecidedBlock(sender, block));
        state.proposer.propose();
      }
      case FetchSnapshot message ->
          state.outbox.add(new Output.ServeSnapshot(sender, message.height(), message.part()));
      case SnapshotPart message -> {
        if (state.transfer.onPart(sender, message)) {
          state.timer.onProgress();
        }
      }
      default -> onVote(verified);
    }
  }

  /** Messages that count only from a member. */
  private void onVote(Verified verified) {
    PublicKey sender = verified.sender();
    Signature signature = verified.envelope().signature();
    state.witness.observe(verified);
    switch (verified.message()) {
      case VoteQuery query -> state.inquiry.onQuery(sender, query);
      case VoteReport report -> state.inquiry.onReport(sender, report);
      case PrePrepare message -> {
        state.bufferedPrePrepares.buffer(sender, message, signature);
        state.normalCase.onPrePrepare(sender, message, signature);
      }
      case Prepare vote -> state.normalCase.onPrepare(sender, vote, signature);
      case Commit vote -> state.normalCase.onCommit(sender, vote, signature);
      case ViewChange message -> state.viewChanges.onViewChange(verified, message);
      case NewView message -> state.viewChanges.onNewView(message, verified.envelope());
      case Checkpoint message -> {
        state.checkpoints.onCheckpoint(sender, message, signature);
        state.proposer.propose();
      }
      default -> {} // no other message is screened as one between replicas
    }
  }

  private void onDecidedBlock(PublicKey sender, DecidedBlock message) {
    for (DecidedBlock ready : state.catchUp.onDecidedBlock(sender, message)) {
      state.normalCase.onDecided(ready);
    }
    state.normalCase.advance(state.chain.height() + 1);
  }

  private void onTimer(Timer fired) {
    if (fired.equals(ViewTimer.VIEW_CHANGE)) {
      state.viewChanges.onTimeout();
    } else if (fired.equals(Proposer.BATCH)) {
      state.proposer.onBatchTimer();
    } else if (fired.equals(NormalCase.EARLY)) {
      state.normalCase.advanceFrom(state.chain.height() + 1);
    } else if (fired.equals(CatchUp.RETRANSMIT)) {
      state.catchUp.onTimer();
    }
  }

  /** A signed and durable vote counts here as at other replicas. */
  private void countOwnMessages() {
    List<Outbox.SignedMessage> due = state.outbox.takeSignedAndDurable();
    due.forEach(each -> onOwnMessage(each.message(), each.envelope()));
  }

  private void onOwnMessage(Message message, Envelope envelope) {
    Signature signature = envelope.signature();
    switch (message) {
      case PrePrepare own -> {
        state.catchUp.retainVote(own.view(), own.block().height(), envelope);
        state.normalCase.onOwnPrePrepare(own, signature);
      }
      case Prepare own -> {
        state.catchUp.retainVote(own.view(), own.height(), envelope);
        state.normalCase.onPrepare(state.self, own, signature);
      }
      case Commit own -> {
        state.catchUp.retainVote(own.view(), own.height(), envelope);
        state.normalCase.onCommit(state.self, own, signature);
      }
      case ViewChange own -> state.viewChanges.onOwnViewChange(own, envelope);
      case NewView own -> state.viewChanges.onOwnNewView(own, envelope);
      case Checkpoint own -> {
        state.checkpoints.onOwnCheckpoint(own, envelope);
        state.proposer.propose();
      }
      default -> {} // all other messages are not votes
    }
  }

  /** PBFT-18: this node restarts; it does not contradict its earlier votes. */
  private void onRecovered(List<Bytes> log) {
    restarted = true;
    if (!log.isEmpty()) { // an empty one shows nothing: it may be the first start
      state.timer.onRestart();
    }
    state.log.replay(log);
    state.inquiry.onRecovered();
    state.transfer.resumeFromSnapshot();
  }

  private void onStarted() {
    if (!restarted) {
      return;
    }
    state.inquiry.begin();
    if (state.inquiry.isNeedless()) {
      onVotesConfirmed();
    }
    state.catchUp.onRejoin();
  }

  /** PBFT-29: nothing is forgotten, so the votes of the log count, and new ones may follow. */
  private void onVotesConfirmed() {
    state.viewChanges.resendAfterRestart();
    state.normalCase.resendAfterRestart();
    state.normalCase.advance(state.chain.height() + 1);
    state.normalCase.advanceFrom(0);
    state.reads.executeReady();
    state.proposer.propose();
  }

  private void onRestored(Input.Restored restored) {
    if (state.transfer.onRestored(restored)) {
      state.timer.onProgress();
      state.catchUp.onRejoin();
    }
    state.reads.executeReady();
    state.normalCase.advance(state.chain.height() + 1);
    state.proposer.propose();
  }

  private void onExecuted(ExecutionResult execution) {
    if (state.restoring || execution.height() <= state.chain.executedHeight()) {
      return; // of a state that is being, or was, replaced
    }
    state.chain.executed(execution);
    state.requests.onExecuted(execution);
    if (!execution.receipts().isEmpty()) {
      state.timer.onExecuted();
    }
    state.checkpoints.onExecuted(execution);
    state.deliverDecided();
    state.reads.executeReady();
    // Header checks W heights up were waiting for these roots.
    state.normalCase.advance(execution.height() + 1);
    state.normalCase.advanceFrom(execution.height() + 2);
    state.proposer.propose();
  }

  /** The view was left or entered: the state of the old one is dropped. */
  private void onViewChanged() {
    state.proposer.reset();
    state.catchUp.reset();
    state.checkpoints.onViewChanged();
    if (state.viewChanging) {
      return;
    }
    state.catchUp.onViewStart(state.primary(), state.newViewChain.start().height());
    state.normalCase.advance(state.chain.height() + 1);
    state.catchUp.fetchMissing();
    state.proposer.propose();
    for (BufferedPrePrepares.BufferedPrePrepare each :
        state.bufferedPrePrepares.takeForCurrentView()) {
      state.normalCase.onPrePrepare(each.sender(), each.message(), each.signature());
    }
  }
}
