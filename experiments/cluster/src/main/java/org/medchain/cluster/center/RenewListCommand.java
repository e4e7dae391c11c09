package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.Refusal;
import org.medchain.node.center.CenterOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medchain center renew-list}: tells the ledger what it does not know yet. */
@Command(
    name = "renew-list",
    description = "Orders the revocations that the ledger does not know yet, if there are any.",
    mixinStandardHelpOptions = true)
final class RenewListCommand extends ProcessCommand {
  @Mixin private Addressed addressed;

  @Override
  protected int run() throws Refusal, IOException, InterruptedException {
    try (CenterAccess center = CenterAccess.of(addressed.cluster())) {
      List<Receipt> receipts = center.order(client -> client.order(new CenterOrder.Publish()));
      if (receipts.isEmpty()) {
        out().println("the ledger knows all revocations");
      }
      return CenterAccess.say(receipts, out()) ? 0 : 1;
    }
  }
}
