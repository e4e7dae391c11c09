package org.medchain.consensus.golden;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Timer;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;

/**
 * The least host that a replica can run on: signs, persists and executes at once (executions can be
 * held back), remembers timers, the header to mine and the committed chain, and leaves the network
 * to the test.
 *
 * <p>It checks what every host relies on: a committed block is the child of the last one, and a
 * revert goes to a block under it.
 */
public final class TestHost {
  private final Replica replica;
  private final KeyPair keys;
  private final SignatureScheme scheme;
  private final Hash chainId;
  private final StateMachine machine;

  private final List<Block> chain = new ArrayList<>();
  private final Set<Timer> timers = new LinkedHashSet<>();
  private final Deque<Input> due = new ArrayDeque<>();
  private final Deque<Execution> heldExecutions = new ArrayDeque<>();
  private Optional<Header> mining = Optional.empty();
  private boolean holdsExecutions;
  private long nowNs = TestChain.GENESIS_MS * 1_000_000;

  /** A host for one replica, at the genesis block. */
  public TestHost(
      Replica replica, KeyPair keys, SignatureScheme scheme, Block genesis, StateMachine machine) {
    this.replica = replica;
    this.keys = keys;
    this.scheme = scheme;
    this.chainId = genesis.hash();
    this.machine = machine;
    chain.add(genesis);
  }

  /** Gives the replica an input and whatever follows from it here; all that it puts out. */
  public List<Output> give(Input input) {
    List<Output> all = new ArrayList<>();
    due.add(input);
    while (!due.isEmpty()) {
      List<Output> outputs = replica.step(due.remove());
      outputs.forEach(this::carryOut);
      all.addAll(outputs);
    }
    return all;
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Sign sign -> {
        Envelope envelope = Envelope.seal(scheme, chainId, keys, sign.message());
        due.add(new Input.MessageSigned(nowNs, sign.message(), envelope));
      }
      case Output.Persist persist -> due.add(new Input.Persisted(nowNs, persist.token()));
      case Output.Commit commit -> commit(commit.block());
      case Output.Revert revert -> revert(revert.height());
      case Output.StartTimer start -> timers.add(start.timer());
      case Output.StopTimer stop -> timers.remove(stop.timer());
      case Output.Mine mine -> mining = Optional.of(mine.header());
      case Output.StopMining stop -> mining = Optional.empty();
      case Output.Send send -> {}
      case Output.Broadcast broadcast -> {}
      case Output.Reply reply -> {}
      case Output.RequestSnapshot request -> {}
      case Output.ServeSnapshot serve -> {}
      case Output.Reject reject -> {}
      case Output.Accepted accepted -> {}
    }
  }

  private void commit(Block block) {
    if (!block.parent().equals(last().hash()) || block.height() != last().height() + 1) {
      throw new AssertionError(block + " is committed on " + last());
    }
    chain.add(block);
    Execution execution = machine.apply(block);
    if (holdsExecutions) {
      heldExecutions.add(execution);
    } else {
      due.add(new Input.Executed(nowNs, execution));
    }
  }

  private void revert(long height) {
    if (height < 0 || height >= last().height()) {
      throw new AssertionError("a revert to " + height + " from " + last());
    }
    chain.subList((int) height + 1, chain.size()).clear();
    machine.revertTo(height);
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

  /** How many results of executions wait. */
  public int heldExecutions() {
    return heldExecutions.size();
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

  /** Fires a timer if it is running. */
  public List<Output> fire(Timer timer) {
    return timers.remove(timer) ? give(new Input.TimerFired(nowNs, timer)) : List.of();
  }

  /** The running timers, in the order in which they were started. */
  public Set<Timer> timers() {
    return Collections.unmodifiableSet(timers);
  }

  /** The header that the replica wants sealed. */
  public Optional<Header> mining() {
    return mining;
  }

  /** The committed blocks from the genesis block on. */
  public List<Block> chain() {
    return Collections.unmodifiableList(chain);
  }

  /** The last committed block. */
  public Block last() {
    return chain.get(chain.size() - 1);
  }

  /** The node's keys. */
  public KeyPair keys() {
    return keys;
  }
}
