package org.medchain.cluster.center;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Output;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.center.LedgerOperationClient;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.transport.RefusedException;

/** The center's requests to the ledger (CLUSTER-4), and their results. */
final class CenterLedgerClient implements LedgerOperationClient {
  private static final long TIMEOUT_S = 45;

  /** More requests than that a center has not ordered since its folder was copied. */
  private static final long MAX_LEAD = 1 << 20;

  /** For the numbers, which wait for the disk: results come on a thread of connections. */
  private static final Executor NUMBERING =
      task -> Thread.ofPlatform().daemon().name("center-numbers").start(task);

  private final Function<Transaction, CompletableFuture<Output.Accepted>> session;
  private final Operations operations;
  private final PersistentSequence numbers;
  private volatile Supplier<Optional<String>> alarm = Optional::empty;
  private volatile LongSupplier ledgerHeight = () -> 0;
  private final LongAdder executed = new LongAdder();

  /**
   * Without any request yet.
   *
   * @param session has a request ordered
   * @param numbers of the requests
   */
  CenterLedgerClient(
      Function<Transaction, CompletableFuture<Output.Accepted>> session,
      Operations operations,
      PersistentSequence numbers) {
    this.session = session;
    this.operations = operations;
    this.numbers = numbers;
  }

  /**
   * Orders nothing while there is a reason: a ledger that has lost its end must not continue.
   *
   * @param certifiedHeight that the ledger surely has: what is ordered now comes above it
   */
  void watch(Supplier<Optional<String>> reason, LongSupplier certifiedHeight) {
    alarm = reason;
    ledgerHeight = certifiedHeight;
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
          .apply(operations.sign(numbers.next(), operation))
          .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
          .whenCompleteAsync((told, failure) -> skipAfter(failure), NUMBERING)
          .thenCompose(
              told -> {
                if (told.height() > before) {
                  executed.increment();
                  return CompletableFuture.completedFuture(told.receipt());
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

  /** Requests that were executed. */
  long executed() {
    return executed.sum();
  }
}
