package org.medchain.consensus.pbft;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.SnapshotPart;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * One replica of PBFT with chained, pipelined blocks. This class takes inputs apart and keeps the
 * parts in step; what they do is named as in Castro and Liskov (1999).
 */
public final class PbftReplica implements Replica {
  private final PbftState state;
  private final Reads reads;
  private final NormalCase normalCase;
  private final Proposer proposer;
  private final ViewTimer timer;
  private final ViewChanges viewChanges;
  private final Stability stability;
  private final Recovery recovery;
  private final CatchUp catchUp;
  private final EarlyProposals early;
  private boolean restarted;

  /**
   * A replica at the genesis block, in view 0.
   *
   * @param members who votes from the genesis block on
   * @param self this replica's key; if it is not a member's, the replica follows and votes on
   *     nothing until a later block makes it a member
   */
  public PbftReplica(PbftParameters parameters, Membership members, PublicKey self) {
    state = new PbftState(parameters, members, self);
    reads = new Reads(state);
    normalCase = new NormalCase(state, reads);
    proposer = new Proposer(state, normalCase);
    timer = new ViewTimer(state);
    viewChanges = new ViewChanges(state, timer);
    Checkpoints checkpoints = new Checkpoints(state);
    stability = new Stability(state, viewChanges, checkpoints);
    recovery = new Recovery(state, viewChanges, checkpoints, stability, reads);
    catchUp = new CatchUp(state, viewChanges, stability);
    early = new EarlyProposals(state);
  }

  /** The view that this replica is in, or wants to enter. */
  public long view() {
    return state.view;
  }

  /** Number of that view in its epoch, from 0: so often the epoch's view has changed. */
  public long viewNumber() {
    return Views.number(state.view);
  }

  /**
   * The proofs of all changes of the members, for a {@link MemberHistory}; empty before the first.
   */
  public Optional<StableCheckpoint> introduction() {
    return stability.introduction();
  }

  /** How many requests wait here to be executed. */
  public int waiting() {
    return state.pool.size();
  }

  /** Height of the last decided block. */
  public long decidedHeight() {
    return state.chain.height();
  }

  /** PBFT-27: votes beyond the quorum that made a certificate here change nothing. */
  @Override
  public boolean awaits(Message message) {
    return switch (message) {
      case Prepare vote -> normalCase.awaits(vote);
      case Commit vote -> vote.height() > state.chain.height();
      default -> true;
    };
  }

  @Override
  public List<Output> step(Input input) {
    state.nowNs = input.nowNs();
    long viewBefore = state.view;
    boolean changingBefore = state.changing;
    handle(input);
    if (state.view != viewBefore || state.changing != changingBefore) {
      onViewMoved();
    }
    timer.update();
    catchUp.update();
    return state.outbox.drain();
  }

  private void handle(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> onRequest(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected ->
          state.outbox.add(new Output.Reject(rejected.sender(), rejected.reason()));
      case Input.TimerFired fired -> onTimer(fired.timer());
      case Input.MessageSigned signed -> {
        state.outbox.signed(signed.message(), signed.envelope());
        countOwn();
      }
      case Input.Executed executed -> onExecuted(executed.execution());
      case Input.Recovered recovered -> onRecovered(recovered.log());
      case Input.Restored restored -> onRestored(restored);
      case Input.NonceFound found -> proposer.onNonceFound(found.sealed());
      case Input.ReadAnswered answered -> reads.onAnswer(answered.height(), answered.receipt());
      case Input.Started started -> onStarted();
      case Input.Persisted persisted -> {
        state.outbox.persisted(persisted.token());
        countOwn();
      }
      case Input.ReadSubmitted submitted -> {} // a client's
    }
  }

  /** PBFT-1: a request is executed once; asked again, the replica repeats its answer. */
  private void onRequest(Transaction request) {
    boolean isExecuted = state.clients.isExecuted(request.request());
    if (isExecuted || state.pool.contains(request.request())) {
      introduce(request.request().sender());
    }
    if (isExecuted) {
      state
          .clients
          .find(request.request())
          .ifPresent(result -> reply(result.height(), result.receipt()));
      return;
    }
    Optional<String> fault = state.authenticity.fault(request);
    if (fault.isPresent()) {
      reject(request, fault.get());
    } else if (RequestPool.sizeOf(request) > state.parameters.batch().bytes()) {
      reject(request, "the request is larger than a block may be");
    } else if (!state.pool.contains(request.request()) && !state.pool.add(request)) {
      reject(request, "too many requests wait; try again later");
    } else {
      proposer.propose();
    }
  }

  /** PBFT-21: whoever asks again may listen to members that are none any more. */
  private void introduce(PublicKey client) {
    stability
        .introduction()
        .ifPresent(proof -> state.outbox.add(new Output.Reply(client, proof, List.of())));
  }

  private void reject(Transaction request, String reason) {
    state.outbox.add(new Output.Reject(request.request().sender(), reason));
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (verified.message() instanceof Request request) {
      onRequest(request.transaction()); // passed on by a backup: the client's proof counts
      state.authenticity.keep(request.transaction(), verified.envelope());
      if (!request.transaction().isSigned()) {
        acceptWaitingFor(request.transaction());
      }
      return;
    }
    if (verified.message() instanceof ReadRequest read) {
      reads.onReadRequest(read.transaction());
      return;
    }
    if (sender.equals(state.self)) {
      return; // an echo of what this replica sent itself
    }
    if (!onFact(sender, verified.message())) {
      if (state.members().contains(sender)) {
        onVote(verified);
      } else {
        state.outbox.add(new Output.Reject(sender, "not a member"));
      }
    }
  }

  /** PBFT-25: a proposal may have come before the codes that let this replica believe it. */
  private void acceptWaitingFor(Transaction request) {
    for (Slot slot : List.copyOf(state.slots.values())) {
      if (!slot.accepted() && state.authenticity.completes(slot, request)) {
        normalCase.advance(slot.proposal().height());
      }
    }
  }

  /** What convinces by itself, or only asks: anybody may say it (members to be, and retired). */
  private boolean onFact(PublicKey sender, Message said) {
    switch (said) {
      case Status message -> catchUp.onStatus(sender, message);
      case DecidedBlock message -> onDecidedBlock(sender, message);
      case FetchBlock message -> catchUp.onFetchBlock(sender, message);
      case FetchedBlock message -> {
        if (catchUp.onFetchedBlock(message)) {
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
        stability.transfer().onPart(sender, message);
        timer.onProgress();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What counts because a member says it. */
  private void onVote(Verified verified) {
    PublicKey sender = verified.sender();
    Signature signature = verified.envelope().signature();
    switch (verified.message()) {
      case PrePrepare message -> {
        early.keep(sender, message, signature);
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
      normalCase.decided(ready);
    }
    normalCase.advance(state.chain.height() + 1);
  }

  private void onTimer(Timer fired) {
    if (fired.equals(ViewTimer.VIEW_CHANGE)) {
      viewChanges.onTimeout();
    } else if (fired.equals(Proposer.BATCH)) {
      proposer.onBatchTimer();
    } else if (fired.equals(CatchUp.RETRANSMIT)) {
      catchUp.onTimer();
    }
  }

  /** What is signed and durable counts here as it will elsewhere. */
  private void countOwn() {
    List<Outbox.Signed> due = state.outbox.takeDue();
    due.forEach(each -> onOwn(each.message(), each.envelope()));
  }

  private void onOwn(Message message, Envelope envelope) {
    Signature signature = envelope.signature();
    switch (message) {
      case PrePrepare own -> {
        keep(own.view(), own.block().height(), envelope);
        normalCase.onOwnPrePrepare(own, signature);
      }
      case Prepare own -> {
        keep(own.view(), own.height(), envelope);
        normalCase.onPrepare(state.self, own, signature);
      }
      case Commit own -> {
        keep(own.view(), own.height(), envelope);
        normalCase.onCommit(state.self, own, signature);
      }
      case ViewChange own -> viewChanges.onOwnViewChange(own, envelope);
      case NewView own -> viewChanges.onOwnNewView(own, envelope);
      case Checkpoint own -> {
        stability.onOwnCheckpoint(own, envelope);
        proposer.propose();
      }
      default -> {} // everything else states facts and counts for nothing
    }
  }

  private void keep(long view, long height, Envelope envelope) {
    if (view == state.view && !state.changing) {
      catchUp.keep(height, envelope);
    }
  }

  /** PBFT-18: this node ran before; it votes for nothing else than it did. */
  private void onRecovered(List<Bytes> log) {
    restarted = true;
    recovery.replay(log);
    stability.resume();
  }

  private void onStarted() {
    if (!restarted) {
      return;
    }
    timer.onArrival();
    viewChanges.repeat();
    normalCase.repeat();
    catchUp.onArrival();
  }

  private void onRestored(Input.Restored restored) {
    if (stability.onRestored(restored)) {
      timer.onProgress();
      catchUp.onArrival();
    }
    reads.answer();
    normalCase.advance(state.chain.height() + 1);
    proposer.propose();
  }

  private void onExecuted(Execution execution) {
    if (state.restoring || execution.height() <= state.chain.executedHeight()) {
      return; // of a state that is being, or was, replaced
    }
    state.chain.executed(execution);
    for (Receipt receipt : execution.receipts()) {
      state.pool.remove(receipt.request());
      if (state.clients.find(receipt.request()).isEmpty()) {
        state.clients.put(execution.height(), receipt);
      }
      state
          .clients
          .find(receipt.request())
          .ifPresent((ClientTable.Result result) -> reply(result.height(), result.receipt()));
    }
    if (!execution.receipts().isEmpty()) {
      timer.onExecuted();
    }
    stability.onExecuted(execution);
    state.handOver();
    reads.answer();
    // Header checks W heights up were waiting for these roots.
    normalCase.advance(execution.height() + 1);
    for (long height : List.copyOf(state.slots.tailMap(execution.height() + 1, false).keySet())) {
      normalCase.advance(height);
    }
    proposer.propose();
  }

  private void reply(long height, Receipt receipt) {
    OrderedReply reply = new OrderedReply(state.view, height, receipt);
    state.outbox.add(new Output.Reply(receipt.request().sender(), reply, List.of()));
  }

  /** The view was left or entered: what belongs to the old one is dropped. */
  private void onViewMoved() {
    proposer.reset();
    catchUp.reset();
    stability.onViewMoved();
    if (state.changing) {
      return;
    }
    state.demanded.ifPresent(
        demanded -> catchUp.onViewStart(state.primary(), demanded.start().height()));
    catchUp.missingBodies().forEach(block -> state.outbox.broadcast(new FetchBlock(block)));
    proposer.propose();
    for (EarlyProposals.Early each : early.take()) {
      normalCase.onPrePrepare(each.sender(), each.message(), each.signature());
    }
  }
}
