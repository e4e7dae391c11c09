package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.data.PublicKey;
import org.medchain.network.Authenticator;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.agency.AgencyLimits;
import org.medchain.node.agency.ConsensusNodesForwarder;
import org.medchain.node.agency.InformationTransactionServer;
import org.medchain.node.agency.RequestForwarder;
import org.medchain.node.agency.RequestValidator;
import org.medchain.node.agency.SuperiorHospitalForwarder;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.NativeCode;
import org.medchain.node.operations.NodeMetrics;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.Shell;
import org.medchain.node.operations.ShellContext;
import org.medchain.node.operations.ShellFactory;
import org.medchain.node.operations.StatusSource;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * A node process (paper §3.2.2, §4): replica, store, connections, services and admin endpoint, put
 * together (ROLE-4).
 */
public final class FullNode implements StatusSource, AutoCloseable {
  /** Version of frames and messages. */
  public static final int PROTOCOL_VERSION = 3;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final NodeResources resources;
  private final MedicalContract contract;
  private final ExecutedLedger ledger;
  private final ProtocolFactory protocol;
  private final Replica correct;
  private final StateIndex index;
  private final OwnVotes votes;
  private final MembershipTracker members;
  private final GapBackfill gapBackfill;
  private final NodeMetrics meters;
  private final ReportedHeights reportedHeights;
  private final MemberPoll memberPoll;
  private final NodeServices services;
  private final Transport transport;
  private final ReplicaHost host;
  private final CompletableFuture<Exception> failure;
  private final LocalSubmissions submissions;
  private final ReadinessProbe readinessProbe;
  private final InetSocketAddress address;
  private final AdminEndpoint adminEndpoint;

  /** Started last, when the status can be read already. */
  private volatile Optional<Shell> shell = Optional.empty();

  /**
   * Starts a node and returns when it takes connections; it becomes ready by itself.
   *
   * @throws IOException if a file or an address is not as it should be; the message is one line
   * @param ports clock, disk and replica
   * @param heard gets view and height as they change, on the replica's thread
   * @throws CorruptStoreException if the store must not be used
   */
  public static FullNode start(NodeConfig config, NodePorts ports, BiConsumer<Long, Long> heard)
      throws IOException, CorruptStoreException {
    OpenedParts opened = new OpenedParts();
    try {
      return new FullNode(new NodeResources(config, ports, opened), heard);
    } catch (IOException | CorruptStoreException | RuntimeException | Error e) {
      opened.closeAll();
      throw e;
    }
  }

  private FullNode(NodeResources basis, BiConsumer<Long, Long> heard)
      throws IOException, CorruptStoreException {
    this.resources = basis;
    OpenedParts opened = basis.opened;
    NodeConfig config = basis.config;
    Protocol decides = config.consensus().protocol();
    contract = ExecutedLedger.contractOf(basis.genesis, decides);
    protocol = HostedProtocol.of(config.consensus(), basis.genesis);
    correct = protocol.replica().apply(basis.self());
    votes = basis.votes(() -> ConsensusNodes.of(contract.state()), correct::voteMemory);
    index = basis.openIndex();
    ledger =
        new ExecutedLedger(
            basis.genesis, decides, contract, basis.store.blocks()::blockAt, index::receiptsAt);
    index.stateLoaded(0, basis.genesis.chain(), basis.genesis.state());
    members = new MembershipTracker(basis.genesis, correct);
    meters = new NodeMetrics(meters(), System::nanoTime);
    reportedHeights =
        new ReportedHeights(
            () -> ConsensusNodes.of(contract.state()), basis.genesis.terms().window());
    services = new NodeServices(basis, ledger, index, members);
    NodeLinkListener receiver = receiver();
    opened.add(this::closeHost);
    transport = opened.add(transport(receiver));
    gapBackfill = opened.add(gapFilling());
    opened.add(services);
    var post = new TransportReplicaNetwork(basis.signer, transport, basis::hears);
    Authenticator authenticator = basis.authenticator(protocol);
    var metrics = new HostMetricsObserver(meters, correct, heard, System::nanoTime);
    host = new ReplicaHost(parts(wayOut(post), authenticator, observers(metrics)));
    var faulty = List.of(votes.lost(), gapBackfill.halted(), index.fatalError());
    failure = FailStop.on(faulty, basis, host, transport);
    basis.attach(host);
    memberPoll = memberPoll();
    var clocks = basis.memberClocks(transport, ledger, reportedHeights);
    RequestForwarder outlet = outlet();
    receiver.attach(
        new NodeLinkListener.Receivers(
            host, post, memberPoll, clocks, requestServer(authenticator, outlet)));
    submissions =
        new LocalSubmissions(
            basis.loop, host, outlet, LocalSubmissions.LIFETIME, basis.operations(), ledger);
    host.addObserver(submissions);
    var parts =
        new ReadinessProbe.ObservedParts(
            basis, transport, ledger, index, reportedHeights, host, memberPoll, votes, clocks);
    readinessProbe = new ReadinessProbe(parts, this::fatalError);
    meters.registerConnections(
        () -> transport.links().size(), () -> readinessProbe.probe().readiness().ready());
    address = transport.listen(config.listen());
    basis.loop.submit(host::start).syncUninterruptibly();
    config.peers().forEach(peer -> transport.connect(peer.key(), peer.address()));
    startWatching();
    services.start(transport, submissions::order);
    adminEndpoint = opened.add(AdminEndpoint.open(config.operator(), this, basis.meterRegistry));
    shell = startShell();
    shell.ifPresent(opened::add);
    opened.add(readinessProbe);
    NativeCode.logWhenKnown(transport.nativeTls(), basis.loop.nativeCode(), index.inRocks());
  }

  private NodeLinkListener receiver() {
    return new NodeLinkListener(
        resources.loop,
        peer -> members.standing(peer.key(), ConsensusNodes.of(contract.state())),
        meters());
  }

  private void startWatching() {
    gapBackfill.start();
    memberPoll.start(resources.loop);
    meters.watch(resources.loop);
    readinessProbe.start(resources.loop);
  }

  private MemberPoll memberPoll() {
    return new MemberPoll(
        resources.loop,
        transport,
        () -> ConsensusNodes.of(contract.state()),
        reportedHeights,
        resources.watch(ledger, members),
        ledger::height,
        System::nanoTime,
        host::reachable);
  }

  private GapBackfill gapFilling() {
    return new GapBackfill(
        resources.genesis,
        resources.store.blocks(),
        index,
        () -> new HeaderChainVerifier(resources.certificates(), members.get()),
        transport,
        meters());
  }

  private Transport transport(NodeLinkListener receiver) {
    return MemberTransport.ofServer(
        resources.loop,
        resources.identity,
        resources.genesis,
        resources.ports.calendar(),
        RevocationLookup.byState(ledger::currentState),
        receiver,
        resources.ports.services(services.all()),
        meters());
  }

  private ReplicaNetwork wayOut(TransportReplicaNetwork own) {
    return resources.ports.network(new NodePorts.HostedNetwork(own, own::nodes, resources.loop));
  }

  private ReplicaHostComponents parts(
      ReplicaNetwork post, Authenticator authenticator, List<HostObserver> observers)
      throws IOException {
    return new ReplicaHostComponents(
        resources.config.name(),
        resources.loop,
        resources.clock,
        replica(),
        contract,
        authenticator,
        resources.signer,
        resources.store,
        resources.config.force(),
        post,
        observers);
  }

  private Replica replica() throws IOException {
    NodeConfig config = resources.config;
    return resources.ports.replica(
        new NodePorts.HostedReplica(
            correct,
            () -> protocol.replica().apply(resources.self()),
            resources.genesis,
            resources.self(),
            config.consensus()));
  }

  private List<HostObserver> observers(HostMetricsObserver metrics) {
    List<HostObserver> all = new ArrayList<>(List.of(metrics));
    resources.trace.ifPresent(all::add);
    all.addAll(List.of(ledger, members, new StateIndexUpdater(index, contract, ledger)));
    all.addAll(
        List.of(votes, reportedHeights, new RevocationEnforcer(transport::recheckAdmission)));
    return all;
  }

  /**
   * An institution that is not a consensus node passes requests to its superior hospital (§3.2.2).
   */
  private RequestForwarder outlet() {
    Optional<PublicKey> superior = resources.config.superior();
    return superior.isPresent()
        ? new SuperiorHospitalForwarder(List.of(superior.get()), transport::linkAtAddressOf)
        : new ConsensusNodesForwarder(
            () -> ConsensusNodes.of(contract.state()), transport::link, resources.self());
  }

  private InformationTransactionServer requestServer(
      Authenticator authenticator, RequestForwarder outlet) {
    return new InformationTransactionServer(
        new RequestValidator(
            authenticator, contract::state, AgencyLimits.DEFAULT.maxRequestBytes()),
        services.servedClients()::isServed,
        outlet,
        resources.config.superior().isEmpty(),
        resources.signer::sign,
        AgencyLimits.DEFAULT,
        System::nanoTime,
        meters());
  }

  private Optional<Shell> startShell() throws IOException {
    if (resources.config.shell().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ShellFactory.startInstalled(
            new ShellContext(
                resources.config.shell().get(),
                resources.config.data().resolve("shell"),
                this,
                ledger,
                submissions::submit,
                meters())));
  }

  /** Where it takes connections. */
  public InetSocketAddress address() {
    return address;
  }

  /** The address of its admin endpoint. */
  public String adminUrl() {
    return adminEndpoint.url().toString();
  }

  /** Where its shell is, if it has one. */
  public Optional<URI> shellUrl() {
    return shell.map(Shell::url);
  }

  /** Completes with the reason if the process has to stop. */
  public CompletableFuture<Exception> failed() {
    return failure.copy();
  }

  public Identity identity() {
    return resources.identity;
  }

  /** Calls the peers to which it is connected. */
  public RpcClient asker() {
    return transport;
  }

  /** Its metrics. */
  public MeterRegistry meters() {
    return resources.meterRegistry.meters();
  }

  /** Shows other credentials on connections from now on (CA-4). */
  public void renew(TlsCredentials credentials) {
    MemberTransport.renew(transport, credentials);
  }

  /** The ledger as this node holds it. */
  public LedgerView ledger() {
    return ledger;
  }

  @Override
  public NodeStatus status() {
    NodeMetrics.RecentPerformance recent = meters.recent();
    ReadinessProbe.ReadinessReport seen = readinessProbe.probe();
    return new NodeStatus(
        resources.config.name(),
        resources.self().value().toHex(),
        resources.role(),
        seen.readiness().ready(),
        seen.readiness().state(),
        seen.readiness().behind(),
        seen.readiness().reason(),
        ledger.height(),
        meters.view(),
        readinessProbe.primary(meters.view()),
        meters.waiting(),
        meters.executed(),
        meters.rejected(),
        recent.throughputTps(),
        recent.latencyP50Ms(),
        recent.latencyP99Ms(),
        meters.uptimeS(),
        shellUrl().map(URI::toString).orElse(""),
        seen.peers());
  }

  @Override
  public Optional<String> fatalError() {
    return failure.isDone() ? Optional.of(FailStop.text(failure.join())) : Optional.empty();
  }

  private void closeHost() {
    if (memberPoll != null) { // a start that is refused before has none
      resources
          .loop
          .submit(
              () -> {
                memberPoll.close();
                host.close();
              })
          .awaitUninterruptibly(STOP.toMillis());
    }
  }

  /** Stops in order: no more input, pending work is done, the store is forced. */
  @Override
  public void close() {
    resources.opened.closeAll();
  }
}
