package org.medchain.cluster.center;

import java.util.List;
import org.medchain.cluster.local.EnumWordConverter;
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

  /** Words of {@link PeerRole}. */
  static final class PeerRoleConverter extends EnumWordConverter<PeerRole> {
    PeerRoleConverter() {
      super(List.of(PeerRole.values()));
    }
  }
}
