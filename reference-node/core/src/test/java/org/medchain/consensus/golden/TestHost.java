package org.medchain.consensus.golden;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Timer;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;

/** The least host for a replica: does all at once, and checks that commits form a chain. */
public final class TestHost {
  private final Replica replica;
  private final KeyPair keys;
  private final SignatureScheme scheme;
  private final Hash chainId;
  private final StateMachine machine;

  private final List<Entry> log = new ArrayList<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private final List<Block> chain = new ArrayList<>();

  /** Of the block under {@code chain}: no block before genesis, or the one restored last. */
  private long baseHeight = -1;

  private Hash base = Hash.ZERO;
  private final Set<Timer> timers = new LinkedHashSet<>();
  private final Deque<Input> due = new ArrayDeque<>();
  private final Deque<ExecutionResult> heldExecutions = new ArrayDeque<>();
  private Optional<Header> mining = Optional.empty();
  private boolean holdsExecutions;
  private boolean keepsChain = true;
  private long nowNs = ConsensusTestChain.GENESIS_MS * 1_000_000;

  public TestHost(
      Replica replica, KeyPair keys, SignatureScheme scheme, Block genesis, StateMachine machine) {
    this.replica = replica;
    this.keys = keys;
    this.scheme = scheme;
    this.chainId = genesis.hash();
    this.machine = machine;
    chain.add(genesis);
  }

  /** An entry of the durable log; those of an earlier life come before every token of this one. */
  private record Entry(long token, Bytes content) {}

  /** A host for the same node after a crash, with its log and snapshots only. */
  public TestHost restarted(Replica replica, StateMachine machine, Block genesis) {
    TestHost host = new TestHost(replica, keys, scheme, genesis, machine);
    log.forEach(entry -> host.log.add(new Entry(0, entry.content())));
    host.snapshots.putAll(snapshots);
    host.nowNs = nowNs;
    return host;
  }

  /** Gives the replica an input and carries out its local consequences; all that it puts out. */
  public List<Output> give(Input input) {
    List<Output> all = new ArrayList<>();
    due.add(input);
    while (!due.isEmpty()) {
      for (Output output : replica.step(due.remove())) {
        all.add(output);
        carryOut(output);
        // Nothing else of the host's own making has to reach the network.
        if (output instanceof Output.ServeSnapshot serve) {
          part(serve).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Sign sign -> {
        Envelope envelope = Envelope.seal(scheme, chainId, keys, sign.message());
        due.add(new Input.MessageSigned(nowNs, sign.message(), envelope));
      }
      case Output.Persist persist -> {
        log.add(new Entry(persist.token().number(), persist.entry()));
        due.add(new Input.Persisted(nowNs, persist.token()));
      }
      case Output.TakeSnapshot take -> {
        snapshots.put(take.height(), new Snapshot(take.context(), machine.snapshot(take.height())));
        due.add(new Input.Persisted(nowNs, take.token()));
      }
      case Output.Restore restore ->
          due.add(new Input.Restored(nowNs, restore.height(), restore(restore)));
      case Output.Truncate truncate -> {
        log.removeIf(entry -> entry.token() < truncate.first().number());
        snapshots.headMap(truncate.height()).clear();
      }
      case Output.Read read ->
          due.add(new Input.ReadAnswered(nowNs, machine.height(), machine.read(read.request())));
      case Output.Commit commit -> commit(commit.block());
      case Output.Revert revert -> revert(revert.height());
      case Output.StartTimer start -> timers.add(start.timer());
      case Output.StopTimer stop -> timers.remove(stop.timer());
      case Output.Mine mine -> mining = Optional.of(mine.header());
      case Output.StopMining stop -> mining = Optional.empty();
      case Output.Send send -> {}
      case Output.Broadcast broadcast -> {}
      case Output.Reply reply -> {}
      case Output.ServeSnapshot serve -> {}
      case Output.Reject reject -> {}
      case Output.Refused refused -> {}
      case Output.Accepted accepted -> {}
    }
  }

  private Optional<Output> part(Output.ServeSnapshot serve) {
    return Optional.ofNullable(snapshots.get(serve.height()))
        .map(snapshot -> new Encoder().value(snapshot).toBytes())
        .flatMap(encoded -> Snapshot.part(serve.height(), encoded, serve.part()))
        .map(part -> Envelope.seal(scheme, chainId, keys, part))
        .map(envelope -> new Output.Send(serve.to(), envelope, List.of()));
  }

  private Optional<Hash> restore(Output.Restore restore) {
    Optional<Bytes> state =
        restore
            .state()
            .or(
                () ->
                    Optional.ofNullable(snapshots.get(restore.height()))
                        .map(kept -> kept.state().bytes()));
    if (state.isEmpty()) {
      return Optional.empty();
    }
    Hash root;
    try {
      root = machine.restore(restore, state.get());
    } catch (MalformedInput e) {
      return Optional.empty();
    }
    if (root.equals(restore.stateRoot())) {
      chain.clear();
      base = restore.block();
      baseHeight = restore.height();
    }
    return Optional.of(root);
  }

  private void commit(Block block) {
    if (!block.parent().equals(head()) || block.height() != height() + 1) {
      throw new AssertionError(block + " is committed on " + height() + " " + head().brief());
    }
    chain.add(block);
    if (!keepsChain) {
      baseHeight = block.height() - 1;
      base = block.parent();
      chain.subList(0, chain.size() - 1).clear();
    }
    ExecutionResult execution = machine.apply(block);
    if (holdsExecutions) {
      heldExecutions.add(execution);
    } else {
      due.add(new Input.Executed(nowNs, execution));
    }
  }

  private void revert(long height) {
    if (height < Math.max(0, baseHeight) || height >= height()) {
      throw new AssertionError("a revert to " + height + " from " + height());
    }
    chain.subList((int) (height - baseHeight), chain.size()).clear();
    machine.revertTo(height);
  }

  /** From now on the last committed block is all that is kept of the chain. */
  public void forgetChain() {
    keepsChain = false;
  }

  /** What is held besides replica, chain and log. */
  public List<Object> held() {
    return List.of(snapshots, machine, new LinkedHashSet<>(timers));
  }

  /** From now on the results of executions wait for {@link #releaseExecution}. */
  public void holdExecutions() {
    holdsExecutions = true;
  }

  /** Tells the replica of the oldest execution held back, if there is one. */
  public List<Output> releaseExecution() {
    return heldExecutions.isEmpty()
        ? List.of()
        : give(new Input.Executed(nowNs, heldExecutions.remove()));
  }

  /** How many results wait for {@link #releaseExecution}. */
  public int executionsHeld() {
    return heldExecutions.size();
  }

  /** Lets time pass; no timer fires by itself. */
  public void pass(long ms) {
    nowNs += ms * 1_000_000;
  }

  /** The clock. */
  public long nowNs() {
    return nowNs;
  }

  public List<Output> fire(Timer timer) {
    return timers.remove(timer) ? give(new Input.TimerFired(nowNs, timer)) : List.of();
  }

  /** The running timers, in the order in which they were started. */
  public Set<Timer> timers() {
    return Collections.unmodifiableSet(timers);
  }

  /** The header that the replica asks its host to seal. */
  public Optional<Header> mining() {
    return mining;
  }

  /** The committed blocks from the genesis block on, or from above the one restored last. */
  public List<Block> chain() {
    return Collections.unmodifiableList(chain);
  }

  public Block last() {
    return chain.get(chain.size() - 1);
  }

  /** Height of the last block committed or restored. */
  public long height() {
    return baseHeight + chain.size();
  }

  /** Hash of the last block committed or restored. */
  public Hash head() {
    return chain.isEmpty() ? base : last().hash();
  }

  /** Hash of the block whose state was restored last, if one was. */
  public Optional<Hash> restored() {
    return baseHeight < 0 ? Optional.empty() : Optional.of(base);
  }

  /** The entries of the durable log, the oldest first. */
  public List<Bytes> log() {
    return log.stream().map(Entry::content).toList();
  }

  public Set<Long> snapshots() {
    return Collections.unmodifiableSet(snapshots.keySet());
  }

  public StateMachine machine() {
    return machine;
  }

  public KeyPair keys() {
    return keys;
  }
}
