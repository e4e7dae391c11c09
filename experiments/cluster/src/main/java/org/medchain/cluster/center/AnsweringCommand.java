package org.medchain.cluster.center;

import java.io.IOException;
import java.util.List;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Mixin;

/**
 * A command about a participant: exit code 0 if it is done, 1 if the center or the ledger refused
 * (CLUSTER-25).
 */
abstract class AnsweringCommand extends ProcessCommand {
  @Mixin CenterSelection addressed;

  /** Does it. */
  abstract CenterAnswer answer() throws UserInputException, IOException, InterruptedException;

  /** Has the center carry out an order. */
  final CenterAnswer ordered(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    return CenterAnswer.of(receipts(order));
  }

  /** The same, and the receipts are still to be put in words. */
  final List<Receipt> receipts(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    try (CenterConnection center = addressed.cluster().connectToCenter()) {
      return center.execute(client -> client.execute(order));
    }
  }

  /** Has the center order an operation. */
  final CenterAnswer ordered(Operation operation)
      throws UserInputException, IOException, InterruptedException {
    return ordered(new CenterRequest.LedgerRequest(operation));
  }

  @Override
  protected final int run() throws UserInputException, IOException, InterruptedException {
    CenterAnswer answer = answer();
    answer.lines().forEach(out()::println);
    return answer.done() ? 0 : 1;
  }
}
