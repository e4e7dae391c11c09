package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.HostCore;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutputInterpreter;
import org.medchain.consensus.TransactionMessage;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.network.RejectionReason;
import org.medchain.node.agency.RequestValidator;
import org.medchain.node.failure.FatalError;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.turns.RoundRobinQueue;
import org.medchain.node.turns.RoundRobinQueue.Next;

/**
 * Runs one replica in real time (NODE-1): the twin of the simulation's node. Everything here
 * happens on one thread, the replica's; results of the disk and the search arrive through that
 * thread's queue.
 *
 * <p>An input is taken with all its consequences at this node (signatures, executions) before the
 * next one; outputs that may leave do so at the end of a burst of inputs, together.
 */
public final class ReplicaHost implements AutoCloseable {
  /** Some milliseconds of checking signatures; then votes that came meanwhile go first. */
  private static final int REQUEST_BATCH = 128;

  /** The bytes that an envelope takes in the heap besides its own. */
  private static final int OVERHEAD_BYTES = 200;

  /**
   * More requests of one connection are dropped, and their senders retransmit them. All together
   * have a sixteenth of a node's usual heap.
   */
  private static final RoundRobinQueue.Bounds REQUEST_BOUNDS =
      new RoundRobinQueue.Bounds(8192, 16L << 20, Integer.MAX_VALUE, 64L << 20);

  /** A task that comes again without a pause would keep the thread from its connections. */
  private static final long PAUSE_US = 20;

  private final ReplicaHostComponents parts;
  private final HostCore core;
  private final RealEffects effects;
  private final OutputInterpreter interpreter;
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();

  /**
   * Unprocessed requests of clients: queued by connection, and taken from the connections in turn,
   * so that a client that floods delays its own requests only (NODE-3). Of too many, the connection
   * with most bytes loses its newest, since the numbers of a client's requests go up (NODE-23).
   */
  private final RoundRobinQueue<PeerLink, Envelope> requests =
      new RoundRobinQueue<>(REQUEST_BOUNDS, RoundRobinQueue.Loser.NEWEST);

  private final AtomicLong durable = new AtomicLong();

  /** Whether the rest of the requests has its turn already. */
  private boolean drainScheduled;

  private volatile boolean closed;

  /** Since when the oldest entry with a waiting caller waits for the disk; 0 if there is none. */
  private volatile long awaitingDiskSinceNs;

  /** A host that has not started. */
  public ReplicaHost(ReplicaHostComponents parts) {
    this.parts = parts;
    core = new HostCore(parts.replica(), parts.clock()::nowNs, this::handleInput);
    effects =
        new RealEffects(
            parts,
            token -> handleInput(new Input.Persisted(nowNs(), token)),
            timer -> handle(new Input.TimerFired(nowNs(), timer)),
            this::nonceFound,
            this::halt);
    interpreter = new OutputInterpreter(parts.replica(), parts.stateMachine(), effects);
  }

  /** Adds an observer, after the others; before the start. */
  void addObserver(HostObserver observer) {
    effects.observedBy(observer);
  }

  /**
   * Starts, or continues from what the store holds, and queries the others for their heights
   * (NODE-11); on the replica's thread.
   */
  public void start() {
    core.start(parts.store().takeRecoveredEntries());
    endBatch();
  }

  /**
   * A node can be reached, or has more blocks than this one: the replica sends it its height
   * (NODE-14). On the replica's thread.
   */
  public void reachable(PublicKey peer) {
    core.reachable(peer);
    if (core.hasStarted()) {
      endBatch();
    }
  }

  /**
   * A message came; its outputs leave with {@link #endBatch}. Requests wait until then, so that
   * votes go before them and their signatures are checked one after the other.
   */
  public void receive(Envelope envelope, PeerLink from) {
    if (closed || !core.hasStarted()) {
      return;
    }
    boolean request = RequestValidator.isRequest(envelope) || envelope.code() == Envelope.MAC_CODE;
    if (request || !from.peer().role().isNode()) {
      if (!requests.add(from, envelope, cost(envelope)).kept()) {
        effects.rejected(
            new Output.Reject(
                envelope.sender(), RejectionReason.OVERLOADED, "too many requests wait"));
      }
    } else {
      // Checking a signature is most of a vote's cost (PBFT-27), and its sender's to cause (NET-7).
      authenticated(envelope).ifPresent(each -> core.receive(envelope, each));
    }
  }

  static long cost(Envelope request) {
    return (long) request.size() + OVERHEAD_BYTES;
  }

  /** Takes some of the requests that wait; the others after the inputs that arrived meanwhile. */
  private void drainRequests() {
    List<Next<PeerLink, Envelope>> arrived = new ArrayList<>();
    List<Optional<AuthenticationResult>> checked = new ArrayList<>();
    for (int i = 0; i < REQUEST_BATCH; i++) {
      Optional<Next<PeerLink, Envelope>> next = requests.poll();
      if (next.isEmpty()) {
        break;
      }
      arrived.add(next.get());
      checked.add(authenticated(next.get().value()));
      checked.getLast().ifPresent(each -> requestReceived(each, next.get().sender()));
    }
    for (int i = 0; i < arrived.size(); i++) {
      effects.answer(arrived.get(i));
      Envelope envelope = arrived.get(i).value();
      checked.get(i).ifPresent(each -> core.receive(envelope, each));
    }
    effects.answerNone();
    if (requests.size() > 0 && !drainScheduled) {
      drainScheduled = true;
      var unused = parts.loop().schedule(this::scheduleDrain, PAUSE_US, TimeUnit.MICROSECONDS);
    }
  }

  private void scheduleDrain() {
    drainScheduled = false;
    endBatch();
  }

  /** A message came from within this process; no client gets a reply over a connection. */
  public void receiveLocal(Envelope envelope) {
    if (!closed) {
      authenticated(envelope).ifPresent(each -> core.receive(envelope, each));
    }
  }

  private Optional<AuthenticationResult> authenticated(Envelope envelope) {
    return core.authenticate(screen -> parts.authenticator().authenticate(envelope, screen));
  }

  /** Replies go to the sender of a request by the connection by which it came. */
  private void requestReceived(AuthenticationResult result, PeerLink from) {
    if (result instanceof AuthenticationResult.Verified verified
        && verified.message() instanceof TransactionMessage) {
      effects.requestReceived(verified.sender(), from);
    }
  }

  /** A connection ended. */
  void closed(PeerLink link) {
    requests.removeIf(link, any -> true);
  }

  private long nowNs() {
    return parts.clock().nowNs();
  }

  /** The end of a burst: outputs that may leave do so; entries with waiting callers are forced. */
  public void endBatch() {
    try {
      leave();
    } catch (Throwable e) {
      // Requests of others were taken off the queue with the one at which this came up (NODE-18).
      halt(e);
    }
  }

  private void leave() {
    if (closed) {
      return;
    }
    if (requests.size() > 0 && !drainScheduled) {
      drainRequests();
    }
    if (closed) {
      return; // by one of the requests
    }
    if (interpreter.awaitsDisk()) {
      effects.force();
      if (awaitingDiskSinceNs == 0) {
        awaitingDiskSinceNs = System.nanoTime() | 1;
      }
    } else {
      awaitingDiskSinceNs = 0;
    }
    effects.flush();
  }

  private void handle(Input input) {
    if (!closed) {
      handleInput(input);
      endBatch();
    }
  }

  /** The store reports, on its own thread, that everything up to this token is durable. */
  public void durable(DurabilityToken token) {
    durable.set(token.number());
    parts.loop().execute(this::onDurable);
  }

  /** Whether anything that the replica gave waits for the disk; on the replica's thread. */
  public boolean awaitsSync() {
    return interpreter.awaitsDisk();
  }

  /** How long the disk has forced nothing though a caller waits; 0 if none waits. */
  long awaitingDiskNs(long nowNs) {
    long since = awaitingDiskSinceNs;
    return since == 0 ? 0 : Math.max(0, nowNs - since);
  }

  /** Completes with the reason if this host cannot continue; the process then has to stop. */
  public CompletableFuture<Exception> failed() {
    return failure.copy();
  }

  private void onDurable() {
    awaitingDiskSinceNs = 0; // It works; the time of those that still wait begins now.
    handle(new Input.Persisted(nowNs(), new DurabilityToken(durable.get())));
  }

  private void nonceFound(Header sealed) {
    parts.loop().execute(() -> handle(new Input.NonceFound(nowNs(), sealed)));
  }

  /** Takes an input and all its consequences here. */
  private void handleInput(Input input) {
    try {
      interpreter.take(input);
    } catch (Throwable e) {
      // A failed disk, a full heap, or a defect: the host must not continue from a partial step. A
      // later one would let go what waits for an entry that this one has not given to the disk.
      halt(e);
    }
  }

  /**
   * Takes no further step and sends nothing more (NODE-18), because something in this process
   * failed; any thread.
   */
  void halt(Throwable reason) {
    closed = true;
    interpreter.close();
    failure.complete(FatalError.of("replica", reason));
    if (parts.loop().inEventLoop()) {
      close();
    } else if (!parts.loop().isShuttingDown()) {
      parts.loop().execute(this::close);
    }
  }

  /** Ends timers and search; on the replica's thread. The store is its owner's to close. */
  @Override
  public void close() {
    closed = true;
    interpreter.close();
    effects.close();
  }
}
