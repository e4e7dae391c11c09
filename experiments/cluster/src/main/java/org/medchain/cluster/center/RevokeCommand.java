package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.local.EnumWordConverter;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain center revoke}: takes a key's certificates back, on the ledger. */
@Command(name = "revoke", mixinStandardHelpOptions = true)
final class RevokeCommand extends AnsweringCommand {
  @Option(names = "--key", paramLabel = "HEX", required = true)
  private String key;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      defaultValue = "unspecified",
      converter = RevocationReasonConverter.class)
  private RevocationReason reason;

  @Option(names = "--successor", paramLabel = "HEX")
  private String successor;

  /** Words of {@link RevocationReason}. */
  static final class RevocationReasonConverter extends EnumWordConverter<RevocationReason> {
    RevocationReasonConverter() {
      super(List.of(RevocationReason.values()));
    }
  }

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    PublicKey revoked = addressed.key(key);
    Optional<PublicKey> next =
        successor == null ? Optional.empty() : Optional.of(addressed.successor(successor, revoked));
    return told(
        receipts(new CenterRequest.RevokeKeyRequest(revoked, reason, next)),
        revoked,
        next.isPresent());
  }

  /** That a key was no member any more is no refusal, unless another should take its place. */
  static CenterAnswer told(List<Receipt> receipts, PublicKey revoked, boolean replaced) {
    List<Receipt> ofMembers =
        receipts.stream().filter(each -> Outcome.of(each) != Outcome.UNKNOWN_NODE).toList();
    boolean stranger = ofMembers.size() < receipts.size();
    return CenterAnswer.of(replaced ? receipts : ofMembers)
        .line(revoked.brief() + (stranger ? " is revoked; it was no member" : " is revoked"));
  }
}
