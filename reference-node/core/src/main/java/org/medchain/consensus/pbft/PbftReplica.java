package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.SnapshotPart;
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
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/**
 * One replica of PBFT with chained, pipelined blocks. This class dispatches inputs to its parts,
 * which are named as in Castro and Liskov (1999).
 */
public final class PbftReplica implements Replica {
  private final PbftState state;
  private final ReadOnlyExecution reads;
  private final NormalCase normalCase;
  private final Proposer proposer;
  private final ViewTimer timer;
  private final ViewChangeCoordinator viewChanges;
  private final CheckpointCoordinator stability;
  private final LogRecovery recovery;
  private final VoteInquiry inquiry;
  private final VoteWitness witness;
  private final CatchUp catchUp;
  private final BufferedPrePrepares bufferedPrePrepares;
  private final RequestIntake requests;
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
    reads = new ReadOnlyExecution(state);
    normalCase = new NormalCase(state, reads);
    proposer = new Proposer(state, normalCase);
    timer = new ViewTimer(state);
    viewChanges = new ViewChangeCoordinator(state, timer);
    CheckpointProtocol checkpoints = new CheckpointProtocol(state, contexts);
    stability = new CheckpointCoordinator(state, viewChanges, checkpoints);
    recovery = new LogRecovery(state, viewChanges, checkpoints, stability, reads);
    inquiry = new VoteInquiry(state);
    witness = new VoteWitness(state);
    catchUp = new CatchUp(state, viewChanges, stability, inquiry);
    bufferedPrePrepares = new BufferedPrePrepares(state);
    requests = new RequestIntake(state, stability, proposer);
    screening =
        new MessageScreening(
            state, normalCase, bufferedPrePrepares, viewChanges, stability, inquiry, catchUp);
  }

  /** The view that this replica is in, or tries to enter. */
  @Override
  public long view() {
    return state.view;
  }

  /** The proofs of all changes of members, for a {@link MembershipHistory}; empty before one. */
  @Override
  public Optional<MembershipProof> membershipProof() {
    return stability.membershipProof();
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
    return inquiry.isNeedless() ? VoteMemory.INTACT : state.voteMemory;
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
    timer.onStep();
    long viewBefore = state.view;
    boolean changingBefore = state.viewChanging;
    handle(input);
    if (inquiry.concludes()) {
      onVotesConfirmed();
    }
    if (state.view != viewBefore || state.viewChanging != changingBefore) {
      onViewChanged();
    }
    timer.update();
    catchUp.update();
    return state.outbox.drain();
  }

  private void handle(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> requests.onRequest(submitted.request());
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
      case Input.NonceFound found -> proposer.onNonceFound(found.sealed());
      case Input.ReadAnswered answered ->
          reads.onReadExecuted(answered.height(), answered.receipt());
      case Input.Started started -> onStarted();
      case Input.Persisted persisted -> {
        state.outbox.onPersisted(persisted.token());
        countOwnMessages();
      }
      case Input.PeerReachable reachable -> catchUp.onPeerReachable(reachable.peer());
      case Input.ReadSubmitted submitted -> {} // a client's
      case Input.RequestWithdrawn withdrawn -> {}
    }
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    switch (verified.message()) {
      case Request request -> {
        requests.onRequest(
            request.transaction()); // passed on by a backup: the client's proof counts
        state.requestAuthenticity.retainEnvelope(request.transaction(), verified.envelope());
        if (!request.transaction().isSigned()) {
          normalCase.acceptProposalsAwaiting(request.transaction());
        }
      }
      case ReadRequest read -> reads.onReadRequest(read.transaction());
      case Message echo when sender.equals(state.self) -> {} // of what this replica sent itself
      // Self-certifying messages and queries: any node may send them, future and former members
      // too.
      case Status message -> catchUp.onStatus(sender, message);
      case DecidedBlock message -> onDecidedBlock(sender, message);
      case FetchBlock message -> catchUp.onFetchBlock(sender, message);
      case FetchedBlock message -> {
        if (catchUp.onFetchedBlock(message)) {
          normalCase.advance(state.chain.height() + 1);
          proposer.propose();
        }
      }
      case StableCheckpoint message -> {
        stability
            .onStableCheckpoint(sender, message)
            .ifPresent(block -> onDecidedBlock(sender, block));
        proposer.propose();
      }
      case FetchSnapshot message ->
          state.outbox.add(new Output.ServeSnapshot(sender, message.height(), message.part()));
      case SnapshotPart message -> {
        if (stability.transfer().onPart(sender, message)) {
          timer.onProgress();
        }
      }
      case Message vote when state.members().contains(sender) -> onVote(verified);
      default ->
          state.outbox.add(new Output.Reject(sender, RejectionReason.UNAUTHORISED, "not a member"));
    }
  }

  /** Messages that count only from a member. */
  private void onVote(Verified verified) {
    PublicKey sender = verified.sender();
    Signature signature = verified.envelope().signature();
    if (stillNeeds(verified.message())) {
      witness.observe(verified); // a host may drop the others (PBFT-27)
    }
    switch (verified.message()) {
      case VoteQuery query -> inquiry.onQuery(sender, query, witness);
      case VoteReport report -> timer.onOthersAt(inquiry.onReport(sender, report));
      case PrePrepare message -> {
        bufferedPrePrepares.buffer(sender, message, signature);
        normalCase.onPrePrepare(sender, message, signature);
      }
      case Prepare vote -> normalCase.onPrepare(sender, vote, signature);
      case Commit vote -> normalCase.onCommit(sender, vote, signature);
      case ViewChange message -> viewChanges.onViewChange(verified, message);
      case NewView message -> viewChanges.onNewView(verified, message);
      case Checkpoint message -> {
        stability.onCheckpoint(sender, message, signature);
        proposer.propose();
      }
      default -> state.outbox.add(new Output.Reject(sender, "not a message between replicas"));
    }
  }

  private void onDecidedBlock(PublicKey sender, DecidedBlock message) {
    for (DecidedBlock ready : catchUp.onDecidedBlock(sender, message)) {
      normalCase.onDecided(ready);
    }
    normalCase.advance(state.chain.height() + 1);
  }

  private void onTimer(Timer fired) {
    if (fired.equals(ViewTimer.VIEW_CHANGE)) {
      viewChanges.onTimeout();
    } else if (fired.equals(Proposer.BATCH)) {
      proposer.onBatchTimer();
    } else if (fired.equals(NormalCase.EARLY)) {
      normalCase.onEarlyTimer();
    } else if (fired.equals(CatchUp.RETRANSMIT)) {
      catchUp.onTimer();
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
        catchUp.retainVote(own.view(), own.block().height(), envelope);
        normalCase.onOwnPrePrepare(own, signature);
      }
      case Prepare own -> {
        catchUp.retainVote(own.view(), own.height(), envelope);
        normalCase.onPrepare(state.self, own, signature);
      }
      case Commit own -> {
        catchUp.retainVote(own.view(), own.height(), envelope);
        normalCase.onCommit(state.self, own, signature);
      }
      case ViewChange own -> viewChanges.onOwnViewChange(own, envelope);
      case NewView own -> viewChanges.onOwnNewView(own, envelope);
      case Checkpoint own -> {
        stability.onOwnCheckpoint(own, envelope);
        proposer.propose();
      }
      default -> {} // all other messages are not votes
    }
  }

  /** PBFT-18: this node restarts; it does not contradict its earlier votes. */
  private void onRecovered(List<Bytes> log) {
    restarted = true;
    timer.onRecovered(log);
    recovery.replay(log);
    inquiry.onRecovered();
    stability.resumeFromSnapshot();
  }

  private void onStarted() {
    if (!restarted) {
      return;
    }
    inquiry.begin();
    if (inquiry.isNeedless()) {
      onVotesConfirmed();
    }
    catchUp.onRejoin();
  }

  /** PBFT-29: nothing is forgotten, so the votes of the log count, and new ones may follow. */
  private void onVotesConfirmed() {
    viewChanges.resendAfterRestart();
    normalCase.resendAfterRestart();
    normalCase.advance(state.chain.height() + 1);
    state.slots.numbersFrom(0).forEach(normalCase::advance);
    reads.executeReady();
    proposer.propose();
  }

  private void onRestored(Input.Restored restored) {
    if (stability.onRestored(restored)) {
      timer.onProgress();
      catchUp.onRejoin();
    }
    reads.executeReady();
    normalCase.advance(state.chain.height() + 1);
    proposer.propose();
  }

  private void onExecuted(ExecutionResult execution) {
    if (state.restoring || execution.height() <= state.chain.executedHeight()) {
      return; // of a state that is being, or was, replaced
    }
    state.chain.executed(execution);
    requests.onExecuted(execution);
    if (!execution.receipts().isEmpty()) {
      timer.onExecuted();
    }
    stability.onExecuted(execution);
    state.deliverDecided();
    reads.executeReady();
    // Header checks W heights up were waiting for these roots.
    normalCase.advance(execution.height() + 1);
    state.slots.numbersFrom(execution.height() + 2).forEach(normalCase::advance);
    proposer.propose();
  }

  /** The view was left or entered: the state of the old one is dropped. */
  private void onViewChanged() {
    proposer.reset();
    catchUp.reset();
    stability.onViewChanged();
    if (state.viewChanging) {
      return;
    }
    catchUp.onViewStart(state.primary(), state.newViewChain.start().height());
    normalCase.advance(state.chain.height() + 1);
    catchUp.fetchMissing();
    proposer.propose();
    for (BufferedPrePrepares.BufferedPrePrepare each : bufferedPrePrepares.takeForCurrentView()) {
      normalCase.onPrePrepare(each.sender(), each.message(), each.signature());
    }
  }
}
