package org.medchain.cluster.calibrate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519MacScheme;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.HostObserver;
import org.medchain.node.host.MessageSigner;
import org.medchain.node.host.ReplicaHost;
import org.medchain.node.host.ReplicaHostComponents;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;

/**
 * One node of real parts (connections, host, replica, contract, disk, index) that gets again the
 * messages of a node of a recorded run, from stand-ins that send nothing else and receive its
 * replies.
 */
final class ReplayedNode implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NS_PER_US = 1e3;

  /** Number of requests in flight without pauses between messages. */
  private static final int MAX_IN_FLIGHT = 128;

  /**
   * Bound on the blocks that the node lags behind the recorded run: messages above the high water
   * mark are lost to it, and are not sent again.
   */
  private static final int MAX_LAG_BLOCKS = InstrumentedSimulation.DEFAULT_INTERVAL / 2;

  private static final long POLL_NS = 50_000;
  private static final long IDLE_MS = 100;

  private final InstrumentedSimulation played;
  private final SignatureScheme scheme;
  private final ConnectionEndpoint own;
  private final Map<PublicKey, ConnectionEndpoint> others = new HashMap<>();

  /** Sends all messages in their order, and replaces the clients. */
  private final ConnectionEndpoint sender;

  /**
   * The measured costs.
   *
   * @param us processor time of the node's threads
   * @param bursts times that its thread began with something
   * @param blocks that it executed
   */
  record ReplayCosts(double us, int bursts, long blocks) {}

  /** Connects all nodes; the folder must not exist. */
  ReplayedNode(Path folder, InstrumentedSimulation played, SignatureScheme scheme)
      throws UserInputException, IOException, InterruptedException {
    this.played = played;
    this.scheme = scheme;
    ClusterFolder cluster = ClusterFolder.create(folder, ClusterPlan.of(played.nodes()));
    own = new ConnectionEndpoint(cluster, InstrumentedSimulation.RECORDED_NODE);
    InetSocketAddress address =
        own.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (int node = 0; node < played.nodes(); node++) {
      if (node != InstrumentedSimulation.RECORDED_NODE) {
        ConnectionEndpoint other = new ConnectionEndpoint(cluster, node);
        other.connect(own.key(), address);
        while (!other.isConnected()) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
        others.put(played.keys(node).publicKey(), other);
      }
    }
    sender = others.values().iterator().next();
  }

  /**
   * Receives all messages once, from the beginning of the chain on.
   *
   * @param folder for its disk; must not exist
   * @param pauseNs between messages; 0 if they follow on each other
   */
  ReplayCosts replay(Path folder, long pauseNs) throws IOException, InterruptedException {
    AtomicReference<ReplicaHost> host = new AtomicReference<>();
    AtomicInteger bursts = new AtomicInteger();
    var meters = new SimpleMeterRegistry();
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(
                volume,
                StoreOptions.DEFAULT,
                token -> {
                  bursts.incrementAndGet();
                  host.get().durable(token);
                },
                meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), played.genesis(), store.blocks(), meters)) {
      index.stateLoaded(0, played.genesis().chain(), played.genesis().state());
      index.whenCaughtUp().join();
      host.set(new ReplicaHost(parts(store, index)));
      var lost = CompletableFuture.anyOf(store.failed(), host.get().failed());
      ReplayCosts took = replay(host.get(), index, bursts, pauseNs, lost);
      if (lost.isDone()) {
        throw new IOException("the node stopped: " + lost.join());
      }
      return took;
    } catch (CorruptStoreException e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
  }

  private ReplayCosts replay(
      ReplicaHost host, StateIndex index, AtomicInteger bursts, long pauseNs, Future<?> lost)
      throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    own.loop().submit(host::start).syncUninterruptibly();
    own.onMessage(
        (link, frame) -> {
          host.receive(frame.envelope(), link);
          heard.incrementAndGet();
        },
        () -> {
          bursts.incrementAndGet();
          host.endBatch();
        });
    Map<Long, Long> before = cpuNs();
    sendAll(heard, index, pauseNs, lost);
    awaitIdle(host, bursts, lost);
    index.whenCaughtUp().join();
    long ns = 0;
    for (Map.Entry<Long, Long> each : cpuNs().entrySet()) {
      ns += each.getValue() - before.getOrDefault(each.getKey(), 0L);
    }
    own.onMessage((link, frame) -> {}, () -> {});
    own.loop().submit(host::close).syncUninterruptibly();
    return new ReplayCosts(ns / NS_PER_US, bursts.get(), index.height());
  }

  private void sendAll(AtomicInteger heard, StateIndex index, long pauseNs, Future<?> lost) {
    List<Envelope> envelopes = played.envelopes();
    List<Long> heights = played.heights();
    for (int i = 0; i < envelopes.size(); i++) {
      while (index.height() < heights.get(i) - MAX_LAG_BLOCKS && !lost.isDone()) {
        LockSupport.parkNanos(POLL_NS);
      }
      sender.send(own.key(), envelopes.get(i));
      int behind = pauseNs > 0 ? 0 : MAX_IN_FLIGHT;
      LockSupport.parkNanos(pauseNs);
      while (i + 1 - heard.get() > behind) {
        LockSupport.parkNanos(POLL_NS);
      }
    }
    while (heard.get() < envelopes.size()) {
      LockSupport.parkNanos(POLL_NS);
    }
  }

  /** The disk and what waited for it come after the last message, on a busy machine long after. */
  private void awaitIdle(ReplicaHost host, AtomicInteger bursts, Future<?> lost)
      throws InterruptedException {
    int before = -1;
    while (!lost.isDone() && (before != bursts.get() || awaitsSync(host))) {
      before = bursts.get();
      TimeUnit.MILLISECONDS.sleep(IDLE_MS);
    }
  }

  private boolean awaitsSync(ReplicaHost host) {
    return own.loop().submit(host::awaitsSync).syncUninterruptibly().getNow();
  }

  /** Of the node's threads: all but those of the others, and the calling one. */
  private Map<Long, Long> cpuNs() {
    Set<Long> foreign = new HashSet<>(Set.of(Thread.currentThread().threadId()));
    others.values().forEach(each -> foreign.add(each.thread()));
    Map<Long, Long> found = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      long ns = THREADS.getThreadCpuTime(id);
      if (ns >= 0 && !foreign.contains(id)) {
        found.put(id, ns);
      }
    }
    return found;
  }

  private ReplicaHostComponents parts(NodeStore store, StateIndex index) {
    var contract = new MedicalContract(played.genesis());
    var macs = new X25519MacScheme();
    SignatureScheme remembering =
        new CachingSignatureScheme(scheme, Calibration.SIGNATURE_CACHE_SIZE);
    var keys = played.keys(InstrumentedSimulation.RECORDED_NODE);
    MessageSigner signer = new MessageSigner(played.genesis().chain(), keys, remembering, macs);
    Map<Long, StateIndex.BlockEffect> effects = new ConcurrentHashMap<>();
    HostObserver indexing =
        new HostObserver() {
          @Override
          public void executed(Block block, Certificate certificate, ExecutionResult execution) {
            if (certificate instanceof QuorumCertificate quorum) {
              var decision = new CertifiedBlock(block, quorum);
              effects.put(
                  block.height(),
                  new StateIndex.BlockEffect(decision, execution.receipts(), contract.state()));
              index.reached(block.height(), height -> Optional.ofNullable(effects.remove(height)));
            }
          }
        };
    return new ReplicaHostComponents(
        "replayed",
        own.loop(),
        HostClock.system(),
        played.replicaWithoutTimeouts(InstrumentedSimulation.RECORDED_NODE),
        contract,
        new Authenticator(
            played.genesis().chain(),
            remembering,
            new MessageRegistry(PbftMessages.all()),
            macs,
            keys),
        signer,
        store,
        true,
        new ReplayedNetwork(signer, own.transport(), this::endpointOf),
        List.of(indexing));
  }

  /** The stand-in for the holder of a key. */
  private PublicKey endpointOf(PublicKey of) {
    return others.getOrDefault(of, sender).key();
  }

  @Override
  public void close() {
    List<ConnectionEndpoint> all = new ArrayList<>(others.values());
    all.add(own);
    all.forEach(ConnectionEndpoint::close);
  }
}
