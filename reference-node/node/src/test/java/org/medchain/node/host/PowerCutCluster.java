package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Operations;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.storage.FaultyVolume;

/**
 * Four nodes in one place, without connections between them but in memory; their power is cut at an
 * operation of any disk.
 */
final class PowerCutCluster {
  static final int REQUESTS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<PowerCutNode> nodes = new CopyOnWriteArrayList<>();
  private final Map<RequestId, Map<Integer, Long>> replies = new ConcurrentHashMap<>();
  private final PowerCutChain chain;
  private final int cutAt;
  private int operations;
  private volatile boolean cut;
  private volatile int unconnected = -1;

  PowerCutCluster(PowerCutChain chain, List<FaultyVolume> volumes, int cutAt) throws Exception {
    this.chain = chain;
    this.cutAt = cutAt;
    for (int i = 0; i < PowerCutChain.NODES; i++) {
      volumes.get(i).onBoundary(this::operation);
      nodes.add(new PowerCutNode(this, chain, i, volumes.get(i)));
    }
    for (PowerCutNode each : nodes) {
      each.loop.submit(each.host::start).sync();
    }
  }

  /** On sound disks, without a power cut. */
  static PowerCutCluster whole(PowerCutChain chain) throws Exception {
    return new PowerCutCluster(chain, disks(), Integer.MAX_VALUE);
  }

  static List<FaultyVolume> disks() {
    return Stream.generate(FaultyVolume::new).limit(PowerCutChain.NODES).toList();
  }

  /** A node that has gone comes back with this disk. */
  PowerCutNode start(int node, FaultyVolume volume) throws Exception {
    nodes.set(node, new PowerCutNode(this, chain, node, volume));
    nodes.get(node).loop.submit(nodes.get(node).host::start).sync();
    return nodes.get(node);
  }

  /** From now on nothing reaches this node or leaves it; a negative number: all are connected. */
  void disconnect(int node) {
    unconnected = node;
  }

  /** Both sides notice the new connection. */
  void connect(int one, int other) {
    for (int[] each : new int[][] {{one, other}, {other, one}}) {
      PowerCutNode node = nodes.get(each[0]);
      node.loop.execute(() -> node.host.reachable(chain.keys.get(each[1]).publicKey()));
    }
  }

  boolean carries(int from, int to) {
    return !cut && from != unconnected && to != unconnected;
  }

  private synchronized void operation() throws FaultyVolume.PowerCut {
    operations++;
    if (cut || operations >= cutAt) {
      cut = true;
      throw new FaultyVolume.PowerCut();
    }
  }

  PowerCutNode node(int index) {
    return nodes.get(index);
  }

  boolean isCut() {
    return cut;
  }

  void submitAll() {
    submit(1, REQUESTS);
  }

  void submit(int first, int last) {
    submit(first, last, Bytes.EMPTY);
  }

  void submit(int first, int last, Bytes body) {
    Operations sign = new Operations(chain.scheme, chain.genesis.chain(), chain.client);
    for (int i = first; i <= last; i++) {
      Envelope request = Request.envelope(sign.sign(i, new Opaque(body)));
      nodes.forEach(
          each -> each.deliver(request, PowerCutNode.link(chain.client.publicKey(), false)));
    }
  }

  void replied(int node, OrderedReply reply) {
    if (!cut) {
      replies
          .computeIfAbsent(reply.receipt().request(), id -> new ConcurrentHashMap<>())
          .put(node, reply.height());
    }
  }

  /** Requests of which two nodes said the same before the cut. */
  Set<RequestId> answered() {
    Set<RequestId> answered = new HashSet<>();
    replies.forEach(
        (id, heights) -> {
          Map<Long, Integer> counts = new HashMap<>();
          heights.values().forEach(height -> counts.merge(height, 1, Integer::sum));
          if (counts.values().stream().anyMatch(count -> count >= 2)) {
            answered.add(id);
          }
        });
    return answered;
  }

  boolean allAnswered() {
    return answered().size() == REQUESTS;
  }

  boolean executedByAll(Set<RequestId> requests) {
    return nodes.stream().allMatch(each -> each.holds(requests));
  }

  /** The requests in the chain's block of this height, as far as any node has it. */
  Stream<RequestId> decided(long height) {
    return nodes.stream()
        .flatMap(each -> each.store.blocks().blockAt(height).stream())
        .limit(1)
        .flatMap(decision -> decision.block().transactions().stream())
        .map(Transaction::request);
  }

  void await(String what, BooleanSupplier reached) throws InterruptedException {
    long endNs = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  void stop() throws InterruptedException {
    for (PowerCutNode each : nodes) {
      each.stop();
    }
  }
}
