package org.medchain.cluster.center;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.CredentialFolderRenewer;
import org.medchain.cluster.local.NodesNetwork;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;
import org.medchain.node.agency.client.AgencyClient;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.KeyIssuance;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.RegulatoryCenter;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.NodeMeterRegistry;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.Readiness;
import org.medchain.node.operations.StatusSource;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regulatory center at work (paper §3.1; ROLE-1, CLUSTER-4): connected to all nodes, which
 * renew by these connections; its listener is for enrolment and for its own commands.
 */
final class CenterNode implements StatusSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CenterNode.class);

  /** The interval of reports of pending revocations to the ledger. */
  private static final long PUBLISH_S = 30;

  private final NodeConfig config;
  private final Identity identity;
  private final Genesis genesis;
  private final NodeMeterRegistry meterSet;
  private final ConnectionLoop loop;
  private final Registrar registrar;
  private final CenterLedgerClient ledger;
  private final MembersView members;
  private final RegulatoryCenter center;
  private final Transport transport;
  private final InetSocketAddress address;
  private final AdminEndpoint adminEndpoint;
  private final List<CredentialFolderRenewer> renewals;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("center").unstarted(task));
  private final long startNs = System.nanoTime();
  private Readiness readiness = Readiness.starting(0);

  /**
   * Opens the register and takes connections.
   *
   * @param passphrase of the authority's key; none if it is empty
   * @throws IOException if a file or an address is not as it should be; the message is one line
   */
  CenterNode(NodeConfig config, char[] passphrase) throws IOException {
    this(config, passphrase, HistoryWatch.LIMIT_NS);
  }

  /**
   * The same with another patience.
   *
   * @param patienceNs how long members may lack what is certified before it is an alarm
   */
  CenterNode(NodeConfig config, char[] passphrase, long patienceNs) throws IOException {
    this.config = config;
    identity = CredentialFiles.read(config.credentials());
    genesis = config.readGenesis();
    meterSet = new NodeMeterRegistry(config.name());
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority =
        CertificateAuthorityFiles.read(config.data(), passphrase, random);
    registrar =
        new Registrar(
            config.data(), authority, ValidityPeriods.DEFAULT, InstantSource.system(), random);
    loop = new ConnectionLoop(config.name());
    NodesNetwork network = new NodesNetwork();
    AgencyClient session =
        network.client(loop, genesis, config.consensus(), List.of(identity.ledger()));
    ledger =
        new CenterLedgerClient(
            session::submit,
            new Operations(NativeEd25519.orPortable(), genesis.chain(), identity.ledger()),
            new PersistentSequence(FolderVolume.at(config.data()), "requests"));
    KeyIssuance keys =
        new KeyIssuance(
            registrar, config.data().resolve("escrow"), passphrase, identity.ledger(), random);
    center = new RegulatoryCenter(registrar, ledger, keys, meterSet.meters());
    transport = transport(new CenterLinks(session));
    network.attach(transport);
    members = new MembersView(genesis, transport, loop, watch(patienceNs));
    ledger.watch(members::refusal, members::certifiedHeight);
    address = transport.listen(config.listen());
    config.peers().forEach(peer -> transport.connect(peer.key(), peer.address()));
    members.poll().start(loop);
    adminEndpoint = AdminEndpoint.open(config.operator(), this, meterSet);
    renewals = renewals();
    var bootstrap = new BootstrapCredentials(config.data().resolve("bootstrap"), issuing());
    var unusedBootstrap =
        timer.scheduleWithFixedDelay(bootstrap::renew, 0, PUBLISH_S, TimeUnit.SECONDS);
    var unusedPublishing =
        timer.scheduleWithFixedDelay(this::publish, PUBLISH_S, PUBLISH_S, TimeUnit.SECONDS);
  }

  /** Hands messages to the session, and asks each member that is connected for its height. */
  private final class CenterLinks implements LinkListener {
    private final AgencyClient session;

    CenterLinks(AgencyClient session) {
      this.session = session;
    }

    @Override
    public void opened(PeerLink link) {
      shown(link.peer().serial());
      members.poll().opened(link.peer());
    }

    @Override
    public void received(PeerLink link, Envelope envelope) {
      session.received(link, envelope);
    }

    @Override
    public void closed(PeerLink link) {
      members.poll().closed(link.peer());
    }
  }

  private Transport transport(LinkListener receiver) {
    return MemberTransport.ofServer(
        loop,
        identity,
        genesis,
        InstantSource.system(),
        registrar::refusal,
        receiver,
        center.services(),
        meterSet.meters());
  }

  private void publish() {
    try {
      for (Receipt receipt : center.publish()) {
        if (!receipt.succeeded()) {
          LOG.atWarn().addKeyValue("outcome", Outcome.of(receipt)).log("the ledger refused");
        }
      }
    } catch (RefusedException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("cause", String.valueOf(e.getMessage()))
          .log("revocations were not reported to the ledger; will be tried again");
    }
  }

  /** A certificate is in use: not on the thread of connections, as that is recorded (CA-13). */
  private void shown(BigInteger serial) {
    timer.execute(
        () -> {
          try {
            registrar.shown(serial, false);
          } catch (RefusedException | RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(e)).log("a certificate in use");
          }
        });
  }

  private LocalCertificateIssuer issuing() {
    return new LocalCertificateIssuer(registrar, InstantSource.system(), new SecureRandom());
  }

  /** Its own, and that of the center's operator, if it is on this machine (CLUSTER-5). */
  private List<CredentialFolderRenewer> renewals() throws IOException {
    List<CredentialFolderRenewer> all = new ArrayList<>();
    all.add(renewal(config.credentials(), identity, fresh -> transport.renew(fresh.credentials())));
    Path operator = config.data().resolve(ClusterFolder.OPERATOR);
    if (Files.isDirectory(operator)) {
      all.add(renewal(operator, CredentialFiles.read(operator), fresh -> {}));
    }
    return all;
  }

  private CredentialFolderRenewer renewal(Path folder, Identity of, Consumer<Identity> use) {
    return CredentialFolderRenewer.ofCenter(
        folder,
        of,
        issuing(),
        fresh -> {
          use.accept(fresh);
          shown(fresh.credentials().chain().get(0).getSerialNumber());
        },
        meterSet.meters());
  }

  InetSocketAddress address() {
    return address;
  }

  URI adminUrl() {
    return adminEndpoint.url();
  }

  @Override
  public NodeStatus status() {
    Readiness seen = look();
    return new NodeStatus(
        config.name(),
        identity.ledger().publicKey().value().toHex(),
        "regulatory_center",
        seen.ready(),
        seen.state(),
        seen.behind(),
        seen.reason(),
        members.height(),
        0,
        "",
        registrar.unconfirmedCount(),
        ledger.executed(),
        0,
        0,
        0,
        0,
        (System.nanoTime() - startNs) / 1e9,
        "",
        config.peers().stream().map(this::peer).toList());
  }

  /** Of a chain whose blocks are certified: the members still have what they had (NODE-17). */
  private Optional<HistoryWatch> watch(long patienceNs) throws IOException {
    if (!config.consensus().protocol().isFinal()) {
      return Optional.empty();
    }
    CertificateVerifier certificates =
        new CertificateVerifier(
            config.consensus().protocol(), genesis.chain(), NativeEd25519.orPortable());
    Path file = config.data().resolve(CertifiedHead.NAME);
    return Optional.of(
        HistoryWatch.of(
            CertifiedHead.open(file, genesis, certificates),
            certificates,
            new HistoryAlarm(patienceNs)));
  }

  private synchronized Readiness look() {
    readiness = readiness.update(System.nanoTime(), members.observed());
    return readiness;
  }

  private NodeStatus.PeerStatus peer(NodeConfig.PeerAddress peer) {
    Optional<PeerLink> link = transport.linkAtAddressOf(peer.key());
    PublicKey key = link.map(each -> each.peer().key()).orElse(peer.key());
    return new NodeStatus.PeerStatus(
        key.value().toHex(),
        "",
        peer.address().getHostString() + ":" + peer.address().getPort(),
        link.isPresent(),
        transport.queuedBytes(key));
  }

  @Override
  public void close() throws IOException {
    renewals.forEach(CredentialFolderRenewer::close);
    timer.shutdownNow();
    loop.execute(members.poll()::close);
    adminEndpoint.close();
    transport.close();
    loop.close();
    registrar.close();
  }
}
