package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.network.Envelope;

/** One node on the least host there is; the network has its messages, and fires its timers. */
final class TestNode {
  final int number;
  final KeyPair keys;
  private Replica replica;
  private final TestNetwork network;
  private HashChainStateMachine machine = TestNetwork.machine();
  private final Map<Timer, Long> timers = new LinkedHashMap<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private long started;

  /** By height: every block committed and not reverted. */
  final TreeMap<Long, Hash> chain = new TreeMap<>();

  /** The blocks committed and not reverted, as long as no snapshot replaced them. */
  final TreeMap<Long, Block> blocks = new TreeMap<>();

  Optional<Header> mining = Optional.empty();
  long reverted;

  /** Heights of snapshots that were loaded. */
  final List<Long> restored = new ArrayList<>();

  /** Everything that the node has put out, in order. */
  final List<Output> said = new ArrayList<>();

  TestNode(int number, KeyPair keys, Replica replica, TestNetwork network) {
    this.number = number;
    this.keys = keys;
    this.replica = replica;
    this.network = network;
  }

  /** Tokens and entries of the durable log, those of earlier lives under 0. */
  private final List<Map.Entry<Long, Bytes>> log = new ArrayList<>();

  /** Counts restarts: pending work inside the node is lost. */
  int life;

  /** Crashes, and begins again with its durable data. */
  void restart(Replica anew) {
    life++;
    replica = anew;
    machine = TestNetwork.machine();
    timers.clear();
    mining = Optional.empty();
    log.replaceAll(entry -> Map.entry(0L, entry.getValue()));
    give(new Input.Recovered(network.nowNs(), log.stream().map(Map.Entry::getValue).toList()));
    give(new Input.Started(network.nowNs()));
  }

  int logSize() {
    return log.size();
  }

  void give(Input input) {
    for (Output output : replica.step(input)) {
      said.add(output);
      carryOut(output);
    }
  }

  void fire(Timer timer, long start) {
    if (timers.remove(timer, start)) {
      give(new Input.TimerFired(network.nowNs(), timer));
    }
  }

  private void carryOut(Output output) {
    long nowNs = network.nowNs();
    switch (output) {
      case Output.Sign sign -> {
        Envelope envelope = network.seal(keys, sign.message());
        network.soon(this, new Input.MessageSigned(nowNs, sign.message(), envelope));
      }
      case Output.Persist persist -> {
        log.add(Map.entry(persist.token().number(), persist.entry()));
        network.soon(this, new Input.Persisted(nowNs, persist.token()));
      }
      case Output.Truncate truncate -> {
        log.removeIf(entry -> entry.getKey() < truncate.first().number());
        snapshots.headMap(truncate.height()).clear();
      }
      case Output.StartTimer start -> {
        timers.put(start.timer(), ++started);
        network.timer(this, start.timer(), started, start.delayNs());
      }
      case Output.StopTimer stop -> timers.remove(stop.timer());
      case Output.Mine mine -> {
        mining = Optional.of(mine.header());
        network.mines(this);
      }
      case Output.StopMining stop -> mining = Optional.empty();
      case Output.Send send -> network.send(keys.publicKey(), send.to(), send.envelope());
      case Output.Broadcast broadcast ->
          network.members().keys().stream()
              .filter(to -> !to.equals(keys.publicKey()))
              .forEach(to -> network.send(keys.publicKey(), to, broadcast.envelope()));
      case Output.Reply reply ->
          network.send(keys.publicKey(), reply.client(), network.seal(keys, reply.message()));
      default -> carryOutState(output, nowNs);
    }
  }

  private void carryOutState(Output output, long nowNs) {
    switch (output) {
      case Output.Commit commit -> {
        chain.put(commit.block().height(), commit.block().hash());
        blocks.put(commit.block().height(), commit.block());
        network.soon(this, new Input.Executed(nowNs, machine.apply(commit.block())));
      }
      case Output.Revert revert -> {
        reverted += machine.height() - revert.height();
        machine.revertTo(revert.height());
        chain.tailMap(revert.height(), false).clear();
        blocks.tailMap(revert.height(), false).clear();
      }
      case Output.TakeSnapshot take -> {
        snapshots.put(take.height(), new Snapshot(take.context(), machine.snapshot(take.height())));
        network.soon(this, new Input.Persisted(nowNs, take.token()));
      }
      case Output.ServeSnapshot serve ->
          Optional.ofNullable(snapshots.get(serve.height()))
              .map(snapshot -> new Encoder().value(snapshot).toBytes())
              .flatMap(encoded -> Snapshot.part(serve.height(), encoded, serve.part()))
              .ifPresent(
                  part -> network.send(keys.publicKey(), serve.to(), network.seal(keys, part)));
      case Output.Restore restore -> {
        Optional<Bytes> state =
            restore
                .state()
                .or(
                    () ->
                        Optional.ofNullable(snapshots.get(restore.height()))
                            .map(kept -> kept.state().bytes()));
        Optional<Hash> root = state.map(each -> machine.restore(restore, each));
        root.filter(restore.stateRoot()::equals).ifPresent(each -> restored.add(restore.height()));
        network.soon(this, new Input.Restored(nowNs, restore.height(), root));
      }
      case Output.Read read ->
          network.soon(
              this, new Input.ReadAnswered(nowNs, machine.height(), machine.read(read.request())));
      default -> {} // nothing that a host does
    }
  }

  /** Height of the last block committed or restored. */
  long height() {
    return machine.height();
  }
}
