package org.medchain.node.host;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.incentive.PointRules;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.LogSettings;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.Transport;

/** The files of four members, of which a test starts only the first, or some. */
final class LoneNode implements AutoCloseable {
  static final Duration VALIDITY = Duration.ofDays(3);
  private static final SecureRandom RANDOM = new SecureRandom();

  final List<KeyPair> keys = new ArrayList<>();
  final Genesis genesis;
  private final Path folder;
  private final Registrar registrar;
  private final LocalCertificateIssuer issuer;

  LoneNode(Path folder) throws IOException, RefusedException {
    this(folder, Difficulty.NONE);
  }

  LoneNode(Path folder, Difficulty difficulty) throws IOException, RefusedException {
    this.folder = folder;
    for (String name : List.of("n0", "n1", "n2", "n3", "center")) {
      keys.add(new Ed25519().keyPair(Hash.of(Bytes.utf8(name)).toBytes()));
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                0,
                keys.subList(0, 4).stream().map(KeyPair::publicKey).toList(),
                2,
                difficulty,
                10_000,
                keys.get(4).publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of());
    CertificateAuthority authority =
        CertificateAuthority.create("test authority", Instant.now(), Duration.ofDays(365), RANDOM);
    ValidityPeriods validity =
        new ValidityPeriods(
            VALIDITY, Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(1));
    InstantSource clock = InstantSource.system();
    registrar = new Registrar(folder.resolve("center"), authority, validity, clock, RANDOM);
    issuer = new LocalCertificateIssuer(registrar, clock, RANDOM);
    Files.write(folder.resolve("genesis"), new Encoder().value(genesis).toBytes().toArray());
    CredentialFiles.write(folder.resolve("credentials"), identity(0, PeerRole.CONSENSUS_NODE));
  }

  /** Gives another member a separate folder, and starts it. */
  FullNode startMember(
      int number, ConsensusConfig consensus, List<NodeConfig.PeerAddress> peers, NodePorts ports)
      throws IOException, CorruptStoreException, RefusedException {
    Path own = folder.resolve("n" + number);
    CredentialFiles.write(own.resolve("credentials"), identity(number, PeerRole.CONSENSUS_NODE));
    NodeConfig config = config("n" + number, own, consensus, peers);
    return FullNode.start(config, ports, (view, height) -> {});
  }

  Identity identity(int number, PeerRole role) throws RefusedException {
    return issuer.identity(keys.get(number), role, "n" + number, List.of("127.0.0.1"));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  FullNode start(NodePorts ports) throws IOException, CorruptStoreException {
    NodeConfig config = config("n0", folder, ConsensusConfig.defaults(), List.of());
    return FullNode.start(config, ports, (view, height) -> {});
  }

  private NodeConfig config(
      String name, Path own, ConsensusConfig consensus, List<NodeConfig.PeerAddress> peers) {
    return new NodeConfig(
        name,
        loopback(),
        folder.resolve("genesis"),
        own.resolve("credentials"),
        own.resolve("data"),
        peers,
        Optional.empty(),
        consensus,
        true,
        AdminEndpoint.AdminAddress.local(0),
        Optional.empty(),
        LogSettings.defaults(own.resolve("log")),
        Optional.empty());
  }

  /** The connections of another member, which a test connects to the node. */
  Transport member(ConnectionLoop loop, int number, LinkListener receiver) throws RefusedException {
    return MemberTransport.ofServer(
        loop,
        identity(number, PeerRole.CONSENSUS_NODE),
        genesis,
        InstantSource.system(),
        RevocationLookup.NONE,
        receiver,
        List.of(),
        new SimpleMeterRegistry());
  }

  @Override
  public void close() throws IOException {
    registrar.close();
  }
}
