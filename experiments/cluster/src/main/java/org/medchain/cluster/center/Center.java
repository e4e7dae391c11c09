package org.medchain.cluster.center;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.medchain.cluster.local.CertificateRenewal;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.LedgerSession;
import org.medchain.consensus.Quorum;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.node.center.AuthorityFiles;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.CertifiedAdmission;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.center.Issuing;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.RegulatoryCenter;
import org.medchain.node.center.Validity;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.Node;
import org.medchain.node.operations.NodeRegistry;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.OperatorDoor;
import org.medchain.node.operations.StatusSource;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regulatory center at work (paper §3.1; ROLE-1, CLUSTER-4): connected to all nodes, which
 * renew by these connections; its door is for whoever enrols and for its own commands.
 */
final class Center implements StatusSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Center.class);

  /** How often the ledger is told what it does not know yet. */
  private static final long PUBLISH_S = 30;

  private static final long BOOTSTRAP_S = TimeUnit.HOURS.toSeconds(12);

  private final NodeConfig config;
  private final Identity identity;
  private final Genesis genesis;
  private final NodeRegistry meterSet;
  private final EventLoops loops;
  private final Registrar registrar;
  private final CenterLedger ledger;
  private final RegulatoryCenter center;
  private final Transport transport;
  private final InetSocketAddress address;
  private final OperatorDoor operator;
  private final List<CertificateRenewal> renewals;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("center").unstarted(task));
  private final long startNs = System.nanoTime();

  /**
   * Opens the register and takes connections.
   *
   * @throws IOException if a file or an address is not as it should be; the message is one line
   */
  Center(NodeConfig config) throws IOException {
    this.config = config;
    identity = CredentialFiles.read(config.credentials());
    genesis = Decoder.decode(Bytes.of(Files.readAllBytes(config.genesis())), Genesis::decode);
    meterSet = new NodeRegistry(config.name());
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority = AuthorityFiles.read(config.data(), new char[0], random);
    registrar =
        Registrar.open(config.data(), authority, Validity.DEFAULT, InstantSource.system(), random);
    loops = EventLoops.of(1, config.name());
    LedgerSession session =
        new LedgerSession(
            loops.first(),
            genesis,
            config.consensus(),
            List.of(identity.ledger()),
            UnaryOperator.identity());
    ledger =
        new CenterLedger(
            session,
            new Operations(NativeEd25519.orPortable(), genesis.chain(), identity.ledger()),
            new RequestNumbers(config.data().resolve("requests")));
    center = new RegulatoryCenter(registrar, ledger, meterSet.meters());
    transport = transport(session);
    session.bind(transport);
    address = transport.listen(config.listen());
    config.peers().forEach(peer -> transport.connect(peer.key(), peer.address()));
    operator = OperatorDoor.open(config.operator(), this, meterSet);
    renewals = Stream.concat(Stream.of(ownRenewal()), operatorsRenewal().stream()).toList();
    var unusedPublishing =
        timer.scheduleWithFixedDelay(this::publish, PUBLISH_S, PUBLISH_S, TimeUnit.SECONDS);
    var unusedBootstrapping =
        timer.scheduleWithFixedDelay(this::bootstrap, 0, BOOTSTRAP_S, TimeUnit.SECONDS);
  }

  private Transport transport(LedgerSession session) {
    return new Transport(
        TransportOptions.defaults(),
        loops,
        identity.credentials(),
        new ChainIdentity(Node.PROTOCOL_VERSION, genesis.chain()),
        identity.ledger().publicKey(),
        new CertifiedAdmission(
            identity.credentials().authority(),
            InstantSource.system(),
            EnumSet.allOf(PeerRole.class),
            ledger.revocations()),
        session,
        center.services(),
        meterSet.meters());
  }

  private void publish() {
    var unused =
        center
            .publish()
            .exceptionally(
                cause -> {
                  LOG.atWarn()
                      .addKeyValue("cause", String.valueOf(cause.getMessage()))
                      .log("the ledger was not told of revocations; tried again");
                  return List.of();
                });
  }

  private Issuing issuing() {
    return new Issuing(registrar, InstantSource.system(), new SecureRandom());
  }

  private CertificateRenewal ownRenewal() {
    return CertificateRenewal.ofCenter(
        config.credentials(), identity, issuing(), transport::renew, meterSet.meters());
  }

  /** Of whoever orders the center about, if that is from this machine (CLUSTER-5). */
  private Optional<CertificateRenewal> operatorsRenewal() throws IOException {
    Path folder = config.data().resolve(ClusterFolder.OPERATOR);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Identity operator = CredentialFiles.read(folder);
    return Optional.of(
        CertificateRenewal.ofCenter(folder, operator, issuing(), shown -> {}, meterSet.meters()));
  }

  /** With which whoever is invited gets as far as this door (decision 0154). */
  private void bootstrap() {
    try {
      CredentialFiles.write(config.data().resolve("bootstrap"), issuing().bootstrap());
    } catch (Refused | IOException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("no credentials for the invited");
    }
  }

  InetSocketAddress address() {
    return address;
  }

  URI operatorUrl() {
    return operator.url();
  }

  @Override
  public NodeStatus status() {
    List<Link> links = transport.links();
    long nodes =
        links.stream().filter(each -> genesis.membership().contains(each.peer().key())).count();
    int needed = new Quorum(genesis.membership().size()).size();
    String reason =
        nodes >= needed
            ? ""
            : String.format(Locale.ROOT, "reaches %d of the %d members of a quorum", nodes, needed);
    return new NodeStatus(
        config.name(),
        identity.ledger().publicKey().value().toHex(),
        "regulatory_center",
        reason.isEmpty(),
        reason,
        ledger.height(),
        0,
        "",
        registrar.unorderedCount(),
        ledger.executed(),
        0,
        0,
        0,
        0,
        (System.nanoTime() - startNs) / 1e9,
        config.peers().stream().map(this::peer).toList());
  }

  private NodeStatus.PeerStatus peer(NodeConfig.PeerAddress peer) {
    boolean connected = transport.link(peer.key()).isPresent();
    return new NodeStatus.PeerStatus(
        peer.key().value().toHex(),
        "",
        peer.address().getHostString() + ":" + peer.address().getPort(),
        connected,
        transport.queued(peer.key()));
  }

  @Override
  public void close() throws IOException {
    renewals.forEach(CertificateRenewal::close);
    timer.shutdownNow();
    operator.close();
    transport.close();
    loops.close();
    registrar.close();
  }
}
