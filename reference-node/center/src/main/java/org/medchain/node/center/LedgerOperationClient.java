package org.medchain.node.center;

import java.util.concurrent.CompletableFuture;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Receipt;

/**
 * How the center orders operations: as a client of the ledger like any other, under its own key.
 */
public interface LedgerOperationClient {
  /**
   * Orders an operation; request numbers are chosen inside.
   *
   * @return the result of executing it, refusals included; fails if no reply arrives in time; the
   *     operation may have been executed or not
   */
  CompletableFuture<Receipt> submit(Operation operation);
}
