package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.identity.CertificateSubject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medchain center authorise}: allows a key to request certificates (paper §3.1). */
@Command(name = "authorise", mixinStandardHelpOptions = true)
final class AuthoriseCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Option(names = "--key", paramLabel = "HEX", required = true)
  private String key;

  @Mixin private CertifiedName certified;

  @Option(names = "--participant", paramLabel = "ROLE", converter = RoleConverter.class)
  private Role participant;

  @Option(names = "--hospital", paramLabel = "HEX")
  private String hospital;

  /** Words of {@link Role}. */
  static final class RoleConverter extends EnumWordConverter<Role> {
    RoleConverter() {
      super(List.copyOf(OperationPermissions.PARTICIPANT.roles()));
    }
  }

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    CertificateSubject subject = subject();
    try (CenterConnection center = addressed.cluster().connectToCenter()) {
      var order = order(subject);
      List<Receipt> receipts = center.execute(client -> client.execute(order));
      boolean known =
          receipts.stream().map(Outcome::of).anyMatch(Outcome.ALREADY_REGISTERED::equals);
      out().println(line(subject, known));
      return 0; // What the ledger does not register, the center refuses.
    }
  }

  /**
   * One line: a key that the ledger knows is no failure, as it may get certificates from now on.
   */
  static String line(CertificateSubject subject, boolean known) {
    String authorised = subject.key().brief() + " is authorised as " + subject.name();
    return known ? authorised + "; the ledger has it registered already" : authorised;
  }

  private CertificateSubject subject() throws UserInputException, IOException {
    try {
      return new CertificateSubject(addressed.key(key), certified.role, certified.name);
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--name: " + e.getMessage());
    }
  }

  private CenterRequest order(CertificateSubject subject) throws UserInputException, IOException {
    Optional<PublicKey> at =
        hospital == null ? Optional.empty() : Optional.of(addressed.key(hospital));
    try {
      return new CenterRequest.AuthoriseKeyRequest(
          subject,
          Optional.ofNullable(participant).map(each -> new Participant(subject.key(), each, at)));
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--participant, --hospital: " + e.getMessage());
    }
  }
}
