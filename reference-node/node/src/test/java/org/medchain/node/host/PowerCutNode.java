package org.medchain.node.host;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/** One node of a {@link PowerCutCluster}: the real host and store on a disk that may fail. */
final class PowerCutNode {
  /** Forces nothing for long that nobody waits for. */
  private static final StoreOptions LAZY =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(300), 4096, 1 << 20);

  final EventLoop loop = new DefaultEventLoop();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final NodeStore store;
  final ReplicaHost host;
  final PbftReplica replica;
  final Set<RequestId> executed = ConcurrentHashMap.newKeySet();

  /** Whether it has shown a state above genesis. */
  volatile boolean shown;

  private final MedicalContract contract;
  private final PowerCutCluster cluster;
  private final PowerCutChain chain;

  /** Height of the last state that was transferred. */
  volatile long restoredTo;

  PowerCutNode(PowerCutCluster cluster, PowerCutChain chain, int node, FaultyVolume volume)
      throws Exception {
    this.cluster = cluster;
    this.chain = chain;
    this.contract = new MedicalContract(chain.genesis);
    replica =
        new PbftReplica(
            chain.parameters, chain.genesis.membership(), chain.keys.get(node).publicKey());
    AtomicReference<ReplicaHost> told = new AtomicReference<>();
    store =
        NodeStore.open(volume, LAZY, (DurabilityToken token) -> told.get().durable(token), meters);
    host =
        new ReplicaHost(
            new ReplicaHostComponents(
                "n" + node,
                loop,
                HostClock.system(),
                replica,
                contract,
                new Authenticator(
                    chain.genesis.chain(), chain.scheme, new MessageRegistry(PbftMessages.all())),
                new MessageSigner(
                    chain.genesis.chain(),
                    chain.keys.get(node),
                    chain.scheme,
                    new X25519MacScheme()),
                store,
                true,
                new Neighbours(node),
                List.of(new Watch())));
    told.set(host);
  }

  static PeerLink link(PublicKey key, boolean node) {
    PeerRole role = node ? PeerRole.CONSENSUS_NODE : PeerRole.AGENCY;
    Peer peer = new Peer(key, role, BigInteger.ONE);
    return new PeerLink() {
      @Override
      public Peer peer() {
        return peer;
      }

      @Override
      public boolean send(Envelope envelope) {
        return true;
      }

      @Override
      public void close(String reason) {}
    };
  }

  void deliver(Envelope envelope, PeerLink from) {
    if (!loop.isShuttingDown()) {
      loop.execute(
          () -> {
            host.receive(envelope, from);
            host.endBatch();
          });
    }
  }

  void stop() throws InterruptedException {
    loop.submit(host::close).sync();
    store.close();
    var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /**
   * Whether all of these were executed here, or lie under a state that was transferred: it is the
   * chain's at its height, which a quorum certified, and the blocks that a node then lacks come
   * from others later (LedgerSyncTest; there is no follower here).
   */
  boolean holds(Set<RequestId> requests) {
    if (executed.containsAll(requests)) {
      return true;
    }
    Set<RequestId> held = new HashSet<>(executed);
    LongStream.rangeClosed(1, restoredTo).boxed().flatMap(cluster::decided).forEach(held::add);
    return held.containsAll(requests);
  }

  /** The executed blocks, also again after the restart. */
  private final class Watch implements HostObserver {
    @Override
    public void executed(
        org.medchain.data.Block block,
        org.medchain.consensus.Certificate certificate,
        org.medchain.consensus.ExecutionResult execution) {
      shown = true; // first: a test that waits for the requests reads it next
      execution.receipts().forEach(receipt -> executed.add(receipt.request()));
    }

    @Override
    public void restored(long height, Hash block) {
      shown = true;
      restoredTo = height;
    }
  }

  /** Hands over in memory, to each by its own thread. */
  private final class Neighbours implements ReplicaNetwork {
    private final int self;

    Neighbours(int self) {
      this.self = self;
    }

    @Override
    public void broadcast(Envelope envelope) {
      PeerLink from = link(chain.keys.get(self).publicKey(), true);
      for (int i = 0; i < PowerCutChain.NODES; i++) {
        if (i != self && cluster.carries(self, i)) {
          cluster.node(i).deliver(envelope, from);
        }
      }
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      int node = chain.genesis.membership().indexOf(to);
      if (node >= 0 && cluster.carries(self, node)) {
        cluster.node(node).deliver(envelope, link(chain.keys.get(self).publicKey(), true));
      }
    }

    @Override
    public void reply(PublicKey to, Message message) {
      if (message instanceof OrderedReply reply) {
        cluster.replied(self, reply);
      } else {
        KeyPair own = chain.keys.get(self);
        send(to, Envelope.seal(chain.scheme, chain.genesis.chain(), own, message));
      }
    }

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {}
  }
}
