package org.medchain.node.ledger;

import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.data.Code;
import org.medchain.data.Encodable;

/** A transaction's location (APP-4), and its result as soon as that can be shown (APP-5). */
public sealed interface TransactionProofResponse extends Encodable {
  /** The replying node has no such transaction: an unproved statement. */
  @Code(0)
  record UnknownTransaction() implements TransactionProofResponse {}

  /**
   * It is in a block; the header that holds the root of its receipt is not there yet, or the
   * receipt is not here (STO-29).
   *
   * @param proof that it is there
   */
  @Code(1)
  record OrderedTransaction(ExistenceProof proof) implements TransactionProofResponse {}

  /**
   * It was executed, with or without success.
   *
   * @param proof of the transaction and its receipt
   */
  @Code(2)
  record ExecutedTransaction(AcceptanceProof proof) implements TransactionProofResponse {}
}
