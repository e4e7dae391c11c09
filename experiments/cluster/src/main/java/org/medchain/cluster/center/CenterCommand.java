package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.cluster.local.PassphraseFile;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CertificateSubject;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain center}: the regulatory center in this terminal, and orders to a running one
 * (paper §3.1). An order is a method here, unless it has a choice of options.
 */
@Command(
    name = "center",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      GuardianCommand.class,
      JudgeCommand.class,
      SuperviseCommand.class,
      MemberCommand.class
    },
    resourceBundle = "org.medchain.cluster.help")
public final class CenterCommand extends ProcessCommand implements Subcommand {
  @Option(names = "--config", paramLabel = "FILE")
  private Path config;

  @Option(names = "--passphrase-file", paramLabel = "FILE")
  private Path passphraseFile;

  public CenterCommand() {}

  @Override
  public Integer call() {
    if (config == null) {
      throw wrong("--config or a command is missing");
    }
    return CenterProcess.run(config, Optional.ofNullable(passphraseFile).map(PassphraseFile::new));
  }

  /** Words of {@link Role}. */
  static final class RoleConverter extends EnumWordConverter<Role> {
    RoleConverter() {
      super(List.copyOf(OperationPermissions.PARTICIPANT.roles()));
    }
  }

  /** Words of {@link RevocationReason}. */
  static final class RevocationReasonConverter extends EnumWordConverter<RevocationReason> {
    RevocationReasonConverter() {
      super(List.of(RevocationReason.values()));
    }
  }

  /** Why certificates end. */
  static final class EndReason {
    @Option(
        names = "--reason",
        paramLabel = "REASON",
        defaultValue = "unspecified",
        converter = RevocationReasonConverter.class)
    RevocationReason reason;
  }

  /** What the ledger does not register, the center refuses. */
  @Command(name = "authorise", mixinStandardHelpOptions = true)
  int authorise(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key,
      @Mixin CertifiedName certified,
      @Option(names = "--participant", paramLabel = "ROLE", converter = RoleConverter.class)
          Role participant,
      @Option(names = "--hospital", paramLabel = "HEX") String hospital)
      throws UserInputException, IOException, InterruptedException {
    CertificateSubject subject = certified.subject(center.key(key));
    Optional<PublicKey> at =
        hospital == null ? Optional.empty() : Optional.of(center.key(hospital));
    CenterRequest order;
    try {
      order =
          new CenterRequest.AuthoriseKeyRequest(
              subject,
              Optional.ofNullable(participant)
                  .map(each -> new Participant(subject.key(), each, at)));
    } catch (IllegalArgumentException e) {
      throw new UserInputException("--participant, --hospital: " + e.getMessage());
    }
    return center.told(CenterAnswer.authorised(subject, center.receipts(order)));
  }

  @Command(name = "invite", mixinStandardHelpOptions = true)
  int invite(@Mixin CenterSelection center, @Mixin CertifiedName certified)
      throws UserInputException, IOException, InterruptedException {
    ClusterFolder cluster = center.cluster();
    var order = new CenterRequest.InvitationRequest(certified.role, certified.name);
    try (CenterConnection access = cluster.connectToCenter()) {
      Invitation invitation = access.execute(client -> client.invite(order));
      String bootstrap = cluster.bootstrap() + "; once.";
      err().println("For 'center enrol', with the credentials in " + bootstrap);
      return center.told(CenterAnswer.well(invitation.secret().toHex()));
    }
  }

  /** Redeems an invitation (CA-3). */
  @Command(name = "enrol", mixinStandardHelpOptions = true)
  int enrol(
      @Option(names = "--bootstrap", paramLabel = "DIR", required = true) Path bootstrap,
      @Option(names = "--genesis", paramLabel = "FILE", required = true) Path genesisFile,
      @Option(names = "--center", paramLabel = "HOST:PORT", required = true) String center,
      @Mixin CertifiedName certified,
      @Option(names = "--address", paramLabel = "HOST") List<String> addresses,
      @Option(names = "--out", paramLabel = "DIR", required = true) Path out)
      throws UserInputException, IOException, InterruptedException {
    if (!center.matches("[^:]+:\\d{1,5}")) {
      throw new UserInputException("--center: '" + center + "' is not HOST:PORT");
    }
    if (Files.exists(out)) {
      throw new UserInputException("--out: " + out + " exists already; keys are not replaced");
    }
    Genesis genesis = ClusterFolder.genesis(genesisFile);
    Identity first = CredentialFiles.read(bootstrap);
    Invitation invitation = TypedInvitation.read("");
    try (CenterConnection access =
        new CenterConnection(first, genesis, RunningProcess.socketAddress(center))) {
      Identity identity =
          access.enrol(
              Identity.generateLedgerKeys(new SecureRandom()),
              certified.role,
              certified.name,
              addresses == null ? List.of() : addresses,
              invitation);
      CredentialFiles.write(out, identity);
      out().println(identity.ledger().publicKey().value().toHex());
      return 0;
    }
  }

  @Command(name = "replace-key", mixinStandardHelpOptions = true)
  int replaceKey(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key,
      @Option(names = "--successor", paramLabel = "HEX", required = true) String successor,
      @Mixin EndReason why)
      throws UserInputException, IOException, InterruptedException {
    PublicKey old = center.key(key);
    PublicKey next = center.successor(successor, old);
    CenterAnswer answer =
        center.ordered(new CenterRequest.ReplaceKeyRequest(old, next, why.reason));
    return center.told(
        answer.done()
            ? answer.line(next.brief() + " signs for the participant of " + old.brief())
            : answer);
  }

  @Command(name = "revoke", mixinStandardHelpOptions = true)
  int revoke(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key,
      @Mixin EndReason why,
      @Option(names = "--successor", paramLabel = "HEX") String successor)
      throws UserInputException, IOException, InterruptedException {
    PublicKey revoked = center.key(key);
    Optional<PublicKey> next =
        successor == null ? Optional.empty() : Optional.of(center.successor(successor, revoked));
    var order = new CenterRequest.RevokeKeyRequest(revoked, why.reason, next);
    return center.told(CenterAnswer.revoked(center.receipts(order), revoked, next.isPresent()));
  }

  @Command(name = "freeze", mixinStandardHelpOptions = true)
  int freeze(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key)
      throws UserInputException, IOException, InterruptedException {
    return center.told(center.ordered(new FreezeAccount(center.key(key))));
  }

  @Command(name = "thaw", mixinStandardHelpOptions = true)
  int thaw(
      @Mixin CenterSelection center,
      @Option(names = "--key", paramLabel = "HEX", required = true) String key)
      throws UserInputException, IOException, InterruptedException {
    return center.told(center.ordered(new ThawAccount(center.key(key))));
  }

  /** A voucher is paid in cash, once (GAME-6, CLUSTER-25, PROC-30). */
  @Command(name = "pay", mixinStandardHelpOptions = true)
  int pay(@Mixin CenterSelection center, @Parameters(paramLabel = "VOUCHER") String voucher)
      throws UserInputException, IOException, InterruptedException {
    Hash id = CenterSelection.id("VOUCHER", voucher);
    ClusterFolder cluster = center.cluster();
    return center.told(withHolder(center.ordered(new PayVoucher(id)), cluster, id));
  }

  /** As the state proves it: this order has made the block that proves the one with the voucher. */
  private static CenterAnswer withHolder(CenterAnswer answer, ClusterFolder cluster, Hash id)
      throws UserInputException, IOException, InterruptedException {
    try (SupervisionReader reader = new SupervisionReader(cluster)) {
      Optional<Voucher> found = reader.connected().entry(Vouchers.entry(id)).value();
      if (found.isEmpty()) {
        return answer;
      }
      String holder = found.get().holder().value().toHex();
      return answer.line("voucher of " + found.get().points() + " points of " + holder);
    } catch (RefusedException e) {
      return answer.line("whose it is no node proves now: " + e.getMessage());
    }
  }

  @Command(name = "renew-list", mixinStandardHelpOptions = true)
  int renewList(@Mixin CenterSelection center)
      throws UserInputException, IOException, InterruptedException {
    CenterAnswer answer = center.ordered(new CenterRequest.PublishCrlRequest());
    return center.told(
        answer.lines().isEmpty() ? answer.line("the ledger knows all revocations") : answer);
  }
}
