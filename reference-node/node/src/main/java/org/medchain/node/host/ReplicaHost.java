package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.consensus.DurabilityGate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Refusal;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Token;
import org.medchain.consensus.pbft.ReadRequest;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.network.Authentication;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.agency.RequestCheck;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.transport.Link;

/**
 * Runs one replica in real time (NODE-1): the twin of the simulation's node. Everything here
 * happens on one thread, the replica's; what the disk and the search have to say comes to it by
 * that thread's queue.
 *
 * <p>An input is taken with all that it brings about at this node (signatures, executions) before
 * the next one; what may leave, leaves at the end of a burst of inputs, together.
 */
public final class ReplicaHost implements AutoCloseable {
  private final EventLoop loop;
  private final HostClock clock;
  private final Replica replica;
  private final StateMachine stateMachine;
  private final Authenticator authenticator;
  private final Signer signer;
  private final NodeStore store;
  private final boolean forced;
  private final Post post;
  private final List<HostObserver> observers;
  private final HostTimers timers;
  private final Mining mining;
  private final DurabilityGate gate = new DurabilityGate();
  private final Queue<Input> inputs = new ArrayDeque<>();
  private final AtomicLong durable = new AtomicLong();

  private Token lastPersisted = new Token(0);
  private Token lastForced = new Token(0);
  private boolean stepping;
  private boolean closed;

  /** What is being handled, if a refusal of it goes back to where it came from. */
  private Optional<Arrived> answered = Optional.empty();

  private record Arrived(Envelope envelope, Link from) {}

  /**
   * What a host is made of.
   *
   * @param name for threads and logs
   * @param loop the replica's thread
   * @param replica what is run
   * @param stateMachine executes blocks, at the genesis state
   * @param authenticator checks what comes
   * @param signer with which this node signs
   * @param store opened; the host is told of what is durable by {@link #durable}
   * @param forced whether the store forces; if not, nothing waits for it
   * @param post sends
   * @param observers are told, in this order
   */
  public record Parts(
      String name,
      EventLoop loop,
      HostClock clock,
      Replica replica,
      StateMachine stateMachine,
      Authenticator authenticator,
      Signer signer,
      NodeStore store,
      boolean forced,
      Post post,
      List<HostObserver> observers) {
    /** Copies the list. */
    public Parts {
      observers = List.copyOf(observers);
    }
  }

  /** A host that has not started. */
  public ReplicaHost(Parts parts) {
    loop = parts.loop();
    clock = parts.clock();
    replica = parts.replica();
    stateMachine = parts.stateMachine();
    authenticator = parts.authenticator();
    signer = parts.signer();
    store = parts.store();
    forced = parts.forced();
    post = parts.post();
    observers = new ArrayList<>(parts.observers());
    timers = new HostTimers(loop, timer -> handle(new Input.TimerFired(clock.nowNs(), timer)));
    mining = new Mining(parts.name(), this::found);
  }

  /** Has another part told, after the others; before the start. */
  void observedBy(HostObserver observer) {
    observers.add(observer);
  }

  /** Begins, or goes on from what the store holds; on the replica's thread. */
  public void start() {
    if (!store.isNew()) {
      take(new Input.Recovered(clock.nowNs(), store.log()));
    }
    take(new Input.Started(clock.nowNs()));
    settle();
  }

  /** A message came; what it brings about leaves with {@link #settle}. */
  public void receive(Envelope envelope, Link from) {
    if (closed) {
      return;
    }
    // Of nodes only those that pass a request on hear of its refusal: an agency brings it back.
    boolean told = !from.peer().role().isNode() || RequestCheck.isRequest(envelope);
    answered = told ? Optional.of(new Arrived(envelope, from)) : Optional.empty();
    take(authenticated(envelope, Optional.of(from)));
    answered = Optional.empty();
  }

  /** A message came from within this process; nobody is to be answered by a connection. */
  public void receiveHere(Envelope envelope) {
    if (!closed) {
      take(authenticated(envelope, Optional.empty()));
    }
  }

  private Input authenticated(Envelope envelope, Optional<Link> from) {
    return switch (authenticator.authenticate(envelope)) {
      case Authentication.Verified verified -> {
        if (isOfClient(verified.message())) {
          from.ifPresent(link -> post.heard(verified.sender(), link));
        }
        yield new Input.MessageReceived(clock.nowNs(), verified);
      }
      case Authentication.Rejected rejected ->
          new Input.MessageRejected(
              clock.nowNs(), rejected.sender(), envelope.code(), rejected.reason());
    };
  }

  private static boolean isOfClient(Message message) {
    return message instanceof Request || message instanceof ReadRequest;
  }

  /** The end of a burst: what may leave, leaves; what is waited for is forced. */
  public void settle() {
    if (forced && gate.holds() && lastPersisted.compareTo(lastForced) > 0) {
      lastForced = lastPersisted;
      store.force(lastPersisted);
    }
    post.flush();
  }

  private void handle(Input input) {
    if (!closed) {
      take(input);
      settle();
    }
  }

  /** The store says, on its own thread, that everything up to this token is durable. */
  public void durable(Token token) {
    durable.set(token.number());
    loop.execute(this::hearDurable);
  }

  private void hearDurable() {
    Token token = new Token(durable.get());
    if (!closed) {
      released(token);
      settle();
    }
  }

  private void released(Token token) {
    gate.durableUpTo(token);
    gate.release().forEach(this::leave);
    take(new Input.Persisted(clock.nowNs(), token));
  }

  private void found(Header sealed) {
    loop.execute(() -> handle(new Input.NonceFound(clock.nowNs(), sealed)));
  }

  /** Takes an input and all inputs that it brings about here. */
  private void take(Input input) {
    inputs.add(input);
    if (stepping) {
      return;
    }
    stepping = true;
    for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
      step(next);
    }
    stepping = false;
  }

  private void step(Input input) {
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
        store.keep(take.token(), take.height(), new Snapshot(take.context(), state));
        persisting(take.token());
      }
      case Output.Truncate truncate -> store.truncate(truncate.first(), truncate.height());
      case Output.ServeSnapshot serve ->
          store.part(serve.height(), serve.part()).ifPresent(part -> post.reply(serve.to(), part));
      case Output.Sign sign ->
          inputs.add(
              new Input.MessageSigned(clock.nowNs(), sign.message(), signer.sign(sign.message())));
      case Output.Read read -> read(read.request());
      case Output.Send send -> leaveIfDurable(send, send.waitsFor(), false);
      case Output.Broadcast broadcast -> leaveIfDurable(broadcast, broadcast.waitsFor(), false);
      case Output.Reply reply -> leaveIfDurable(reply, reply.waitsFor(), false);
      case Output.Commit commit -> leaveIfDurable(commit, commit.waitsFor(), true);
      case Output.Revert revert -> leaveIfDurable(revert, List.of(), true);
      case Output.Restore restore -> leaveIfDurable(restore, List.of(), true);
      case Output.StartTimer start -> timers.start(start.timer(), start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Mine mine -> mining.mine(mine.header());
      case Output.StopMining stop -> mining.stop();
      case Output.Reject reject -> reject(reject);
      case Output.Accepted accepted ->
          throw new IllegalStateException("a replica accepts no result: only a client does");
    }
  }

  private void persisting(Token token) {
    gate.persisting(token);
    lastPersisted = token;
    if (!forced) {
      // Nobody waits for a disk that is not forced anyway.
      gate.durableUpTo(token);
      inputs.add(new Input.Persisted(clock.nowNs(), token));
    }
  }

  private void leaveIfDurable(Output output, List<Token> waitsFor, boolean ordered) {
    if (gate.mayLeave(output, waitsFor, ordered)) {
      leave(output);
    }
  }

  private void leave(Output output) {
    switch (output) {
      case Output.Send send -> post.send(send.to(), send.envelope());
      case Output.Broadcast broadcast -> post.broadcast(broadcast.envelope());
      case Output.Reply reply -> post.reply(reply.client(), reply.message());
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
      store.blocks().append(new Decision(commit.block(), quorum));
    }
    Execution execution = stateMachine.apply(commit.block());
    for (HostObserver observer : observers) {
      observer.executed(commit.block(), commit.certificate(), execution);
    }
    inputs.add(new Input.Executed(clock.nowNs(), execution));
  }

  private void restore(Output.Restore restore) {
    Optional<Bytes> state = restore.state().or(() -> store.state(restore.height()));
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
    if (answered.isPresent()) {
      Hash body = Hash.of(answered.get().envelope().body());
      Refusal refusal = Refusal.of(body, reject.reason());
      post.refuse(answered.get().from(), reject.sender(), refusal);
    }
  }

  /** Ends timers and search; on the replica's thread. The store is its owner's to close. */
  @Override
  public void close() {
    closed = true;
    timers.stopAll();
    mining.close();
  }
}
