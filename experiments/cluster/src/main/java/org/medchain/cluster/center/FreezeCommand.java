package org.medchain.cluster.center;

import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;

/**
 * {@code medchain center freeze}: holds an account while something is looked into (GAME-8,
 * CLUSTER-25).
 */
@Command(name = "freeze", mixinStandardHelpOptions = true)
final class FreezeCommand extends AccountOrderCommand {
  @Override
  Operation about(PublicKey account) {
    return new FreezeAccount(account);
  }
}
