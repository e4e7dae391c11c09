package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.TestHost;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;

/** A node on the least host; the network has its messages, and fires its timers. */
final class TestNode {
  final int number;
  final KeyPair keys;
  private final TestNetwork network;
  private final Map<Timer, Long> starts = new LinkedHashMap<>();
  private long started;
  TestHost host;

  /** By height: every block committed and not reverted. */
  final TreeMap<Long, Block> blocks = new TreeMap<>();

  long reverted;

  /** Everything that the node has put out, in order. */
  final List<Output> said = new ArrayList<>();

  TestNode(int number, KeyPair keys, Replica replica, TestNetwork network) {
    this.number = number;
    this.keys = keys;
    this.network = network;
    host =
        new TestHost(
            watched(replica), keys, TestNetwork.SCHEME, network.genesis(), TestNetwork.machine());
  }

  private Replica watched(Replica replica) {
    return input -> {
      List<Output> outputs = replica.step(input);
      outputs.forEach(this::said);
      return outputs;
    };
  }

  private void said(Output output) {
    said.add(output);
    if (output instanceof Output.Commit commit) {
      blocks.put(commit.block().height(), commit.block());
    } else if (output instanceof Output.Revert revert) {
      reverted += blocks.lastKey() - revert.height();
      blocks.tailMap(revert.height(), false).clear();
    }
  }

  /** Crashes, and begins again with its durable data. */
  void restart(Replica anew) {
    host = host.restarted(watched(anew), TestNetwork.machine(), network.genesis());
    starts.clear();
    give(new Input.Recovered(network.nowNs(), host.log()));
    give(new Input.Started(network.nowNs()));
  }

  void give(Input input) {
    host.pass((network.nowNs() - host.nowNs()) / TestNetwork.MS);
    host.give(input).forEach(this::carryOut);
  }

  void fire(Timer timer, long start) {
    if (starts.remove(timer, start)) {
      host.pass((network.nowNs() - host.nowNs()) / TestNetwork.MS);
      host.fire(timer).forEach(this::carryOut);
    }
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.StartTimer start -> {
        starts.put(start.timer(), ++started);
        network.timer(this, start.timer(), started, start.delayNs());
      }
      case Output.StopTimer stop -> starts.remove(stop.timer());
      case Output.Mine mine -> network.mines(this, mine.header());
      case Output.Send send -> network.send(keys.publicKey(), send.to(), send.envelope());
      case Output.Broadcast broadcast ->
          network.members().keys().stream()
              .filter(to -> !to.equals(keys.publicKey()))
              .forEach(to -> network.send(keys.publicKey(), to, broadcast.envelope()));
      case Output.Reply reply ->
          network.send(keys.publicKey(), reply.client(), network.seal(keys, reply.message()));
      default -> {} // what the host does itself
    }
  }

  /** Hash of the block committed at a height and not reverted. */
  Hash hashAt(long height) {
    return blocks.get(height).hash();
  }
}
