package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the center orders about one account (GAME-8, CLUSTER-25). */
abstract class AccountOrderCommand extends AnsweringCommand {
  @Mixin private CenterSelection addressed;

  @Option(
      names = "--key",
      paramLabel = "HEX",
      required = true,
      description = "The public key of the account, or the name of a client of the cluster (c0).")
  private String key;

  abstract CenterRequest about(PublicKey account);

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    PublicKey account = addressed.key(key);
    CenterRequest order = about(account);
    try (CenterConnection center = CenterConnection.of(addressed.cluster())) {
      List<Receipt> receipts = center.execute(client -> client.execute(order));
      return CenterAnswer.of(receipts).with("key", account.value().toHex());
    }
  }
}
