package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.incentive.PointRules;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/**
 * NODE-5: the power of all four nodes is cut at once, at any operation of any disk, unforced bytes
 * dropped or torn; what f + 1 of them had answered is in the ledger of each when they are back.
 */
class NodePowerFailureTest {
  private static final int NODES = 4;
  private static final int REQUESTS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Delays the force of records on which nothing waits. */
  private static final StoreOptions LAZY =
      new StoreOptions(true, Duration.ofMillis(300), 4096, 1 << 20);

  private final TestScheme scheme = new TestScheme();
  private final KeyPair client = scheme.named("client");
  private final List<KeyPair> keys = new ArrayList<>();
  private final Genesis genesis;
  private final PbftParameters parameters;

  NodePowerFailureTest() {
    List<PublicKey> names = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      keys.add(scheme.named("node " + i));
      names.add(keys.get(i).publicKey());
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                0,
                names,
                2,
                Difficulty.NONE,
                10_000,
                scheme.named("center").publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of(new Participant(client.publicKey(), Role.INSTITUTION)));
    parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(5, 1 << 16, 0),
            500_000_000,
            100_000_000,
            1000,
            8);
  }

  @Test
  void repliedRequestsAreDurable() throws Exception {
    for (int seed = 0; seed < 25; seed++) {
      cutAndComeBack(seed);
    }
  }

  @Test
  @Tag("exhaustive")
  void repliedRequestsAreDurableAfterManyMoreCuts() throws Exception {
    for (int seed = 100; seed < 2_100; seed++) {
      cutAndComeBack(seed);
    }
  }

  /** NODE-11: without any client request, the node with a new disk still gets all blocks. */
  @Test
  void aNodeWithAnEmptyDiskCatchesUpByItself() throws Exception {
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    Site site = new Site(volumes, Integer.MAX_VALUE);
    site.submitAll();
    site.await("the end", () -> site.allAnswered() && site.executedByAll(site.answered()));
    site.changeDisk(2);
    site.await("all at the new disk too", () -> site.executedByAll(site.answered()));
    site.stop();
  }

  private void cutAndComeBack(int seed) throws Exception {
    Random random = new Random(seed);
    List<FaultyVolume> volumes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      volumes.add(new FaultyVolume());
    }
    int cutAt = 40 + random.nextInt(900);
    Site site = new Site(volumes, cutAt);
    site.submitAll();
    site.await("the cut, or the end", () -> site.isCut() || site.allAnswered());
    Set<RequestId> answered = site.answered();
    site.stop();
    List<FaultyVolume> left = new ArrayList<>();
    for (FaultyVolume each : volumes) {
      left.add(each.afterPowerCut(random));
    }
    Site again = new Site(left, Integer.MAX_VALUE);
    again.await(
        "seed " + seed + ": all " + answered.size() + " answered requests at every node",
        () -> again.executedByAll(answered));
    again.submitAll();
    again.await("the rest", again::allAnswered);
    again.stop();
  }

  /** Four nodes in one place, without connections between them but in memory. */
  private final class Site {
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final Map<RequestId, Map<Integer, Long>> replies = new ConcurrentHashMap<>();
    private final int cutAt;
    private int operations;
    private volatile boolean cut;

    Site(List<FaultyVolume> volumes, int cutAt) throws Exception {
      this.cutAt = cutAt;
      for (int i = 0; i < NODES; i++) {
        volumes.get(i).onBoundary(this::operation);
        places.add(new Place(this, i, volumes.get(i)));
      }
      for (Place place : places) {
        place.loop.submit(place.host::start).sync();
      }
    }

    /** One node goes, and comes back with nothing; the others run on. */
    void changeDisk(int node) throws Exception {
      places.get(node).stop();
      FaultyVolume empty = new FaultyVolume();
      empty.onBoundary(this::operation);
      places.set(node, new Place(this, node, empty));
      places.get(node).loop.submit(places.get(node).host::start).sync();
    }

    private synchronized void operation() throws FaultyVolume.PowerCut {
      operations++;
      if (cut || operations >= cutAt) {
        cut = true;
        throw new FaultyVolume.PowerCut();
      }
    }

    boolean isCut() {
      return cut;
    }

    void submitAll() {
      Operations sign = new Operations(scheme, genesis.chain(), client);
      for (int i = 1; i <= REQUESTS; i++) {
        Envelope request = Request.envelope(sign.sign(i, new Opaque(Bytes.EMPTY)));
        places.forEach(place -> place.deliver(request, Place.link(client.publicKey(), false)));
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
      return places.stream().allMatch(place -> place.holds(requests));
    }

    /** The requests in the chain's block of this height, as far as any node has it. */
    Stream<RequestId> decided(long height) {
      return places.stream()
          .flatMap(place -> place.store.blocks().blockAt(height).stream())
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
      for (Place place : places) {
        place.stop();
      }
    }
  }

  /** One node. */
  private final class Place {
    final EventLoop loop = new DefaultEventLoop();
    final NodeStore store;
    final ReplicaHost host;
    final Set<RequestId> executed = ConcurrentHashMap.newKeySet();
    private final Site site;

    /** Height of the last state that was transferred. */
    private volatile long restoredTo;

    Place(Site site, int node, FaultyVolume volume) throws Exception {
      this.site = site;
      AtomicReference<ReplicaHost> told = new AtomicReference<>();
      store =
          NodeStore.open(
              volume,
              LAZY,
              (DurabilityToken token) -> told.get().durable(token),
              new SimpleMeterRegistry());
      host =
          new ReplicaHost(
              new ReplicaHostComponents(
                  "n" + node,
                  loop,
                  HostClock.system(),
                  new PbftReplica(parameters, genesis.membership(), keys.get(node).publicKey()),
                  new MedicalContract(genesis),
                  new Authenticator(
                      genesis.chain(), scheme, new MessageRegistry(PbftMessages.all())),
                  new MessageSigner(genesis.chain(), keys.get(node), scheme, new X25519MacScheme()),
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
        public boolean send(Frame frame) {
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
     * from others later (LedgerSyncRunnerTest; there is no follower here).
     */
    boolean holds(Set<RequestId> requests) {
      if (executed.containsAll(requests)) {
        return true;
      }
      Set<RequestId> held = new HashSet<>(executed);
      LongStream.rangeClosed(1, restoredTo).boxed().flatMap(site::decided).forEach(held::add);
      return held.containsAll(requests);
    }

    /** What was executed, also again after the restart. */
    private final class Watch implements HostObserver {
      @Override
      public void executed(
          org.medchain.data.Block block,
          org.medchain.consensus.Certificate certificate,
          org.medchain.consensus.ExecutionResult execution) {
        execution.receipts().forEach(receipt -> executed.add(receipt.request()));
      }

      @Override
      public void restored(long height, org.medchain.data.Hash block) {
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
        PeerLink from = link(keys.get(self).publicKey(), true);
        for (int i = 0; i < NODES; i++) {
          if (i != self && !site.isCut()) {
            site.places.get(i).deliver(envelope, from);
          }
        }
      }

      @Override
      public void send(PublicKey to, Envelope envelope) {
        int node = genesis.membership().indexOf(to);
        if (node >= 0 && !site.isCut()) {
          site.places.get(node).deliver(envelope, link(keys.get(self).publicKey(), true));
        }
      }

      @Override
      public void reply(PublicKey to, Message message) {
        if (message instanceof OrderedReply reply) {
          site.replied(self, reply);
        } else {
          send(to, Envelope.seal(scheme, genesis.chain(), keys.get(self), message));
        }
      }

      @Override
      public void requestReceived(PublicKey sender, PeerLink from) {}

      @Override
      public void refuse(PeerLink to, PublicKey sender, RequestRejection refusal) {}

      @Override
      public void flush() {}
    }
  }
}
