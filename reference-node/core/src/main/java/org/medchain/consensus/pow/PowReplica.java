package org.medchain.consensus.pow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.Timer;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;
import org.medchain.network.Screening;

/**
 * One node of a proof-of-work chain (Nakamoto 2008, §5). This class dispatches inputs to its parts.
 *
 * <p>It makes nothing durable: no message of a node is a promise that a later one could break, so
 * after a crash it may start from the genesis block and fetch the rest (POW-26, decision 0030).
 */
public final class PowReplica implements Replica {
  /** Ends a period, in which what was requested and did not come is requested again. */
  public static final Timer RETRANSMIT = new Timer("retransmit", 0);

  private final PowState state;
  private final ChainReorganiser reorganiser;
  private final BlockAssembler miner;
  private final BlockRelay relay;
  private final CompactRelay compactRelay;
  private final HeaderSync sync;
  private final ConfirmationReplies confirmations;

  /** Whether a block was found here that is not broadcast yet. */
  private boolean headUnannounced;

  /**
   * A node at the genesis block.
   *
   * @param self this node's key, one of the members'
   */
  public PowReplica(PowParameters parameters, Membership members, PublicKey self) {
    Argument.refuseIf(!members.contains(self), "a replica is one of the members");
    state = new PowState(parameters, members, self);
    reorganiser = new ChainReorganiser(state);
    miner = new BlockAssembler(state);
    relay = new BlockRelay(state);
    compactRelay = new CompactRelay(state);
    sync = new HeaderSync(state, relay);
    confirmations = new ConfirmationReplies(state);
  }

  /** The last committed block. */
  public Block head() {
    return state.chain.tip().block;
  }

  /** Height of the last block whose requests got replies; 0 if there is none. */
  public long confirmedHeight() {
    return Math.max(0, confirmations.confirmedHeight());
  }

  @Override
  public int pendingRequests() {
    return state.pool.size();
  }

  /** NET-7: each transaction of a block has a signature; the work for it was done once. */
  @Override
  public Screening screen(PublicKey sender, Message message) {
    if (message instanceof Request request) {
      Optional<String> fault = state.parameters.chain().form().fault(request.transaction());
      return fault.isPresent() ? new Screening.Unsound(fault.get()) : new Screening.Needed();
    }
    if (!state.members.contains(sender)) {
      return new Screening.Unsound(RejectionReason.UNAUTHORISED, "not a member");
    }
    return switch (message) {
      case NewBlock said when !sender.equals(state.self) -> screen(said.block());
      case BlockTransactions said when !sender.equals(state.self) ->
          compactRelay.screen(sender, said);
      default -> Screening.of(!sender.equals(state.self));
    };
  }

  /** A block that was requested is needed even if it is invalid, since that ends the request. */
  private Screening screen(Block block) {
    Optional<BlockNode> known = state.tree.find(block.hash());
    if (sync.isWanted(block.hash()) || known.filter(node -> node.isInvalid).isPresent()) {
      return new Screening.Needed();
    }
    if (known.isPresent() || state.orphans.contains(block.hash())) {
      return new Screening.Unneeded();
    }
    // The clock stood still since the last input.
    Optional<String> fault = state.rules.contextFreeFault(block, Long.MAX_VALUE);
    return fault.isPresent() ? new Screening.Unsound(fault.get()) : new Screening.Needed();
  }

  @Override
  public List<Output> step(Input input) {
    state.nowNs = input.nowNs();
    switch (input) {
      case Input.Started started -> onStarted();
      case Input.RequestSubmitted submitted -> onRequest(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected -> state.outbox.add(new Output.Reject(rejected));
      case Input.TimerFired fired -> onTimer(fired.timer());
      case Input.NonceFound found -> miner.complete(found.sealed()).ifPresent(this::onBlockFound);
      case Input.MessageSigned signed -> onSigned(signed.message(), signed.envelope());
      case Input.Executed executed -> onExecuted(executed.execution());
      // Nothing is persisted, so nothing can be recovered: a restarted node begins at the genesis
      // block and fetches the rest (POW-26, POW-31). There are no read-only requests: the state may
      // still be reverted. And each node announces its best block again and again.
      default -> {}
    }
    return state.outbox.drain();
  }

  private void onStarted() {
    relay.start();
    miner.update();
  }

  /** POW-23: a request waits once; repeated after it is final, it gets another reply. */
  private void onRequest(Transaction request) {
    Optional<BlockNode> holder = state.chain.find(request.request());
    PublicKey sender = request.request().sender();
    Optional<String> fault = state.parameters.chain().form().fault(request);
    if (fault.isPresent()) {
      state.reject(sender, fault.get());
    } else if (holder.isPresent()) {
      confirmations.onRepeatedRequest(request.request(), holder.get());
    } else if (state.pool.contains(request.request())) {
      return; // a retransmission, since the reply is slow
    } else if (!state.chain.isRegistered(sender, state.chain.tip())) {
      reject(sender, RejectionReason.UNAUTHORISED, "the sender's key is not registered here");
    } else if (RequestPool.sizeOf(request) > state.parameters.batch().bytes()) {
      reject(sender, RejectionReason.MALFORMED, "the request is larger than a block may be");
    } else if (state.pool.size() >= state.parameters.poolCapacity()
        || state.pool.bytes() + RequestPool.sizeOf(request)
            > state.parameters.batch().waitingBytes()) {
      reject(sender, RejectionReason.OVERLOADED, "too many requests wait; try again later");
    } else {
      state.pool.add(request);
      miner.onRequest();
    }
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    if (verified.message() instanceof Request request) {
      onRequest(request.transaction());
    } else if (!state.members.contains(sender)) {
      reject(sender, RejectionReason.UNAUTHORISED, "not a member");
    } else if (!sender.equals(state.self)) {
      relay.onMessage(sender, verified.message());
      switch (verified.message()) {
        case NewBlock message -> onNewBlock(sender, message.block());
        case CompactBlock message -> onCompactBlock(sender, message);
        case BlockTransactions message ->
            compactRelay
                .onBlockTransactions(sender, message)
                .ifPresent(block -> onNewBlock(sender, block));
        case GetBlock message -> relay.onGetBlock(sender, message);
        case GetBlockTransactions message -> relay.onGetBlockTransactions(sender, message);
        case GetHeaders message -> relay.onGetHeaders(sender, message);
        case Headers message -> sync.onHeaders(sender, message);
        case Announce message -> sync.onAnnounce(sender, message);
        default -> state.reject(sender, "not a message between nodes");
      }
    }
  }

  private void onTimer(Timer fired) {
    if (fired.equals(BlockAssembler.TEMPLATE)) {
      miner.refresh();
    } else if (fired.equals(RETRANSMIT)) {
      relay.onTimer();
      compactRelay.onTimer();
      sync.onTimer();
      confirmations.onTimer();
      if (state.isAtHead()) {
        state.tree.pruneBelow(state.leastWork(), state.chain, sync::isWanted);
      }
    }
  }

  /** The search succeeded (POW-17). */
  private void onBlockFound(Block block) {
    headUnannounced = true;
    relay.broadcastFound(block);
    state.tree.add(block, state.chain.tip(), state.self);
    followHead();
  }

  private void onSigned(Message message, Envelope envelope) {
    state.outbox.onSigned(message, envelope);
    if (message instanceof CompactBlock) {
      headUnannounced = false;
      answerClients();
    }
  }

  /** May allow the next step to the head, or the next template, or show that a branch is wrong. */
  private void onExecuted(ExecutionResult execution) {
    Optional<BlockNode> executed = state.tree.find(execution.block());
    if (executed.isPresent()) {
      executed.get().execution = Optional.of(execution);
      state.chain.onExecuted(executed.get());
    }
    followHead();
  }

  private void followHead() {
    reorganiser.followHead();
    answerClients();
    miner.update();
  }

  /**
   * Not during a reorganisation, when the chain is not checked completely. And not before an own
   * block is sent: replies would delay it on the link, and until the others have it they may fork.
   */
  private void answerClients() {
    if (!headUnannounced && state.isAtHead()) {
      confirmations.update();
    }
  }

  /** POW-33: a known or invalid block is not reconstructed, and nothing is requested. */
  private void onCompactBlock(PublicKey sender, CompactBlock message) {
    Header header = message.header();
    Hash hash = header.hash();
    if (isKnown(sender, header, hash)) {
      return;
    }
    Optional<String> fault = state.rules.contextFreeFault(header, hash, state.nowNs);
    if (fault.isPresent()) {
      reject(sender, header, hash, fault.get());
    } else {
      compactRelay
          .onCompactBlock(sender, message, hash)
          .ifPresent(block -> onNewBlock(sender, block));
    }
  }

  private boolean isKnown(PublicKey sender, Header header, Hash hash) {
    Optional<BlockNode> known = state.tree.find(hash);
    if (known.isPresent() && known.get().isInvalid) {
      reject(sender, header, hash, "known to be invalid");
    }
    // The first sender of an orphan was already queried for the missing blocks.
    return known.isPresent() || state.orphans.contains(hash);
  }

  /** Validates fully before anything changes (POW-8). */
  private void onNewBlock(PublicKey sender, Block block) {
    Header header = block.header();
    if (isKnown(sender, header, block.hash())) {
      return;
    }
    Optional<String> fault = state.rules.contextFreeFault(block, state.nowNs);
    Optional<BlockNode> parent = state.tree.find(block.parent());
    if (fault.isPresent()) {
      reject(sender, header, block.hash(), fault.get());
    } else if (parent.isEmpty()) {
      state.orphans.add(new OrphanPool.OrphanBlock(block, sender));
      sync.start(sender);
    } else if (isFarBehind(parent.get(), header) && !sync.isWanted(block.hash())) {
      // Not invalid, so its descendants are not discarded: its headers may still show more work.
      state.reject(sender, "block " + header.height() + ": its branch is far behind the head");
      relay.announceHead(sender);
    } else {
      connect(new OrphanPool.OrphanBlock(block, sender));
      followHead();
    }
  }

  /** POW-35: a block that would be discarded at once is not added. */
  private boolean isFarBehind(BlockNode parent, Header header) {
    return parent.workWith(header).compareTo(state.leastWork()) < 0;
  }

  /** Adds a block whose parent is known, and then the orphans that waited for it. */
  private void connect(OrphanPool.OrphanBlock first) {
    Deque<OrphanPool.OrphanBlock> ready = new ArrayDeque<>(List.of(first));
    List<BlockNode> placed = new ArrayList<>();
    while (!ready.isEmpty()) {
      OrphanPool.OrphanBlock next = ready.remove();
      Block block = next.block();
      BlockNode parent = state.tree.find(block.parent()).orElseThrow();
      Optional<String> fault = state.rules.contextualFault(block, parent, state.chain);
      if (fault.isPresent()) {
        reject(next.sender(), block.header(), block.hash(), fault.get());
      } else {
        placed.add(state.tree.add(block, parent, next.sender()));
        ready.addAll(state.orphans.takeChildren(block.hash()));
      }
    }
    placed.forEach(sync::onConnected);
    // A block behind the head decides nothing, and the neighbours have those fetched below others.
    placed.stream()
        .filter(node -> node.work.compareTo(state.tree.head().work) >= 0)
        .filter(node -> !sync.isBelowMissing(node))
        .forEach(node -> relay.relay(node.block));
  }

  /** Descendants of an invalid block are invalid too, and would otherwise be requested forever. */
  private void reject(PublicKey sender, Header header, Hash hash, String reason) {
    state.orphans.dropDescendants(hash);
    sync.onRejected(hash);
    state.reject(sender, "block " + header.height() + " " + hash.brief() + ": " + reason);
  }

  private void reject(PublicKey sender, RejectionReason kind, String reason) {
    state.outbox.add(new Output.Reject(sender, kind, reason));
  }

  /** Blocks, headers and orphans kept: a flood must not make them grow (POW-35). */
  int retainedBlocks() {
    return state.tree.size() + sync.pendingHeaders() + state.orphans.size() + compactRelay.size();
  }
}
