package org.medchain.cluster.center;

import java.io.IOException;
import java.util.Optional;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.engine.Role;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.CertificateSubject;
import org.medchain.node.transport.PeerRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center authorise}: allows a key to request certificates (paper §3.1). */
@Command(
    name = "authorise",
    description =
        "Allows a key to request certificates, and registers it on the ledger if it has a role"
            + " there.",
    mixinStandardHelpOptions = true)
final class AuthoriseCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Option(names = "--key", paramLabel = "HEX", required = true, description = "The public key.")
  private String key;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = PeerRoleConverter.class,
      description =
          "For admission by processes: consensus_node, following_node, agency, entity,"
              + " light_client.")
  private PeerRole role;

  @Option(names = "--name", paramLabel = "NAME", required = true, description = "For people.")
  private String name;

  @Option(
      names = "--participant",
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "On the ledger: patient, doctor, hospital, institution; none unless given.")
  private Role participant;

  /** Words of {@link PeerRole}. */
  static final class PeerRoleConverter extends CenterSelection.EnumWordConverter<PeerRole> {
    PeerRoleConverter() {
      super(PeerRole.values());
    }
  }

  /** Words of {@link Role}. */
  static final class RoleConverter extends CenterSelection.EnumWordConverter<Role> {
    RoleConverter() {
      super(new Role[] {Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.INSTITUTION});
    }
  }

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    CertificateSubject subject = subject();
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      var order = new CenterRequest.AuthoriseKeyRequest(subject, Optional.ofNullable(participant));
      boolean done =
          CenterConnection.printReceipts(center.execute(client -> client.execute(order)), out());
      out().println(subject.key().brief() + " is authorised as " + name);
      return done ? 0 : 1;
    }
  }

  private CertificateSubject subject() throws UserInputException, IOException {
    try {
      return new CertificateSubject(addressed.key(key), role, name);
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--name: " + e.getMessage());
    }
  }
}
