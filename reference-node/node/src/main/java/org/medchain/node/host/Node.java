package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.medchain.contract.MedicalContract;
import org.medchain.network.Authenticator;
import org.medchain.node.agency.AgencyLimits;
import org.medchain.node.agency.AllConsensusNodes;
import org.medchain.node.agency.InformationTransactionServer;
import org.medchain.node.agency.Outlet;
import org.medchain.node.agency.RequestCheck;
import org.medchain.node.agency.SuperiorHospital;
import org.medchain.node.center.CertifiedAdmission;
import org.medchain.node.center.Identity;
import org.medchain.node.center.StateRevocations;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.ledger.DecisionCheck;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.NodeMeters;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.OperatorDoor;
import org.medchain.node.operations.Shell;
import org.medchain.node.operations.ShellContext;
import org.medchain.node.operations.ShellFactory;
import org.medchain.node.operations.StatusSource;
import org.medchain.node.storage.DamagedStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.Credentials;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/**
 * A node process (paper §3.2.2, §4): replica, store, connections, and what answers others and its
 * operator, put together (ROLE-4).
 */
public final class Node implements StatusSource, AutoCloseable {
  /** Version of frames and messages. */
  public static final int PROTOCOL_VERSION = 1;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final NodeBasis basis;
  private final MedicalContract contract;
  private final ExecutedLedger ledger;
  private final StateRevocations revocations;
  private final HostedProtocol protocol;
  private final StateIndex index;
  private final KnownMembers members;
  private final GapFilling gaps;
  private final NodeMeters meters;
  private final HeardHeights heights;
  private final NodeServices services;
  private final Transport transport;
  private final ReplicaHost host;
  private final LocalSubmissions submissions;
  private final NodeCondition condition;
  private final InetSocketAddress address;
  private final OperatorDoor operator;
  private final Optional<Shell> shell;
  private final long startNs = System.nanoTime();

  /**
   * Starts a node and returns when it takes connections; it becomes ready by itself.
   *
   * @throws IOException if a file or an address is not as it should be; the message is one line
   * @throws DamagedStore if the store must not be used
   */
  public static Node start(NodeConfig config) throws IOException, DamagedStore {
    return start(config, (view, height) -> {});
  }

  /**
   * The same.
   *
   * @param heard is told view and height as they change, by the replica's thread
   */
  public static Node start(NodeConfig config, Position.Heard heard)
      throws IOException, DamagedStore {
    return new Node(new NodeBasis(config), heard);
  }

  private Node(NodeBasis basis, Position.Heard heard) throws IOException {
    this.basis = basis;
    NodeConfig config = basis.config;
    contract = new MedicalContract(basis.genesis, ExecutedLedger.RECENT);
    ledger = new ExecutedLedger(basis.genesis, contract, basis.store.blocks()::at);
    revocations = new StateRevocations(basis.genesis.state());
    protocol = HostedProtocol.of(config.consensus(), basis.genesis, basis.self());
    index = StateIndex.open(config.data().resolve("index"), basis.store.blocks(), meters());
    index.standAt(0, basis.genesis.chain(), basis.genesis.state());
    members = new KnownMembers(basis.genesis, protocol.replica());
    gaps = gapFilling();
    meters = new NodeMeters(meters(), System::nanoTime);
    heights = new HeardHeights(() -> contract.state().members());
    services = new NodeServices(config, basis.self(), ledger, index, members, meters());
    NodeReceiver receiver = new NodeReceiver(services);
    transport = transport(receiver);
    TransportPost post = new TransportPost(basis.signer, transport);
    Authenticator authenticator = basis.authenticator(protocol);
    List<HostObserver> observers = observers();
    observers.add(0, new Position(protocol, heard));
    host = new ReplicaHost(parts(post, authenticator, observers));
    basis.bind(host);
    receiver.bind(host, post);
    Outlet outlet = outlet();
    services.takeRequests(requestServer(authenticator, outlet));
    submissions = new LocalSubmissions(basis.loops.first(), host, outlet);
    host.observedBy(submissions);
    condition = new NodeCondition(config, basis.self(), transport, ledger, heights);
    meters.connections(() -> transport.links().size(), () -> condition.seen().reason().isEmpty());
    address = transport.listen(config.listen());
    basis.loops.first().submit(host::start).syncUninterruptibly();
    config.peers().forEach(peer -> transport.connect(peer.key(), peer.address()));
    services.start(transport);
    operator = OperatorDoor.open(config.operator(), this, basis.meterSet);
    shell = startShell();
  }

  private GapFilling gapFilling() {
    return new GapFilling(
        basis.genesis,
        basis.store.blocks(),
        index,
        new DecisionCheck(basis.genesis.chain(), NativeEd25519.orPortable()),
        members,
        this::asker,
        meters());
  }

  private Transport transport(NodeReceiver receiver) {
    Identity identity = basis.identity;
    return new Transport(
        TransportOptions.defaults(),
        basis.loops,
        identity.credentials(),
        new ChainIdentity(PROTOCOL_VERSION, basis.genesis.chain()),
        basis.self(),
        new CertifiedAdmission(
            identity.credentials().authority(),
            InstantSource.system(),
            EnumSet.allOf(PeerRole.class),
            revocations),
        receiver,
        services.all(),
        meters());
  }

  private HostParts parts(Post post, Authenticator authenticator, List<HostObserver> observers) {
    return new HostParts(
        basis.config.name(),
        basis.loops.first(),
        HostClock.system(),
        protocol.replica(),
        contract,
        authenticator,
        basis.signer,
        basis.store,
        basis.config.force(),
        post,
        observers);
  }

  private List<HostObserver> observers() {
    List<HostObserver> observers = new ArrayList<>(basis.trace.stream().toList());
    observers.add(ledger);
    observers.add(members);
    observers.add(new LedgerIndexing(index, contract));
    observers.add(gaps);
    observers.add(heights);
    observers.add(new MeteredHost(meters, protocol));
    observers.add(new Doorkeeper(contract, revocations, () -> transport));
    return observers;
  }

  /** An institution that is no consensus node passes requests to its superior hospital (§3.2.2). */
  private Outlet outlet() {
    return basis
        .config
        .superior()
        .<Outlet>map(superior -> new SuperiorHospital(List.of(superior), transport::link))
        .orElseGet(
            () ->
                new AllConsensusNodes(
                    () -> contract.state().members(), transport::link, basis.self()));
  }

  private InformationTransactionServer requestServer(Authenticator authenticator, Outlet outlet) {
    return new InformationTransactionServer(
        new RequestCheck(authenticator, contract::state, AgencyLimits.USUAL.requestBytes()),
        services.served()::isServed,
        outlet,
        basis.config.superior().isEmpty(),
        basis.signer::sign,
        AgencyLimits.USUAL,
        System::nanoTime,
        meters());
  }

  private Optional<Shell> startShell() throws IOException {
    if (basis.config.shell().isEmpty()) {
      return Optional.empty();
    }
    ShellFactory factory =
        ServiceLoader.load(ShellFactory.class)
            .findFirst()
            .orElseThrow(() -> new IOException("shell: its jar is not on the class path"));
    return Optional.of(
        factory.start(
            new ShellContext(
                basis.config.shell().get(),
                basis.config.data().resolve("shell"),
                this,
                ledger,
                submissions::submit,
                meters())));
  }

  /** Where it takes connections. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where it answers its operator. */
  public String operatorUrl() {
    return operator.url().toString();
  }

  /** Port of the shell; empty if there is none. */
  public Optional<Integer> shellPort() {
    return shell.map(Shell::port);
  }

  /**
   * Completes with the reason if the disk fails, or the replica's host: the process has to stop.
   */
  public CompletableFuture<Exception> failed() {
    return CompletableFuture.anyOf(basis.store.failed(), host.failed())
        .thenApply(Exception.class::cast);
  }

  /** Who it is. */
  public Identity identity() {
    return basis.identity;
  }

  /** Asks those that it is connected to. */
  public Asker asker() {
    return transport;
  }

  /** Its metrics. */
  public MeterRegistry meters() {
    return basis.meterSet.meters();
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
        basis.config.name(),
        basis.self().value().toHex(),
        role(),
        seen.reason().isEmpty(),
        seen.reason(),
        ledger.height(),
        meters.view(),
        condition.primary(meters.view()),
        meters.waiting(),
        meters.executed(),
        meters.rejected(),
        recent.throughputTps(),
        recent.latencyP50Ms(),
        recent.latencyP99Ms(),
        (System.nanoTime() - startNs) / 1e9,
        seen.peers());
  }

  @Override
  public Optional<String> trouble() {
    CompletableFuture<Exception> failed = failed();
    return failed.isDone() ? Optional.of("store: " + failed.join().getMessage()) : Optional.empty();
  }

  private String role() {
    try {
      return basis.identity.subject().role().name().toLowerCase(Locale.ROOT);
    } catch (Refused e) {
      return "unknown";
    }
  }

  /** Stops in order: nothing more comes in, what was taken is done, the store is forced. */
  @Override
  public void close() throws IOException {
    shell.ifPresent(Shell::close);
    operator.close();
    services.close();
    gaps.close();
    transport.close();
    basis.loops.first().submit(host::close).awaitUninterruptibly(STOP.toMillis());
    index.close();
    basis.close();
  }
}
