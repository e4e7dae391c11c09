package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code medchain center freeze}: holds an account while something is looked into (GAME-8,
 * CLUSTER-25).
 */
@Command(
    name = "freeze",
    description = "Freezes an account: nothing is paid out of it until it is thawed (GAME-8).",
    mixinStandardHelpOptions = true)
final class FreezeCommand extends ProcessCommand {
  @Mixin private CenterSelection addressed;

  @Option(
      names = "--key",
      paramLabel = "HEX",
      required = true,
      description = "The public key of the account, or the name of a client of the cluster (c0).")
  private String key;

  @Override
  protected int run() throws UserInputException, IOException, InterruptedException {
    PublicKey participant = addressed.key(key);
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      var order = new CenterRequest.FreezeRequest(participant);
      List<Receipt> receipts = center.execute(client -> client.execute(order));
      return CenterConnection.printReceipts(receipts, out()) ? 0 : 1;
    }
  }
}
