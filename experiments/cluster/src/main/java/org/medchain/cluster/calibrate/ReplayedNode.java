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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.PbftMessages;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519Macs;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.crypto.RememberingScheme;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.HostObserver;
import org.medchain.node.host.HostParts;
import org.medchain.node.host.ReplicaHost;
import org.medchain.node.host.Signer;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.DamagedStore;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;

/**
 * One node of real parts (connections, host, replica, contract, disk, index) that hears again what
 * a node of a play heard, from others that say nothing else and hear what it answers.
 */
final class ReplayedNode implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NS_PER_US = 1e3;

  /** So many are under way when nobody waits between messages. */
  private static final int AHEAD = 128;

  /**
   * So many blocks the node may be behind where it was in the play: what is said of blocks above
   * the high water mark is lost to it, and nobody says it again.
   */
  private static final int BEHIND = PlayedReplicas.USUAL_INTERVAL / 2;

  private static final long GLANCE_NS = 50_000;
  private static final long QUIET_MS = 100;

  private final PlayedReplicas played;
  private final SignatureScheme scheme;
  private final ConnectionEnd own;
  private final Map<PublicKey, ConnectionEnd> others = new HashMap<>();

  /** Says everything, so that it comes in its order, and stands for the clients. */
  private final ConnectionEnd speaker;

  /**
   * What it took.
   *
   * @param us processor time of the node's threads
   * @param bursts times that its thread began with something
   * @param blocks that it executed
   */
  record Took(double us, int bursts, long blocks) {}

  /** Connects everybody; the folder must not exist. */
  ReplayedNode(Path folder, PlayedReplicas played, SignatureScheme scheme)
      throws IOException, InterruptedException {
    this.played = played;
    this.scheme = scheme;
    ClusterFolder cluster = ClusterFolder.create(folder, ClusterPlan.of(played.nodes()));
    own = new ConnectionEnd(cluster, PlayedReplicas.LISTENER);
    InetSocketAddress address =
        own.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (int node = 0; node < played.nodes(); node++) {
      if (node != PlayedReplicas.LISTENER) {
        ConnectionEnd other = new ConnectionEnd(cluster, node);
        other.connect(own.key(), address);
        while (!other.isConnected()) {
          TimeUnit.MILLISECONDS.sleep(10);
        }
        others.put(played.keys(node).publicKey(), other);
      }
    }
    speaker = others.values().iterator().next();
  }

  /**
   * Hears everything once, from the beginning of the chain on.
   *
   * @param folder for its disk; must not exist
   * @param pauseNs between messages; 0 if they follow on each other
   */
  Took replay(Path folder, long pauseNs) throws IOException, InterruptedException {
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
        StateIndex index = StateIndex.open(folder.resolve("index"), store.blocks(), meters)) {
      index.standAt(0, played.genesis().chain(), played.genesis().state());
      index.caughtUp().join();
      host.set(new ReplicaHost(parts(store, index)));
      var lost = CompletableFuture.anyOf(store.failed(), host.get().failed());
      Took took = replay(host.get(), index, bursts, pauseNs, lost);
      if (lost.isDone()) {
        throw new IOException("the node stopped: " + lost.join());
      }
      return took;
    } catch (DamagedStore e) {
      throw new IOException("the disk cannot be measured: " + e.getMessage(), e);
    }
  }

  private Took replay(
      ReplicaHost host, StateIndex index, AtomicInteger bursts, long pauseNs, Future<?> lost)
      throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    own.loop().submit(host::start).syncUninterruptibly();
    own.hears(
        (link, frame) -> {
          host.receive(frame.envelope(), link);
          heard.incrementAndGet();
        },
        () -> {
          bursts.incrementAndGet();
          host.settle();
        });
    Map<Long, Long> before = cpuNs();
    sayAll(heard, index, pauseNs, lost);
    awaitQuiet(host, bursts, lost);
    index.caughtUp().join();
    long ns = 0;
    for (Map.Entry<Long, Long> each : cpuNs().entrySet()) {
      ns += each.getValue() - before.getOrDefault(each.getKey(), 0L);
    }
    own.hears((link, frame) -> {}, () -> {});
    own.loop().submit(host::close).syncUninterruptibly();
    return new Took(ns / NS_PER_US, bursts.get(), index.height());
  }

  private void sayAll(AtomicInteger heard, StateIndex index, long pauseNs, Future<?> lost) {
    List<Envelope> envelopes = played.envelopes();
    List<Long> heights = played.heights();
    for (int i = 0; i < envelopes.size(); i++) {
      while (index.height() < heights.get(i) - BEHIND && !lost.isDone()) {
        LockSupport.parkNanos(GLANCE_NS);
      }
      speaker.say(own.key(), envelopes.get(i));
      int behind = pauseNs > 0 ? 0 : AHEAD;
      LockSupport.parkNanos(pauseNs);
      while (i + 1 - heard.get() > behind) {
        LockSupport.parkNanos(GLANCE_NS);
      }
    }
    while (heard.get() < envelopes.size()) {
      LockSupport.parkNanos(GLANCE_NS);
    }
  }

  /** The disk and what waited for it come after the last message, on a busy machine long after. */
  private void awaitQuiet(ReplicaHost host, AtomicInteger bursts, Future<?> lost)
      throws InterruptedException {
    int before = -1;
    while (!lost.isDone() && (before != bursts.get() || awaitsDisk(host))) {
      before = bursts.get();
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
    }
  }

  private boolean awaitsDisk(ReplicaHost host) {
    return own.loop().submit(host::awaitsDisk).syncUninterruptibly().getNow();
  }

  /** Of the node's threads: all but those of the others, and the one that asks. */
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

  private HostParts parts(NodeStore store, StateIndex index) {
    var contract = new MedicalContract(played.genesis());
    var macs = new X25519Macs();
    SignatureScheme remembering = new RememberingScheme(scheme, Calibration.REMEMBERED);
    var keys = played.keys(PlayedReplicas.LISTENER);
    Signer signer = new Signer(played.genesis().chain(), keys, remembering, macs);
    HostObserver indexing =
        new HostObserver() {
          @Override
          public void executed(Block block, Certificate certificate, Execution execution) {
            if (certificate instanceof QuorumCertificate quorum) {
              index.executed(new Decision(block, quorum), execution, contract.state());
            }
          }
        };
    return new HostParts(
        "replayed",
        own.loop(),
        HostClock.system(),
        played.patientReplica(PlayedReplicas.LISTENER),
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
        new ReplayedPost(signer, own.transport(), this::end),
        List.of(indexing));
  }

  /** Who stands for the holder of a key. */
  private PublicKey end(PublicKey of) {
    return others.getOrDefault(of, speaker).key();
  }

  @Override
  public void close() {
    List<ConnectionEnd> all = new ArrayList<>(others.values());
    all.add(own);
    all.forEach(ConnectionEnd::close);
  }
}
