package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain center replace-key}: who lost or changed its key has another one (REG-6). */
@Command(
    name = "replace-key",
    description = {
      "Orders that another key signs for a participant, which keeps its records, points and name; "
          + "the old key is refused from then on and its certificates end. The new key's holder "
          + "has to have a certificate: 'patient register --as NAME --replaces KEY' gets it and "
          + "gives this order."
    },
    mixinStandardHelpOptions = true)
final class ReplaceKeyCommand extends AnsweringCommand {
  @Option(
      names = "--key",
      paramLabel = "HEX",
      required = true,
      description = "The participant: its first key, or the one that signs now.")
  private String key;

  @Option(
      names = "--successor",
      paramLabel = "HEX",
      required = true,
      description = "The key that signs from then on.")
  private String successor;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      defaultValue = "unspecified",
      converter = RevokeCommand.RevocationReasonConverter.class,
      description = "Why the old certificates end; see 'center revoke'.")
  private RevocationReason reason;

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    PublicKey old = addressed.key(key);
    PublicKey next = addressed.successor(successor, old);
    CenterAnswer answer =
        ordered(new CenterRequest.ReplaceKeyRequest(old, next, reason))
            .with("key", old.value().toHex())
            .with("successor", next.value().toHex());
    return answer.done()
        ? answer.line(next.brief() + " signs for the participant of " + old.brief())
        : answer;
  }
}
