package org.medchain.faults.hostile;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
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
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** Files of a chain of four members, three of which are correct, and its hostile peers' keys. */
final class HostileChain {
  static final int CORRECT = 3;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration DAY = Duration.ofDays(1);

  final Genesis genesis;
  final KeyPair center = keys("center");
  final Identity client;
  final Map<HostileRole, Identity> hostile = new EnumMap<>(HostileRole.class);
  private final Path folder;
  private final ConsensusConfig consensus;
  private final List<Identity> members = new ArrayList<>();

  /** Blocks may be longer than what the native library signs, and end an interval often. */
  static ConsensusConfig withLongBlocks() {
    ConsensusConfig usual = ConsensusConfig.defaults();
    return new ConsensusConfig(
        usual.protocol(),
        usual.requests(),
        usual.batchTransactions(),
        4 << 20,
        usual.batchDelayMs(),
        usual.viewTimeoutMs(),
        usual.retransmitMs(),
        usual.poolCapacity(),
        4,
        usual.confirmations(),
        usual.longestViewTimeoutMs(),
        usual.networkDelayMs(),
        usual.neighbours());
  }

  HostileChain(Path folder, ConsensusConfig consensus) throws IOException, RefusedException {
    this.folder = folder;
    this.consensus = consensus;
    CertificateAuthority authority = authority("hostile chain");
    try (Registrar registrar = registrar("now", authority, InstantSource.system())) {
      var issuer = new LocalCertificateIssuer(registrar, InstantSource.system(), RANDOM);
      for (int i = 0; i < CORRECT; i++) {
        members.add(identity(issuer, "n" + i, PeerRole.CONSENSUS_NODE));
      }
      client = identity(issuer, "client", PeerRole.AGENCY);
      for (HostileRole role : HostileRole.values()) {
        hostile.put(role, identity(issuer, role.name(), role.certified()));
      }
    }
    InstantSource past = () -> Instant.now().minus(DAY.multipliedBy(40));
    reissue(HostileRole.EXPIRED, "past", authority, past);
    reissue(HostileRole.STRANGER, "other", authority("other chain"), InstantSource.system());
    List<PublicKey> nodes = new ArrayList<>(members.stream().map(HostileChain::key).toList());
    nodes.add(key(hostile.get(HostileRole.MEMBER)));
    genesis = genesis(nodes);
    Files.write(folder.resolve("genesis.bin"), genesis.encoded().toArray());
  }

  private void reissue(
      HostileRole role, String name, CertificateAuthority authority, InstantSource clock)
      throws IOException, RefusedException {
    try (Registrar registrar = registrar(name, authority, clock)) {
      var issuer = new LocalCertificateIssuer(registrar, clock, RANDOM);
      hostile.put(role, identity(issuer, role.name(), role.certified()));
    }
  }

  private static CertificateAuthority authority(String name) {
    Instant begin = Instant.now().minus(DAY.multipliedBy(60));
    return CertificateAuthority.create(name, begin, DAY.multipliedBy(365), RANDOM);
  }

  private Registrar registrar(String name, CertificateAuthority authority, InstantSource clock)
      throws IOException {
    Path place = Files.createDirectories(folder.resolve("register-" + name));
    return new Registrar(place, authority, ValidityPeriods.DEFAULT, clock, RANDOM);
  }

  private static Identity identity(LocalCertificateIssuer issuer, String name, PeerRole role)
      throws RefusedException {
    return issuer.identity(keys(name), role, name, List.of("localhost", "127.0.0.1"));
  }

  private static KeyPair keys(String name) {
    return new Ed25519().keyPair(Hash.of(Bytes.utf8("hostile run " + name)).toBytes());
  }

  private static PublicKey key(Identity of) {
    return of.ledger().publicKey();
  }

  /** The client and half of the hostile peers are registered; the others are not. */
  private Genesis genesis(List<PublicKey> nodes) {
    List<Participant> participants =
        List.of(
            new Participant(key(client), Role.PATIENT),
            new Participant(key(hostile.get(HostileRole.AGENCY)), Role.RESEARCH),
            new Participant(key(hostile.get(HostileRole.ENTITY)), Role.PATIENT),
            new Participant(key(hostile.get(HostileRole.REVOKED)), Role.HOSPITAL));
    return new Genesis(
        new Genesis.Terms(
            System.currentTimeMillis() - DAY.toMillis(),
            nodes,
            1,
            Difficulty.NONE,
            10_000,
            center.publicKey(),
            IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))),
        participants);
  }

  /** Writes a correct member's files; it finds those before it, which have started. */
  NodeConfig config(int number, List<NodeConfig.PeerAddress> earlier) throws IOException {
    Path own = folder.resolve("n" + number);
    CredentialFiles.write(own, members.get(number));
    return new NodeConfig(
        "n" + number,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        folder.resolve("genesis.bin"),
        own,
        own.resolve("data"),
        earlier,
        Optional.empty(),
        consensus,
        false,
        AdminEndpoint.AdminAddress.local(0),
        Optional.empty(),
        LogSettings.defaults(own.resolve("log")),
        Optional.empty());
  }
}
