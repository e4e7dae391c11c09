package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519MacScheme;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.HostObserver;
import org.medchain.node.host.MessageSigner;
import org.medchain.node.host.ReplicaHost;
import org.medchain.node.host.ReplicaHostComponents;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.PeerLink;

/**
 * One node of real parts (connections, host, replica, contract, disk, index) that gets again the
 * messages of a node of a recorded run, from stand-ins that send nothing else and receive its
 * replies.
 */
final class ReplayedNode implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * After this number of messages the disk is waited for: a node that lags behind the recorded run
   * loses the messages above its high water mark, and nobody sends them again.
   */
  private static final int WINDOW = 128;

  private static final long POLL_NS = 50_000;
  private static final long DISK_POLL_MS = 1;
  private static final long IDLE_MS = 100;

  private final InstrumentedSimulation played;
  private final List<Envelope> envelopes;
  private final ConnectionEndpoint own;
  private final Map<PublicKey, ConnectionEndpoint> others = new LinkedHashMap<>();

  /** Sends all messages in their order, and replaces the clients. */
  private final ConnectionEndpoint sender;

  /**
   * The measured costs.
   *
   * @param us processor time of the node's threads
   * @param bursts times that its thread began with something
   * @param blocks that it executed
   */
  record ReplayCosts(double us, int bursts, long blocks) {
    /** What each burst took that the same messages in fewer bursts did not have. */
    double usPerBurst(ReplayCosts fewer) {
      return Math.max(0, us - fewer.us) / Math.max(1, bursts - fewer.bursts);
    }
  }

  /**
   * Connects all nodes.
   *
   * @param folder must not exist
   * @param recordedNs virtual time of the run whose messages it gets
   */
  ReplayedNode(Path folder, InstrumentedSimulation played, long recordedNs)
      throws UserInputException, IOException, InterruptedException {
    this.played = played;
    envelopes = played.run(InstrumentedSimulation.DEFAULT_INTERVAL, recordedNs).envelopes();
    ClusterFolder cluster =
        ClusterFolder.create(folder, ClusterPlan.of(InstrumentedSimulation.NODES));
    own = new ConnectionEndpoint(cluster, ClockedRun.RECORDED_NODE);
    InetSocketAddress address = own.listen();
    for (int node = 0; node < InstrumentedSimulation.NODES; node++) {
      if (node != ClockedRun.RECORDED_NODE) {
        ConnectionEndpoint other = new ConnectionEndpoint(cluster, node);
        other.connect(own, address);
        others.put(played.keys(node).publicKey(), other);
      }
    }
    sender = others.values().iterator().next();
  }

  /** How many there are. */
  int messages() {
    return envelopes.size();
  }

  /**
   * Receives all messages once, from the beginning of the chain on.
   *
   * @param folder for its disk; must not exist
   * @param pauseNs after each message; 0 if they follow on each other
   */
  ReplayCosts replay(Path folder, long pauseNs) throws IOException, InterruptedException {
    AtomicReference<ReplicaHost> host = new AtomicReference<>();
    AtomicInteger bursts = new AtomicInteger();
    try (NodeDisk disk =
        new NodeDisk(
            folder,
            played.genesis(),
            token -> {
              bursts.incrementAndGet();
              host.get().durable(token);
            })) {
      host.set(new ReplicaHost(parts(disk)));
      var lost = CompletableFuture.anyOf(disk.store().failed(), host.get().failed());
      ReplayCosts took = replay(host.get(), disk, bursts, pauseNs, lost);
      if (lost.isDone()) {
        throw new IOException("the node stopped: " + lost.join());
      }
      return took;
    }
  }

  private ReplayCosts replay(
      ReplicaHost host, NodeDisk disk, AtomicInteger bursts, long pauseNs, Future<?> lost)
      throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    own.loop().submit(host::start).syncUninterruptibly();
    own.onMessage(
        (link, envelope) -> {
          host.receive(envelope, link);
          heard.incrementAndGet();
        },
        () -> {
          bursts.incrementAndGet();
          host.endBatch();
        });
    double beforeUs = cpuUs();
    for (int sent = 1; sent <= envelopes.size(); sent++) {
      sender.send(own.key(), envelopes.get(sent - 1));
      LockSupport.parkNanos(pauseNs);
      boolean windowEnds = sent % WINDOW == 0 || sent == envelopes.size();
      while ((pauseNs > 0 || windowEnds) && heard.get() < sent) {
        LockSupport.parkNanos(POLL_NS);
      }
      while (windowEnds && awaitsDisk(host) && !lost.isDone()) {
        TimeUnit.MILLISECONDS.sleep(DISK_POLL_MS);
      }
    }
    awaitIdle(host, bursts, lost);
    disk.index().whenCaughtUp().join();
    double us = cpuUs() - beforeUs;
    own.onMessage((link, envelope) -> {}, () -> {});
    own.loop().submit(host::close).syncUninterruptibly();
    return new ReplayCosts(us, bursts.get(), disk.index().height());
  }

  /** The disk and what waited for it come after the last message, on a busy machine long after. */
  private void awaitIdle(ReplicaHost host, AtomicInteger bursts, Future<?> lost)
      throws InterruptedException {
    int before = -1;
    while (!lost.isDone() && (before != bursts.get() || awaitsDisk(host))) {
      before = bursts.get();
      TimeUnit.MILLISECONDS.sleep(IDLE_MS);
    }
  }

  private boolean awaitsDisk(ReplicaHost host) {
    return own.loop().submit(host::awaitsSync).syncUninterruptibly().getNow();
  }

  /** Of the node's threads: all but those of the others, and the calling one. */
  private double cpuUs() {
    Set<Long> foreign = new HashSet<>(Set.of(Thread.currentThread().threadId()));
    others.values().forEach(each -> foreign.add(each.thread()));
    return LongStream.of(THREADS.getAllThreadIds())
        .filter(id -> !foreign.contains(id))
        .mapToDouble(id -> Math.max(0, MeasurementRounds.cpuUs(id))) // negative if it has ended
        .sum();
  }

  private ReplicaHostComponents parts(NodeDisk disk) {
    Genesis genesis = played.genesis();
    KeyPair keys = played.keys(ClockedRun.RECORDED_NODE);
    MedicalContract contract = new MedicalContract(genesis);
    MessageSigner signer =
        new MessageSigner(
            genesis.chain(),
            keys,
            new CachingSignatureScheme(played.scheme(), Calibration.SIGNATURE_CACHE_SIZE),
            new X25519MacScheme());
    HostObserver indexing =
        new HostObserver() {
          @Override
          public void executed(Block block, Certificate certificate, ExecutionResult execution) {
            if (certificate instanceof QuorumCertificate quorum) {
              disk.executed(
                  new StateIndex.BlockEffect(
                      new CertifiedBlock(block, quorum), execution.receipts(), contract.state()));
            }
          }
        };
    return new ReplicaHostComponents(
        "replayed",
        own.loop(),
        HostClock.system(),
        played.replicaWithoutTimeouts(ClockedRun.RECORDED_NODE),
        contract,
        new Authenticator(
            genesis.chain(),
            signer.scheme(),
            new MessageRegistry(PbftMessages.all()),
            signer.macs(),
            keys),
        signer,
        disk.store(),
        true,
        new StandInNetwork(signer),
        List.of(indexing));
  }

  /** The node's messages go to the stand-ins for the run's nodes and clients. */
  private final class StandInNetwork implements ReplicaNetwork {
    private final MessageSigner signer;

    StandInNetwork(MessageSigner signer) {
      this.signer = signer;
    }

    @Override
    public void broadcast(Envelope envelope) {
      own.transport().links().forEach(link -> link.send(envelope));
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      PublicKey standIn = others.getOrDefault(to, sender).key();
      own.transport().link(standIn).orElseThrow().send(envelope);
    }

    @Override
    public void reply(PublicKey to, Message message) {
      send(
          to,
          Envelope.sealWithMacs(
              signer.macs(), signer.chain(), signer.keys(), message, List.of(to)));
    }

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {
      own.transport().flush();
    }
  }

  @Override
  public void close() {
    others.values().forEach(ConnectionEndpoint::close);
    own.close();
  }
}
