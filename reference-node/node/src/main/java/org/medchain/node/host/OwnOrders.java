package org.medchain.node.host;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LedgerView;

/**
 * Orders operations with this node's own key (FILE-12). Numbers follow the highest that its ledger
 * shows as executed: nothing needs to be remembered over a restart, since a duty that was not
 * executed is found again. For one thread.
 */
final class OwnOrders {
  private final Operations operations;
  private final LedgerView ledger;
  private final Function<Transaction, CompletableFuture<Receipt>> outlet;
  private long lastNumber;

  /**
   * Orders of one key.
   *
   * @param outlet takes a signed request, and completes with its receipt
   */
  OwnOrders(
      Operations operations,
      LedgerView ledger,
      Function<Transaction, CompletableFuture<Receipt>> outlet) {
    this.operations = operations;
    this.ledger = ledger;
    this.outlet = outlet;
  }

  /** Signs and sends an operation; completes with its receipt. */
  CompletableFuture<Receipt> order(Operation operation) {
    lastNumber = Math.max(lastNumber, executed()) + 1;
    return outlet.apply(operations.sign(lastNumber, operation));
  }

  private long executed() {
    return ledger
        .stateAt(ledger.height())
        .map((WorldState state) -> RequestWindow.highestOf(state, operations.keys().publicKey()))
        .orElse(0L);
  }
}
