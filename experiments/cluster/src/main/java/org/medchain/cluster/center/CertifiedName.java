package org.medchain.cluster.center;

import java.util.List;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.transport.PeerRole;
import picocli.CommandLine.Option;

/** The options of whom a certificate will be about. */
final class CertifiedName {
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = PeerRoleConverter.class,
      description =
          "For admission by processes: consensus_node, following_node, agency, entity,"
              + " light_client.")
  PeerRole role;

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "For people.")
  String name;

  /** With this key. */
  CertificateSubject subject(PublicKey key) throws UserInputException {
    try {
      return new CertificateSubject(key, role, name);
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--name: " + e.getMessage());
    }
  }

  /** Words of {@link PeerRole}. */
  static final class PeerRoleConverter extends EnumWordConverter<PeerRole> {
    PeerRoleConverter() {
      super(List.of(PeerRole.values()));
    }
  }
}
