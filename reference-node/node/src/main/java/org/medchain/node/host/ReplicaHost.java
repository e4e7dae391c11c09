package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.consensus.DurabilityGate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.agency.RequestValidator;
import org.medchain.node.host.FairRequestQueue.ReceivedEnvelope;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.transport.PeerLink;

/**
 * Runs one replica in real time (NODE-1): the twin of the simulation's node. Everything here
 * happens on one thread, the replica's; what the disk and the search have to say comes to it by
 * that thread's queue.
 *
 * <p>An input is taken with all that it brings about at this node (signatures, executions) before
 * the next one; what may leave, leaves at the end of a burst of inputs, together.
 */
public final class ReplicaHost implements AutoCloseable {
  /** Some milliseconds of checking signatures; then votes that came meanwhile go first. */
  private static final int REQUEST_BATCH = 128;

  /** More requests of one connection are dropped; who sent them sends them again. */
  private static final int MAX_QUEUED_PER_CONNECTION = 8192;

  /** A task that comes again without a pause would keep the thread from its connections. */
  private static final long PAUSE_US = 20;

  private final EventLoop loop;
  private final HostClock clock;
  private final Replica replica;
  private final StateMachine stateMachine;
  private final Authenticator authenticator;
  private final MessageSigner signer;
  private final NodeStore store;
  private final boolean forced;
  private final ReplicaNetwork network;
  private final List<HostObserver> observers;
  private final HostTimers timers;
  private final NonceSearch nonceSearch;
  private final DurabilityGate durabilityGate = new DurabilityGate();
  private final Queue<Input> inputs = new ArrayDeque<>();

  /** What waited for the disk and may leave now, before the next step. */
  private final Queue<Output> releasedOutputs = new ArrayDeque<>();

  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private final FairRequestQueue requests = new FairRequestQueue(MAX_QUEUED_PER_CONNECTION);
  private final AtomicLong durable = new AtomicLong();

  private DurabilityToken lastPersisted = new DurabilityToken(0);
  private DurabilityToken lastForced = new DurabilityToken(0);
  private boolean stepping;

  /** Whether the rest of the requests has its turn already. */
  private boolean drainScheduled;

  private boolean closed;

  /** Before, a replica that has a past must hear of nothing else; who says it says it again. */
  private boolean started;

  /** What is being handled, if a refusal of it goes back to where it came from. */
  private Optional<ReceivedEnvelope> current = Optional.empty();

  /** A host that has not started. */
  public ReplicaHost(ReplicaHostComponents parts) {
    loop = parts.loop();
    clock = parts.clock();
    replica = parts.replica();
    stateMachine = parts.stateMachine();
    authenticator = parts.authenticator();
    signer = parts.signer();
    store = parts.store();
    forced = parts.waitsForSync();
    network = parts.network();
    observers = new ArrayList<>(parts.observers());
    timers = new HostTimers(loop, timer -> handle(new Input.TimerFired(clock.nowNs(), timer)));
    nonceSearch = new NonceSearch(parts.name(), this::nonceFound);
  }

  /** Has another part told, after the others; before the start. */
  void addObserver(HostObserver observer) {
    observers.add(observer);
  }

  /**
   * Begins, or goes on from what the store holds, and asks the others how far they are (NODE-11);
   * on the replica's thread.
   */
  public void start() {
    // An empty folder says nothing of how old the cluster is: the others are asked in any case.
    handleInput(new Input.Recovered(clock.nowNs(), store.takeRecoveredEntries()));
    handleInput(new Input.Started(clock.nowNs()));
    started = true;
    endBatch();
  }

  /**
   * A message came; what it brings about leaves with {@link #endBatch}. Requests wait until then,
   * so that votes go before them and their signatures are checked one after the other.
   */
  public void receive(Envelope envelope, PeerLink from) {
    if (closed || !started) {
      return;
    }
    boolean request = RequestValidator.isRequest(envelope) || envelope.code() == Envelope.MAC_CODE;
    if (request || !from.peer().role().isNode()) {
      if (!requests.add(envelope, from)) {
        observers.forEach(each -> each.rejected(envelope.sender(), "too many requests wait"));
      }
    } else {
      // Checking a signature is most of a vote's cost (PBFT-27).
      authenticator
          .authenticate(envelope, replica::stillNeeds)
          .ifPresent(each -> handleInput(input(envelope, each, Optional.of(from))));
    }
  }

  /** Takes some of the requests that wait; the others after what has come meanwhile. */
  private void drainRequests() {
    List<ReceivedEnvelope> arrived = new ArrayList<>();
    List<Input> checked = new ArrayList<>();
    for (int i = 0; i < REQUEST_BATCH; i++) {
      Optional<ReceivedEnvelope> next = requests.poll();
      if (next.isEmpty()) {
        break;
      }
      arrived.add(next.get());
      checked.add(authenticated(next.get().envelope(), Optional.of(next.get().from())));
    }
    for (int i = 0; i < arrived.size(); i++) {
      current = Optional.of(arrived.get(i));
      handleInput(checked.get(i));
    }
    current = Optional.empty();
    if (requests.size() > 0 && !drainScheduled) {
      drainScheduled = true;
      var unused = loop.schedule(this::scheduleDrain, PAUSE_US, TimeUnit.MICROSECONDS);
    }
  }

  private void scheduleDrain() {
    drainScheduled = false;
    endBatch();
  }

  /** A message came from within this process; nobody is to be answered by a connection. */
  public void receiveLocal(Envelope envelope) {
    if (!closed) {
      handleInput(authenticated(envelope, Optional.empty()));
    }
  }

  private Input authenticated(Envelope envelope, Optional<PeerLink> from) {
    return input(envelope, authenticator.authenticate(envelope), from);
  }

  private Input input(
      Envelope envelope, AuthenticationResult authentication, Optional<PeerLink> from) {
    return switch (authentication) {
      case AuthenticationResult.Verified verified -> {
        if (isOfClient(verified.message())) {
          from.ifPresent(link -> network.requestReceived(verified.sender(), link));
        }
        yield new Input.MessageReceived(clock.nowNs(), verified);
      }
      case AuthenticationResult.Rejected rejected ->
          new Input.MessageRejected(
              clock.nowNs(), rejected.sender(), envelope.code(), rejected.reason());
    };
  }

  private static boolean isOfClient(Message message) {
    return message instanceof Request || message instanceof ReadRequest;
  }

  /** A connection ended. */
  void closed(PeerLink link) {
    requests.closed(link);
  }

  /** The end of a burst: what may leave, leaves; what is waited for is forced. */
  public void endBatch() {
    if (closed) {
      return;
    }
    if (requests.size() > 0 && !drainScheduled) {
      drainRequests();
    }
    if (forced && durabilityGate.hasHeldOutputs() && lastPersisted.compareTo(lastForced) > 0) {
      lastForced = lastPersisted;
      store.requestSync(lastPersisted);
    }
    network.flush();
  }

  private void handle(Input input) {
    if (!closed) {
      handleInput(input);
      endBatch();
    }
  }

  /** The store says, on its own thread, that everything up to this token is durable. */
  public void durable(DurabilityToken token) {
    durable.set(token.number());
    loop.execute(this::onDurable);
  }

  /** Whether anything that the replica gave waits for the disk; on the replica's thread. */
  public boolean awaitsSync() {
    return durabilityGate.hasHeldOutputs();
  }

  /** Completes with the reason if this host cannot go on; the process then has to stop. */
  public CompletableFuture<Exception> failed() {
    return failure.copy();
  }

  private void onDurable() {
    DurabilityToken token = new DurabilityToken(durable.get());
    if (!closed) {
      released(token);
      endBatch();
    }
  }

  private void released(DurabilityToken token) {
    durabilityGate.durableUpTo(token);
    releasedOutputs.addAll(durabilityGate.release());
    handleInput(new Input.Persisted(clock.nowNs(), token));
  }

  private void nonceFound(Header sealed) {
    loop.execute(() -> handle(new Input.NonceFound(clock.nowNs(), sealed)));
  }

  /** Takes an input and all inputs that it brings about here. */
  private void handleInput(Input input) {
    inputs.add(input);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (Input next = inputs.poll(); next != null && !closed; next = inputs.poll()) {
        step(next);
      }
    } catch (RuntimeException e) {
      // A disk that failed, or a defect: what was half done must not be gone on with.
      close();
      failure.complete(e);
    } finally {
      stepping = false;
    }
  }

  private void step(Input input) {
    for (Output output = releasedOutputs.poll(); output != null; output = releasedOutputs.poll()) {
      send(output);
    }
    List<Output> outputs = replica.step(input);
    for (HostObserver observer : observers) {
      observer.stepped(input, outputs);
    }
    for (Output output : outputs) {
      perform(output);
    }
  }

  private void perform(Output output) {
    switch (output) {
      case Output.Persist persist -> {
        store.append(persist.token(), persist.entry());
        persisting(persist.token());
      }
      case Output.TakeSnapshot take -> {
        Bytes state = stateMachine.snapshot(take.height());
        store.saveSnapshot(take.token(), take.height(), new Snapshot(take.context(), state));
        persisting(take.token());
      }
      case Output.Truncate truncate -> store.truncate(truncate.first(), truncate.height());
      case Output.ServeSnapshot serve ->
          store
              .snapshotPart(serve.height(), serve.part())
              .ifPresent(part -> network.reply(serve.to(), part));
      case Output.Sign sign ->
          inputs.add(
              new Input.MessageSigned(clock.nowNs(), sign.message(), signer.sign(sign.message())));
      case Output.Read read -> read(read.request());
      case Output.Send send -> sendIfDurable(send, send.waitsFor(), false);
      case Output.Broadcast broadcast -> sendIfDurable(broadcast, broadcast.waitsFor(), false);
      case Output.Reply reply -> sendIfDurable(reply, reply.waitsFor(), false);
      case Output.Commit commit -> sendIfDurable(commit, commit.waitsFor(), true);
      case Output.Revert revert -> sendIfDurable(revert, List.of(), true);
      case Output.Restore restore -> sendIfDurable(restore, List.of(), true);
      case Output.StartTimer start -> timers.start(start.timer(), start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Mine mine -> nonceSearch.mine(mine.header());
      case Output.StopMining stop -> nonceSearch.stop();
      case Output.Reject reject -> reject(reject);
      case Output.Accepted accepted ->
          throw new IllegalStateException("a replica accepts no result: only a client does");
    }
  }

  private void persisting(DurabilityToken token) {
    durabilityGate.persisting(token);
    lastPersisted = token;
    if (!forced) {
      // Nobody waits for a disk that is not forced anyway.
      durabilityGate.durableUpTo(token);
      inputs.add(new Input.Persisted(clock.nowNs(), token));
    }
  }

  private void sendIfDurable(Output output, List<DurabilityToken> waitsFor, boolean ordered) {
    if (durabilityGate.mayRelease(output, waitsFor, ordered)) {
      send(output);
    }
  }

  private void send(Output output) {
    switch (output) {
      case Output.Send send -> network.send(send.to(), send.envelope());
      case Output.Broadcast broadcast -> network.broadcast(broadcast.envelope());
      case Output.Reply reply -> network.reply(reply.client(), reply.message());
      case Output.Commit commit -> commit(commit);
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        observers.forEach(each -> each.reverted(revert.height()));
      }
      case Output.Restore restore -> restore(restore);
      default -> throw new IllegalStateException("nothing holds back " + output);
    }
  }

  private void commit(Output.Commit commit) {
    if (commit.certificate() instanceof QuorumCertificate quorum) {
      store.blocks().append(new CertifiedBlock(commit.block(), quorum));
    }
    ExecutionResult execution = stateMachine.apply(commit.block());
    for (HostObserver observer : observers) {
      observer.executed(commit.block(), commit.certificate(), execution);
    }
    inputs.add(new Input.Executed(clock.nowNs(), execution));
  }

  private void restore(Output.Restore restore) {
    Optional<Bytes> state = restore.state().or(() -> store.snapshotState(restore.height()));
    Optional<Hash> root = state.flatMap(bytes -> load(restore, bytes));
    if (root.isPresent()) {
      observers.forEach(each -> each.restored(restore.height(), restore.block()));
    }
    inputs.add(new Input.Restored(clock.nowNs(), restore.height(), root));
  }

  private Optional<Hash> load(Output.Restore restore, Bytes state) {
    try {
      return Optional.of(stateMachine.restore(restore.height(), restore.block(), state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  private void read(Transaction request) {
    long height = stateMachine.height();
    inputs.add(new Input.ReadAnswered(clock.nowNs(), height, stateMachine.read(request)));
  }

  /** SIM-29's twin: what a client sent in vain goes back to it with the reason. */
  private void reject(Output.Reject reject) {
    observers.forEach(each -> each.rejected(reject.sender(), reject.reason()));
    if (current.isPresent()) {
      Hash body = Hash.of(current.get().envelope().body());
      RequestRejection refusal = RequestRejection.of(body, reject.reason());
      network.refuse(current.get().from(), reject.sender(), refusal);
    }
  }

  /** Ends timers and search; on the replica's thread. The store is its owner's to close. */
  @Override
  public void close() {
    closed = true;
    timers.stopAll();
    nonceSearch.close();
  }
}
