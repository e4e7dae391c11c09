package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;

/** {@code medchain center renew-list}: reports pending revocations to the ledger. */
@Command(name = "renew-list", mixinStandardHelpOptions = true)
final class RenewListCommand extends AnsweringCommand {
  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    CenterAnswer answer = ordered(new CenterRequest.PublishCrlRequest());
    return answer.lines().isEmpty() ? answer.line("the ledger knows all revocations") : answer;
  }
}
