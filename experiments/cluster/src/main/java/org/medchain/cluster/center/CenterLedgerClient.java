package org.medchain.cluster.center;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

  private final AgencyClient session;
  private final Operations operations;
  private final PersistentSequence numbers;
  private volatile Supplier<Optional<String>> alarm = Optional::empty;
  private volatile long height;
  private volatile long executed;

  CenterLedgerClient(AgencyClient session, Operations operations, PersistentSequence numbers) {
    this.session = session;
    this.operations = operations;
    this.numbers = numbers;
  }

  /** Orders nothing while there is a reason: a ledger that has lost its end must not continue. */
  void refuseWhile(Supplier<Optional<String>> reason) {
    alarm = reason;
  }

  @Override
  public CompletableFuture<Receipt> submit(Operation operation) {
    Optional<String> refusal = alarm.get();
    if (refusal.isPresent()) {
      return CompletableFuture.failedFuture(new RefusedException(refusal.get()));
    }
    try {
      return session
          .submit(operations.sign(numbers.next(), operation))
          .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
          .thenApply(this::resultReceived);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
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
