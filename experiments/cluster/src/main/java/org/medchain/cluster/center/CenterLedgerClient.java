package org.medchain.cluster.center;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Output;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Receipt;
import org.medchain.node.agency.client.AgencyClient;
import org.medchain.node.center.LedgerOperationClient;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.transport.RefusedException;

/** The center's requests to the ledger (CLUSTER-4), and their results. */
final class CenterLedgerClient implements LedgerOperationClient {
  private static final long TIMEOUT_S = 45;

  /** More requests than that a center has not ordered since its folder was copied. */
  private static final long MAX_LEAD = 1 << 20;

  private final AgencyClient session;
  private final Operations operations;
  private final PersistentSequence numbers;
  private volatile Supplier<Optional<String>> alarm = Optional::empty;
  private volatile LongSupplier ledgerHeight = () -> 0;
  private volatile long height;
  private volatile long executed;

  CenterLedgerClient(AgencyClient session, Operations operations, PersistentSequence numbers) {
    this.session = session;
    this.operations = operations;
    this.numbers = numbers;
  }

  /**
   * Orders nothing while there is a reason: a ledger that has lost its end must not continue.
   *
   * @param attestedHeight which the ledger has for certain: what is ordered now comes above it
   */
  void watch(Supplier<Optional<String>> reason, LongSupplier attestedHeight) {
    alarm = reason;
    ledgerHeight = attestedHeight;
  }

  @Override
  public CompletableFuture<Receipt> submit(Operation operation) {
    return submit(operation, 1);
  }

  /**
   * A receipt names its request by number alone. In a folder that was put back from a copy numbers
   * come again, and the ledger answers what it executed under them before, or nothing, if that is
   * long ago: then some numbers are left out, each time twice as many (CLUSTER-4).
   */
  private CompletableFuture<Receipt> submit(Operation operation, long lead) {
    Optional<String> refusal = alarm.get();
    if (refusal.isPresent()) {
      return CompletableFuture.failedFuture(new RefusedException(refusal.get()));
    }
    long before = ledgerHeight.getAsLong();
    try {
      return session
          .submit(operations.sign(numbers.next(), operation))
          .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
          .whenComplete((told, failure) -> skipAfter(failure))
          .thenCompose(
              told -> {
                if (told.height() > before) {
                  return CompletableFuture.completedFuture(resultReceived(told));
                }
                numbers.skip(lead);
                return lead < MAX_LEAD
                    ? submit(operation, 2 * lead)
                    : CompletableFuture.failedFuture(
                        new RefusedException("the numbers of requests here were used before"));
              });
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void skipAfter(Throwable failure) {
    if (failure instanceof TimeoutException) {
      numbers.skip(ClientTable.WINDOW);
    }
  }

  private synchronized Receipt resultReceived(Output.Accepted accepted) {
    height = Math.max(height, accepted.height());
    executed++;
    return accepted.receipt();
  }

  /** The highest block with a request of its own in it. */
  long height() {
    return height;
  }

  /** Requests that were executed. */
  long executed() {
    return executed;
  }
}
