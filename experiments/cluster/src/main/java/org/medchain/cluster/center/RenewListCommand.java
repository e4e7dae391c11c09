package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain center renew-list}: reports pending revocations to the ledger. */
@Command(
    name = "renew-list",
    description = "Orders the revocations that the ledger does not know yet, if there are any.",
    mixinStandardHelpOptions = true)
final class RenewListCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      List<Receipt> receipts =
          center.execute(client -> client.execute(new CenterRequest.PublishCrlRequest()));
      if (receipts.isEmpty()) {
        out().println("the ledger knows all revocations");
      }
      return CenterConnection.printReceipts(receipts, out()) ? 0 : 1;
    }
  }
}
