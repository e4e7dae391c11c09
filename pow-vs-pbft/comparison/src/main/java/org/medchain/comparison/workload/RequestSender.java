package org.medchain.comparison.workload;

import java.util.function.BiFunction;
import org.medchain.contract.Operations;
import org.medchain.data.Transaction;

/** A participant that signs requests and numbers them. */
final class RequestSender {
  private final Operations operations;
  private long sequence;

  RequestSender(Operations operations) {
    this.operations = operations;
  }

  /** Makes the sender's next request. */
  Transaction nextRequest(BiFunction<Operations, Long, Transaction> operation) {
    sequence++;
    return operation.apply(operations, sequence);
  }
}
