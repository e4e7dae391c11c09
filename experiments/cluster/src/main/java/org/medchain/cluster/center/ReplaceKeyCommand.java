package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medchain center replace-key}: who lost or changed its key has another one (REG-6). */
@Command(name = "replace-key", mixinStandardHelpOptions = true)
final class ReplaceKeyCommand extends AnsweringCommand {
  @Option(names = "--key", paramLabel = "HEX", required = true)
  private String key;

  @Option(names = "--successor", paramLabel = "HEX", required = true)
  private String successor;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      defaultValue = "unspecified",
      converter = RevokeCommand.RevocationReasonConverter.class)
  private RevocationReason reason;

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    PublicKey old = addressed.key(key);
    PublicKey next = addressed.successor(successor, old);
    CenterAnswer answer = ordered(new CenterRequest.ReplaceKeyRequest(old, next, reason));
    return answer.done()
        ? answer.line(next.brief() + " signs for the participant of " + old.brief())
        : answer;
  }
}
