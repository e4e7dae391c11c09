package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.consensus.Token;
import org.medchain.consensus.pbft.PbftTransitions;
import org.medchain.consensus.pow.PowTransitions;
import org.medchain.consensus.trace.TraceText;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519Macs;
import org.medchain.network.Authenticator;
import org.medchain.network.MessageRegistry;
import org.medchain.node.center.CertifiedAdmission;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.center.StateRevocations;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.crypto.RememberingScheme;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.NodeMeters;
import org.medchain.node.operations.NodeRegistry;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.OperatorDoor;
import org.medchain.node.operations.StatusSource;
import org.medchain.node.storage.DamagedStore;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.Credentials;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/**
 * A node process (paper §3.2.2, §4): replica, store, connections, and what answers others and its
 * operator, put together (ROLE-4).
 */
public final class Node implements StatusSource, AutoCloseable {
  /** Version of frames and messages. */
  public static final int PROTOCOL_VERSION = 1;

  /** Signatures that are remembered: some seconds of the highest load. */
  private static final int REMEMBERED = 65_536;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final NodeConfig config;
  private final Identity identity;
  private final Genesis genesis;
  private final NodeRegistry registry;
  private final EventLoops loops;
  private final NodeStore store;
  private final ExecutedLedger ledger;
  private final StateRevocations revocations;
  private final HostedProtocol protocol;
  private final Transport transport;
  private final ReplicaHost host;
  private final NodeMeters meters;
  private final HeardHeights heights;
  private final NodeCondition condition;
  private final InetSocketAddress address;
  private final OperatorDoor operator;
  private final Optional<TraceFile> trace;
  private final long startNs = System.nanoTime();

  /**
   * Starts a node and returns when it takes connections; it becomes ready by itself.
   *
   * @throws IOException if a file or an address is not as it should be; the message is one line
   * @throws DamagedStore if the store must not be used
   */
  public static Node start(NodeConfig config) throws IOException, DamagedStore {
    return new Node(config);
  }

  private Node(NodeConfig config) throws IOException, DamagedStore {
    this.config = config;
    registry = new NodeRegistry(config.name());
    identity = CredentialFiles.read(config.credentials());
    genesis = readGenesis(config);
    PublicKey self = identity.ledger().publicKey();
    loops = EventLoops.of(1, config.name());
    meters = new NodeMeters(registry.meters(), System::nanoTime);
    AtomicReference<ReplicaHost> told = new AtomicReference<>();
    store = openStore(config, told);
    SignatureScheme scheme = new RememberingScheme(NativeEd25519.orPortable(), REMEMBERED);
    Signer signer = new Signer(genesis.chain(), identity.ledger(), scheme, new X25519Macs());
    MedicalContract contract = new MedicalContract(genesis, ExecutedLedger.RECENT);
    ledger = new ExecutedLedger(genesis, contract, store.blocks()::at);
    revocations = new StateRevocations(genesis.state());
    protocol = HostedProtocol.of(config.consensus(), genesis, self);
    heights = new HeardHeights(() -> contract.state().members());
    trace = openTrace(self);
    NodeReceiver receiver = new NodeReceiver();
    transport =
        new Transport(
            TransportOptions.defaults(),
            loops,
            identity.credentials(),
            new ChainIdentity(PROTOCOL_VERSION, genesis.chain()),
            self,
            new CertifiedAdmission(
                identity.credentials().authority(),
                InstantSource.system(),
                EnumSet.allOf(PeerRole.class),
                revocations),
            receiver,
            services(),
            registry.meters());
    TransportPost post = new TransportPost(signer, transport);
    host =
        new ReplicaHost(
            new ReplicaHost.Parts(
                config.name(),
                loops.first(),
                HostClock.system(),
                protocol.replica(),
                contract,
                new Authenticator(
                    genesis.chain(),
                    scheme,
                    new MessageRegistry(protocol.messages()),
                    signer.macs(),
                    identity.ledger()),
                signer,
                store,
                config.force(),
                post,
                observers(contract)));
    told.set(host);
    receiver.bind(host, post);
    condition = new NodeCondition(config, self, transport, ledger, heights);
    address = transport.listen(config.listen());
    EventLoop loop = loops.first();
    loop.submit(host::start).syncUninterruptibly();
    config.peers().forEach(peer -> transport.connect(peer.key(), peer.address()));
    operator = OperatorDoor.open(config.operator(), this, registry);
  }

  private static Genesis readGenesis(NodeConfig config) throws IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(config.genesis())), Genesis::decode);
    } catch (IllegalArgumentException e) {
      throw new IOException(config.genesis() + " is no genesis: " + e.getMessage(), e);
    }
  }

  private NodeStore openStore(NodeConfig config, AtomicReference<ReplicaHost> told)
      throws IOException, DamagedStore {
    StoreOptions options = StoreOptions.DEFAULT.withForce(config.force());
    return NodeStore.open(
        FolderVolume.open(config.data().resolve("store")),
        options,
        (Token token) -> told.get().durable(token),
        registry.meters());
  }

  private Optional<TraceFile> openTrace(PublicKey self) throws IOException {
    if (config.trace().isEmpty()) {
      return Optional.empty();
    }
    List<PublicKey> nodes = genesis.terms().nodes();
    TraceFile file =
        new TraceFile(
            config.trace().get(),
            new TraceText(nodes),
            nodes.indexOf(self),
            config.consensus().protocol() == ConsensusConfig.Protocol.PBFT
                ? new PbftTransitions(self, genesis.block())
                : new PowTransitions(self, genesis.block()));
    return Optional.of(file);
  }

  private List<Service> services() {
    return List.of();
  }

  private List<HostObserver> observers(MedicalContract contract) {
    List<HostObserver> observers = new ArrayList<>(trace.stream().toList());
    observers.add(ledger);
    observers.add(heights);
    observers.add(new MeteredHost(meters, protocol.view()));
    observers.add(new Doorkeeper(contract, revocations, () -> transport()));
    return observers;
  }

  private Transport transport() {
    return transport;
  }

  /** Where it takes connections. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where it answers its operator. */
  public String operatorUrl() {
    return operator.url().toString();
  }

  /** Completes with the reason if the disk fails: the process has to stop. */
  public CompletableFuture<Exception> failed() {
    return store.failed();
  }

  /** Who it is. */
  public Identity identity() {
    return identity;
  }

  /** Asks those that it is connected to. */
  public Asker asker() {
    return transport;
  }

  /** Its metrics. */
  public MeterRegistry meters() {
    return registry.meters();
  }

  /** Shows other credentials on connections from now on (CA-4). */
  public void renew(Credentials credentials) {
    transport.renew(credentials);
  }

  /** The ledger as this node holds it. */
  public LedgerView ledger() {
    return ledger;
  }

  @Override
  public NodeStatus status() {
    NodeMeters.Recent recent = meters.recent();
    NodeCondition.Seen seen = condition.seen();
    return new NodeStatus(
        config.name(),
        identity.ledger().publicKey().value().toHex(),
        role(),
        seen.reason().isEmpty(),
        seen.reason(),
        ledger.height(),
        meters.view(),
        condition.primary(meters.view()),
        0,
        meters.executed(),
        meters.rejected(),
        recent.throughputTps(),
        recent.latencyP50Ms(),
        recent.latencyP99Ms(),
        (System.nanoTime() - startNs) / 1e9,
        seen.peers());
  }

  private String role() {
    try {
      return identity.subject().role().name().toLowerCase(java.util.Locale.ROOT);
    } catch (Refused e) {
      return "unknown";
    }
  }

  /** Stops in order: nothing more comes in, what was taken is done, the store is forced. */
  @Override
  public void close() throws IOException {
    operator.close();
    transport.close();
    loops.first().submit(host::close).awaitUninterruptibly(STOP.toMillis());
    store.close();
    for (TraceFile file : trace.stream().toList()) {
      file.close();
    }
    loops.close();
  }
}
