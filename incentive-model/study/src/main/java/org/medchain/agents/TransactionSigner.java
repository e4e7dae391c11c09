package org.medchain.agents;

import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** One key that orders things: numbers its requests and signs them. */
final class TransactionSigner {
  private final Operations operations;
  private long sequence;

  TransactionSigner(Operations operations) {
    this.operations = operations;
  }

  PublicKey key() {
    return operations.keys().publicKey();
  }

  Transaction sign(Operation operation) {
    sequence++;
    return operations.sign(sequence, operation);
  }
}
