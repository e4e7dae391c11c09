package org.medchain.faults.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Keys of hostile peers and their certificates, which the center of a cluster issues before it
 * starts. A hostile member has the files of the node whose place it takes.
 */
public final class HostileCredentials {
  private final Map<HostileRole, KeyPair> keys = new EnumMap<>(HostileRole.class);

  /** Draws a key for each role but the member's. */
  public HostileCredentials(Collection<HostileRole> roles) {
    SecureRandom random = new SecureRandom();
    for (HostileRole role : roles) {
      if (role != HostileRole.MEMBER) {
        keys.put(role, Identity.generateLedgerKeys(random));
      }
    }
  }

  /** Those that a genesis should register: the requests of others are not ordered (CON-5). */
  public List<Participant> participants() {
    List<Participant> registered = new ArrayList<>();
    keys.forEach(
        (role, own) -> {
          switch (role) {
            case AGENCY -> registered.add(new Participant(own.publicKey(), Role.RESEARCH));
            case ENTITY -> registered.add(new Participant(own.publicKey(), Role.PATIENT));
            default -> {}
          }
        });
    return registered;
  }

  /**
   * Has all of them certified by a cluster's center, which does not run yet.
   *
   * @throws IOException if it refuses, or a file is not as it should be
   */
  public void issue(ClusterFolder cluster) throws IOException {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    var authority = CertificateAuthorityFiles.read(cluster.center(), new char[0], random);
    try (Registrar registrar =
        new Registrar(cluster.center(), authority, ValidityPeriods.DEFAULT, clock, random)) {
      var issuer = new LocalCertificateIssuer(registrar, clock, random);
      for (Map.Entry<HostileRole, KeyPair> each : keys.entrySet()) {
        HostileRole role = each.getKey();
        Identity identity =
            issuer.identity(each.getValue(), certified(role), role.word(), List.of());
        CredentialFiles.write(folder(cluster, role), identity);
      }
    } catch (RefusedException e) {
      throw new IOException("the center certifies no hostile peer: " + e.getMessage(), e);
    }
  }

  /** For a revoked consensus node the center would change the members as well. */
  private static PeerRole certified(HostileRole role) {
    return role == HostileRole.REVOKED ? PeerRole.FOLLOWING_NODE : role.certified();
  }

  /** The folder of a role's keys and certificates; not of the member's. */
  public static Path folder(ClusterFolder cluster, HostileRole role) {
    return cluster.folder().resolve("hostile").resolve(role.word());
  }

  /**
   * The first order of a center that does not run: the revoked peer's key is compromised.
   *
   * @param chain the genesis' hash
   */
  public static Transaction revocation(ClusterFolder cluster, Hash chain) throws IOException {
    Identity revoked = CredentialFiles.read(folder(cluster, HostileRole.REVOKED));
    Identity center = CredentialFiles.read(cluster.center().resolve("credentials"));
    RevocationEntry entry =
        new RevocationEntry(
            revoked.credentials().chain().get(0).getSerialNumber(),
            revoked.ledger().publicKey(),
            RevocationReason.KEY_COMPROMISE,
            true);
    return new Operations(NativeEd25519.orPortable(), chain, center.ledger())
        .sign(1, new RevokeCertificates(1, Hash.ZERO, List.of(entry)));
  }
}
