package org.medchain.cluster.center;

import java.io.IOException;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Option;

/** What the center orders about one account (GAME-8, CLUSTER-25). */
abstract class AccountOrderCommand extends AnsweringCommand {
  @Option(
      names = "--key",
      paramLabel = "HEX",
      required = true,
      description = "The public key of the account, or the name of a client of the cluster (c0).")
  private String key;

  abstract Operation about(PublicKey account);

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    return ordered(about(addressed.key(key)));
  }
}
