package org.medchain.cluster.center;

import org.medchain.data.PublicKey;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;

/**
 * {@code medchain center freeze}: holds an account while something is looked into (GAME-8,
 * CLUSTER-25).
 */
@Command(
    name = "freeze",
    description = "Freezes an account: nothing is paid out of it until it is thawed (GAME-8).",
    mixinStandardHelpOptions = true)
final class FreezeCommand extends AccountOrderCommand {
  @Override
  CenterRequest about(PublicKey account) {
    return new CenterRequest.FreezeRequest(account);
  }
}
