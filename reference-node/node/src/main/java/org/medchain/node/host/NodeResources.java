package org.medchain.node.host;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.VoteMemory;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.CachingSignatureScheme;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.durable.Volume;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.NodeMeterRegistry;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.time.MemberClocks;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.transition.TraceJson;
import org.medchain.transition.TransitionReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resources of a node before it connects: identity, chain, disk, thread. */
final class NodeResources {
  private static final Logger LOG = LoggerFactory.getLogger(NodeResources.class);

  /** Signatures that are remembered: some seconds of the highest load. */
  private static final int SIGNATURE_CACHE_SIZE = 65_536;

  final NodeConfig config;
  final NodePorts ports;
  final Identity identity;
  final Genesis genesis;
  private final Optional<NeighbourGraph> links;
  final NodeMeterRegistry meterRegistry;
  final HostClock clock;
  final ConnectionLoop loop;
  final NodeStore store;
  final MessageSigner signer;
  final Optional<NodeTraceFile> trace;

  /** Closed at the end, or if the start is refused. */
  final OpenedParts opened;

  private final AtomicReference<ReplicaHost> host = new AtomicReference<>();

  /** Opens them; {@code opened} gets each, to be closed if a later one is refused. */
  NodeResources(NodeConfig config, NodePorts ports, OpenedParts opened)
      throws IOException, CorruptStoreException {
    this.config = config;
    this.ports = ports;
    this.opened = opened;
    identity = CredentialFiles.read(config.credentials());
    genesis = config.readGenesis();
    links = readLinks();
    meterRegistry = opened.add(new NodeMeterRegistry(config.name()));
    clock = new HostClock.FollowingClock(ports.clock(), System::nanoTime, clockJumps());
    // Before the store, which reports to it, so that it is closed after that.
    loop = opened.add(new ConnectionLoop(config.name()));
    PrivateFiles.createDirectory(config.data());
    Volume volume = opened.add(ports.volume(config.data().resolve("store")));
    store =
        opened.add(
            NodeStore.open(
                volume,
                StoreOptions.of(config.consensus().protocol()).withForce(config.force()),
                (DurabilityToken token) -> host.get().durable(token),
                meterRegistry.meters()));
    CachingSignatureScheme scheme =
        new CachingSignatureScheme(NativeEd25519.orPortable(), SIGNATURE_CACHE_SIZE);
    FunctionCounter.builder(
            "medchain.crypto.verified", scheme, CachingSignatureScheme::verifications)
        .description("signatures checked, those that were remembered left out")
        .register(meterRegistry.meters());
    signer = new MessageSigner(genesis.chain(), identity.ledger(), scheme, new X25519MacScheme());
    trace = openTrace();
    trace.ifPresent(opened::add);
  }

  /** The index beside the store. */
  StateIndex openIndex() throws IOException {
    return opened.add(
        StateIndex.open(
            config.data().resolve("index"), genesis, store.blocks(), meterRegistry.meters()));
  }

  private LongConsumer clockJumps() {
    Counter jumps = meterRegistry.meters().counter("medchain.node.clock.jumps");
    return jumpNs -> {
      jumps.increment();
      LOG.atWarn().addKeyValue("seconds", jumpNs / 1e9).log("the clock of this machine was set");
    };
  }

  private Optional<NeighbourGraph> readLinks() throws IOException {
    try {
      return HostedProtocol.links(config.consensus(), genesis);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e); // of other nodes than the genesis has
    }
  }

  private Optional<NodeTraceFile> openTrace() throws IOException {
    if (config.trace().isEmpty()) {
      return Optional.empty();
    }
    List<PublicKey> nodes = genesis.terms().nodes();
    NodeTraceFile file =
        new NodeTraceFile(
            config.trace().get(),
            new TraceJson(nodes),
            nodes.indexOf(self()),
            TransitionReader.of(config.consensus().protocol(), self(), genesis.block()));
    return Optional.of(file);
  }

  /** Whether a node gets this one's broadcasts (NODE-25). */
  boolean hears(PublicKey other) {
    return links.map(graph -> graph.isLinked(genesis.membership(), self(), other)).orElse(true);
  }

  /** Its role in its certificate. */
  String role() {
    try {
      return identity.subject().role().name().toLowerCase(Locale.ROOT);
    } catch (RefusedException e) {
      return "unknown";
    }
  }

  /** Signs operations with this node's own key, on any thread. */
  Operations operations() {
    return new Operations(NativeEd25519.orPortable(), genesis.chain(), identity.ledger());
  }

  /** This node's name on the ledger. */
  PublicKey self() {
    return identity.ledger().publicKey();
  }

  /** Checks what comes; for the replica's thread. */
  Authenticator authenticator(ProtocolFactory protocol) {
    return new Authenticator(
        genesis.chain(),
        signer.scheme(),
        new MessageRegistry(protocol.messages()),
        signer.macs(),
        identity.ledger());
  }

  /** The votes of this node's key, for the replica's thread. */
  OwnVotes votes(Supplier<Membership> members, Supplier<VoteMemory> replica) throws IOException {
    return new OwnVotes(
        config.name(),
        config.credentials(),
        store.number(),
        () -> members.get().contains(self()),
        replica);
  }

  CertificateVerifier certificates() {
    return new CertificateVerifier(
        config.consensus().protocol(), genesis.chain(), NativeEd25519.orPortable());
  }

  /** Whether the members still have this node's ledger, where certificates make it final. */
  Optional<HistoryWatch> watch(LedgerView ledger, Supplier<MembershipHistory> decided) {
    if (!config.consensus().protocol().isFinal()) {
      return Optional.empty();
    }
    return Optional.of(
        HistoryWatch.of(ledger, decided, certificates(), new HistoryAlarm(HistoryWatch.LIMIT_NS)));
  }

  /** The time by which it votes, in ms. */
  long nowMs() {
    return clock.nowNs() / 1_000_000;
  }

  /** Begins to ask the members for the time. */
  MemberClocks memberClocks(RpcClient asker, LedgerView ledger, ReportedHeights heights) {
    MemberClocks clocks =
        new MemberClocks(
            loop,
            asker,
            ledger::currentMembers,
            this::nowMs,
            peer -> Math.max(0, ledger.height() - heights.reportedBy(peer).orElse(0L)),
            meterRegistry.meters());
    clocks.start();
    return clocks;
  }

  /** The receiver of durable tokens from now on. */
  void attach(ReplicaHost itsHost) {
    host.set(itsHost);
  }
}
