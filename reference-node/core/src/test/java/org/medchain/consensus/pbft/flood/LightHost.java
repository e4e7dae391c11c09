package org.medchain.consensus.pbft.flood;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;

/**
 * A host that keeps only the data that its replica tells it to keep: log and snapshots as long as
 * they are needed, and no chain. Everything is done at once.
 */
final class LightHost {
  private record Entry(long token, Bytes content) {}

  private final PbftReplica replica;
  private final KeyPair keys;
  private final SignatureScheme scheme;
  private final Hash chain;
  private final HashChainStateMachine state;
  private final Consumer<Output> network;
  private final Deque<Entry> log = new ArrayDeque<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private final Set<Timer> timers = new LinkedHashSet<>();
  private final Deque<Input> due = new ArrayDeque<>();

  /**
   * A host at the genesis block.
   *
   * @param network is told everything that leaves the host
   */
  LightHost(
      PbftReplica replica,
      KeyPair keys,
      SignatureScheme scheme,
      PbftParameters parameters,
      Consumer<Output> network) {
    this.replica = replica;
    this.keys = keys;
    this.scheme = scheme;
    this.chain = parameters.chain().chain();
    this.state = new HashChainStateMachine(parameters.chain().genesis().header().stateRoot(), 8);
    this.network = network;
  }

  void give(Input input) {
    due.add(input);
    while (!due.isEmpty()) {
      replica.step(due.remove()).forEach(this::carryOut);
    }
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Sign sign -> due.add(signed(sign));
      case Output.Persist persist -> {
        log.add(new Entry(persist.token().number(), persist.entry()));
        due.add(new Input.Persisted(TestCommittee.NOW_NS, persist.token()));
      }
      case Output.TakeSnapshot take -> {
        snapshots.put(take.height(), new Snapshot(take.context(), state.snapshot(take.height())));
        due.add(new Input.Persisted(TestCommittee.NOW_NS, take.token()));
      }
      case Output.Truncate truncate -> {
        while (!log.isEmpty() && log.peek().token() < truncate.first().number()) {
          log.remove();
        }
        snapshots.headMap(truncate.height()).clear();
      }
      case Output.Restore restore -> due.add(restored(restore));
      case Output.Read read ->
          due.add(
              new Input.ReadAnswered(
                  TestCommittee.NOW_NS, state.height(), state.read(read.request())));
      case Output.Commit commit ->
          due.add(new Input.Executed(TestCommittee.NOW_NS, state.apply(commit.block())));
      case Output.ServeSnapshot serve -> part(serve).ifPresent(network);
      case Output.StartTimer start -> timers.add(start.timer());
      case Output.StopTimer stop -> timers.remove(stop.timer());
      default -> network.accept(output);
    }
  }

  private Input signed(Output.Sign sign) {
    Envelope envelope = Envelope.seal(scheme, chain, keys, sign.message());
    return new Input.MessageSigned(TestCommittee.NOW_NS, sign.message(), envelope);
  }

  private Input restored(Output.Restore restore) {
    Optional<Bytes> content =
        restore
            .state()
            .or(
                () ->
                    Optional.ofNullable(snapshots.get(restore.height()))
                        .map(kept -> kept.state().bytes()));
    Optional<Hash> root = content.map(bytes -> state.restore(restore, bytes));
    return new Input.Restored(TestCommittee.NOW_NS, restore.height(), root);
  }

  private Optional<Output> part(Output.ServeSnapshot serve) {
    return Optional.ofNullable(snapshots.get(serve.height()))
        .map(snapshot -> new Encoder().value(snapshot).toBytes())
        .flatMap(encoded -> Snapshot.part(serve.height(), encoded, serve.part()))
        .map(part -> Envelope.seal(scheme, chain, keys, part))
        .map(envelope -> new Output.Send(serve.to(), envelope, List.of()));
  }

  /** Fires a timer if it is running. */
  void fire(Timer timer) {
    if (timers.remove(timer)) {
      give(new Input.TimerFired(TestCommittee.NOW_NS, timer));
    }
  }

  Set<Timer> timers() {
    return Collections.unmodifiableSet(timers);
  }

  long height() {
    return state.height();
  }

  PbftReplica replica() {
    return replica;
  }

  /** Bytes held by the replica, the snapshots and the host's own lists. */
  long memory() {
    return RetainedMemory.bytes(replica, snapshots, state, new LinkedHashSet<>(timers));
  }

  /** Bytes of the durable log. */
  long log() {
    return RetainedMemory.bytes(log);
  }

  int logEntries() {
    return log.size();
  }
}
