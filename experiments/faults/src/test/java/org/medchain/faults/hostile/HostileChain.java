package org.medchain.faults.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.RefusedException;

/** Files of a chain of four members, three of which are correct, and its hostile peers' keys. */
final class HostileChain {
  static final int CORRECT = 3;

  /** Blocks may be longer than what the native library signs, and end an interval often. */
  static final ConsensusConfig LONG_BLOCKS =
      RecordCopy.with(
          ConsensusConfig.defaults(), Map.of("batchBytes", 4 << 20, "checkpointInterval", 4L));

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration DAY = Duration.ofDays(1);

  final ClusterFolder files;
  final Genesis genesis;
  final KeyPair center;
  final Identity client;
  final Map<HostileRole, Identity> hostile = new EnumMap<>(HostileRole.class);

  HostileChain(Path folder) throws Exception {
    this(folder, LONG_BLOCKS);
  }

  HostileChain(Path folder, ConsensusConfig consensus) throws Exception {
    var credentials = new HostileCredentials(EnumSet.allOf(HostileRole.class));
    ClusterPlan plan = ClusterPlan.of(CORRECT + 1).with(consensus);
    files =
        ClusterFolder.create(
            folder.resolve("c"), plan.withParticipants(credentials.participants()));
    credentials.issue(files);
    genesis = files.genesis();
    center = CredentialFiles.read(files.center().resolve("credentials")).ledger();
    client = files.clientIdentity(0);
    for (HostileRole role : HostileRole.values()) {
      Path own =
          role == HostileRole.MEMBER
              ? files.node(CORRECT).resolve("credentials")
              : HostileCredentials.folder(files, role);
      hostile.put(role, CredentialFiles.read(own));
    }
    InstantSource past = () -> Instant.now().minus(DAY.multipliedBy(40));
    Path authority = files.center();
    reissue(
        HostileRole.EXPIRED, CertificateAuthorityFiles.read(authority, new char[0], RANDOM), past);
    Instant begin = Instant.now().minus(DAY);
    reissue(
        HostileRole.STRANGER,
        CertificateAuthority.create("other chain", begin, DAY.multipliedBy(365), RANDOM),
        InstantSource.system());
  }

  private void reissue(HostileRole role, CertificateAuthority authority, InstantSource clock)
      throws IOException, RefusedException {
    Path register = Files.createDirectories(files.folder().resolve("register-" + role));
    try (Registrar registrar =
        new Registrar(register, authority, ValidityPeriods.DEFAULT, clock, RANDOM)) {
      var issuer = new LocalCertificateIssuer(registrar, clock, RANDOM);
      hostile.put(
          role,
          issuer.identity(hostile.get(role).ledger(), role.certified(), role.word(), List.of()));
    }
  }
}
