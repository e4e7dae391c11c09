package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.HostEffects;
import org.medchain.consensus.HostWork;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.Timer;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.turns.RoundRobinQueue.Next;

/**
 * The effects of a replica in real time: this machine's clock, the node's store, connections and
 * search. On the replica's thread.
 */
final class RealEffects extends ForwardingReplicaNetwork implements HostEffects {
  private final ReplicaHostComponents parts;
  private final List<HostObserver> observers;
  private final HostTimers timers;
  private final NonceSearch mining;
  private final Consumer<DurabilityToken> durable;

  private DurabilityToken lastPersisted = new DurabilityToken(0);
  private DurabilityToken lastForced = new DurabilityToken(0);

  /** The message that is being handled, if its refusal goes back to its sender. */
  private Optional<Next<PeerLink, Envelope>> answered = Optional.empty();

  /**
   * No message is being handled.
   *
   * @param durable gets tokens at once where the disk is not forced
   * @param fired gets timers, on the replica's thread
   * @param found gets headers, on the search's thread
   * @param failed gets the search's errors, on its thread
   */
  RealEffects(
      ReplicaHostComponents parts,
      Consumer<DurabilityToken> durable,
      Consumer<Timer> fired,
      Consumer<Header> found,
      Consumer<Error> failed) {
    super(parts.network());
    this.parts = parts;
    observers = new ArrayList<>(parts.observers());
    timers = new HostTimers(parts.loop(), parts.clock(), fired);
    mining = new NonceSearch(parts.name(), found, failed);
    this.durable = durable;
  }

  void observedBy(HostObserver observer) {
    observers.add(observer);
  }

  /** Refusals from now on go back to this connection. */
  void answer(Next<PeerLink, Envelope> arrived) {
    answered = Optional.of(arrived);
  }

  /** The next effects answer no message. */
  void answerNone() {
    answered = Optional.empty();
  }

  /** Requests a force of all entries since the last one. */
  void force() {
    if (parts.waitsForSync() && lastPersisted.compareTo(lastForced) > 0) {
      lastForced = lastPersisted;
      parts.store().requestSync(lastPersisted);
    }
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    for (HostObserver observer : observers) {
      observer.stepped(input, outputs);
    }
  }

  /** The work is done on this thread, where its effect or the state machine does it. */
  @Override
  public OptionalLong process(HostWork work) {
    return OptionalLong.of(parts.clock().nowNs());
  }

  @Override
  public Envelope seal(Message message) {
    return parts.signer().sign(message);
  }

  @Override
  public boolean append(Output.Persist entry) {
    return handedOver(entry.token(), parts.store().append(entry.token(), entry.entry()));
  }

  @Override
  public boolean keep(DurabilityToken token, long height, Snapshot snapshot) {
    return handedOver(token, parts.store().saveSnapshot(token, height, snapshot));
  }

  /**
   * An output that waits for a token that no disk gets must never leave, with a forced disk or
   * without.
   */
  private boolean handedOver(DurabilityToken token, boolean isTaken) {
    if (!isTaken) {
      throw new IllegalStateException("the disk takes no more entries");
    }
    lastPersisted = token;
    if (!parts.waitsForSync()) {
      durable.accept(token);
    }
    return true;
  }

  @Override
  public void truncate(DurabilityToken first, long height) {
    parts.store().truncate(first, height);
  }

  @Override
  public Optional<DeferredBytes> state(long height) {
    return parts.store().state(height, parts.stateMachine());
  }

  @Override
  public Optional<SnapshotPart> part(long height, int part) {
    return parts.store().snapshotPart(height, part);
  }

  /** SIM-29's twin: a client's rejected request goes back to it with the reason. */
  @Override
  public void reject(Output.Reject refused) {
    rejected(refused);
    if (answered.isPresent()) {
      RequestRejection said =
          RequestRejection.of(Hash.of(answered.get().value().body()), refused.reason());
      Envelope refusal = parts.signer().authenticateFor(refused.sender(), said);
      answered.get().sender().send(refusal);
    }
  }

  /** Informs the observers only. */
  void rejected(Output.Reject refused) {
    observers.forEach(each -> each.rejected(refused));
  }

  @Override
  public void startTimer(Timer timer, long delayNs) {
    timers.start(timer, delayNs);
  }

  @Override
  public void stopTimer(Timer timer) {
    timers.stop(timer);
  }

  @Override
  public void mine(Header header) {
    mining.mine(header);
  }

  @Override
  public void stopMining() {
    mining.stop();
  }

  @Override
  public void committed(Block block, Certificate certificate) {
    // After a transfer that was cut short the tip may be there, and blocks under it come again.
    parts.store().blocks().append(new CertifiedBlock(block, certificate));
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    for (HostObserver observer : observers) {
      observer.executed(block, certificate, execution);
    }
  }

  @Override
  public void reverted(long height) {
    observers.forEach(each -> each.reverted(height));
  }

  @Override
  public void restored(Block tip, Certificate certificate) {
    committed(tip, certificate);
    observers.forEach(each -> each.restored(tip.height(), tip.hash()));
  }

  /** Ends timers and search. */
  void close() {
    timers.stopAll();
    mining.close();
  }
}
