package org.medchain.cluster.center;

import java.io.IOException;
import java.util.Optional;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code medchain center pay}: a voucher is paid in cash, once (GAME-6, CLUSTER-25, PROC-30). */
@Command(name = "pay", mixinStandardHelpOptions = true)
final class PayCommand extends AnsweringCommand {
  @Parameters(paramLabel = "VOUCHER")
  private String voucher;

  @Override
  CenterAnswer answer() throws UserInputException, IOException, InterruptedException {
    Hash id = CenterSelection.id("VOUCHER", voucher);
    ClusterFolder cluster = addressed.cluster();
    CenterAnswer answer = ordered(new PayVoucher(id));
    return withHolder(answer, cluster, id);
  }

  /** As the state proves it: this order has made the block that proves the one with the voucher. */
  private static CenterAnswer withHolder(CenterAnswer answer, ClusterFolder cluster, Hash id)
      throws UserInputException, IOException, InterruptedException {
    try (SupervisionReader reader = new SupervisionReader(cluster)) {
      Optional<Voucher> found = reader.connected().entry(Vouchers.entry(id)).value();
      if (found.isEmpty()) {
        return answer;
      }
      String holder = found.get().holder().value().toHex();
      return answer.line("voucher of " + found.get().points() + " points of " + holder);
    } catch (RefusedException e) {
      return answer.line("whose it is no node proves now: " + e.getMessage());
    }
  }
}
