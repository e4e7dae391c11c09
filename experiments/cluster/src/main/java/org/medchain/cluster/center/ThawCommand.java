package org.medchain.cluster.center;

import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;

/** {@code medchain center thaw}: ends that (GAME-8, CLUSTER-25). */
@Command(name = "thaw", mixinStandardHelpOptions = true)
final class ThawCommand extends AccountOrderCommand {
  @Override
  Operation about(PublicKey account) {
    return new ThawAccount(account);
  }
}
