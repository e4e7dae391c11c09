package org.medchain.cluster.center;

import org.medchain.data.PublicKey;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Command;

/** {@code medchain center thaw}: ends that (GAME-8, CLUSTER-25). */
@Command(
    name = "thaw",
    description = "Thaws an account that was frozen (GAME-8).",
    mixinStandardHelpOptions = true)
final class ThawCommand extends AccountOrderCommand {
  @Override
  CenterRequest about(PublicKey account) {
    return new CenterRequest.ThawRequest(account);
  }
}
