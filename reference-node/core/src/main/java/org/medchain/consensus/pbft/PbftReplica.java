package org.medchain.consensus.pbft;

import java.util.List;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.Timer;
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
  private final NormalCase normalCase;
  private final Proposer proposer;
  private final ViewTimer timer;
  private final ViewChanges viewChanges;
  private final CatchUp catchUp;
  private final EarlyProposals early;

  /**
   * A replica at the genesis block, in view 0.
   *
   * @param self this replica's key, one of the members'
   */
  public PbftReplica(PbftParameters parameters, Membership members, PublicKey self) {
    if (!members.contains(self)) {
      throw new IllegalArgumentException("a replica is one of the members");
    }
    state = new PbftState(parameters, members, self);
    normalCase = new NormalCase(state);
    proposer = new Proposer(state, normalCase);
    timer = new ViewTimer(state);
    viewChanges = new ViewChanges(state, timer);
    catchUp = new CatchUp(state, viewChanges);
    early = new EarlyProposals(state);
  }

  /** The view that this replica is in, or wants to enter. */
  public long view() {
    return state.view;
  }

  /** Height of the last decided block. */
  public long decidedHeight() {
    return state.chain.height();
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
      case Input.MessageSigned signed -> onSigned(signed.message(), signed.envelope());
      case Input.Executed executed -> onExecuted(executed.execution());
      // The host holds back what waits for a token, so the replica need not know when it is
      // durable.
      case Input.Started started -> {}
      case Input.Persisted persisted -> {}
      // Plain PBFT searches no header, and this replica asks for no snapshot.
      case Input.NonceFound found -> {}
      case Input.SnapshotPartReceived part -> {}
      case Input.Restored restored -> {}
    }
  }

  /** PBFT-1: a request is executed once; asked again, the replica repeats its answer. */
  private void onRequest(Transaction request) {
    if (state.clients.isExecuted(request.request())) {
      state
          .clients
          .find(request.request())
          .ifPresent(result -> reply(result.height(), result.receipt()));
      return;
    }
    if (RequestPool.sizeOf(request) > state.parameters.batch().bytes()) {
      reject(request, "the request is larger than a block may be");
    } else if (!state.pool.contains(request.request()) && !state.pool.add(request)) {
      reject(request, "too many requests wait; try again later");
    } else {
      proposer.propose();
    }
  }

  private void reject(Transaction request, String reason) {
    state.outbox.add(new Output.Reject(request.request().sender(), reason));
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (verified.message() instanceof Request request) {
      onRequest(request.transaction()); // passed on by a backup: the client's signature counts
      return;
    }
    if (!state.members.contains(sender)) {
      state.outbox.add(new Output.Reject(sender, "not a member"));
      return;
    }
    if (sender.equals(state.self)) {
      return; // an echo of what this replica sent itself
    }
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
      case Status message -> catchUp.onStatus(sender, message);
      case DecidedBlock message -> onDecidedBlock(sender, message);
      case FetchBlock message -> catchUp.onFetchBlock(sender, message);
      case FetchedBlock message -> {
        if (catchUp.onFetchedBlock(message)) {
          proposer.propose();
        }
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

  /** A message of this replica's is signed: it goes out, and counts here as it will elsewhere. */
  private void onSigned(Message message, Envelope envelope) {
    if (!state.outbox.signed(message, envelope)) {
      return;
    }
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
      default -> {} // everything else states facts and counts for nothing
    }
  }

  private void keep(long view, long height, Envelope envelope) {
    if (view == state.view && !state.changing) {
      catchUp.keep(height, envelope);
    }
  }

  private void onExecuted(Execution execution) {
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
