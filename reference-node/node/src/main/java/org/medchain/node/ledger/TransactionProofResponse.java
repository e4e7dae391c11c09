package org.medchain.node.ledger;

import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * Where a transaction stands (APP-4), and what became of it as soon as that can be shown (APP-5).
 */
public sealed interface TransactionProofResponse extends Encodable {
  Codec<TransactionProofResponse> CODEC =
      Codec.union(
          "reply about a transaction",
          Codec.variant(0, UnknownTransaction.class, Codec.of(UnknownTransaction.class)),
          Codec.variant(
              1,
              OrderedTransaction.class,
              Codec.of(OrderedTransaction.class, ExistenceProof.CODEC)),
          Codec.variant(
              2,
              ExecutedTransaction.class,
              Codec.of(ExecutedTransaction.class, AcceptanceProof.CODEC)));

  /** The replying node has no such transaction: an unproved statement. */
  record UnknownTransaction() implements TransactionProofResponse {}

  /**
   * It is in a block; the header that holds the root of its receipt is not there yet, or the
   * receipt is not here (STO-29).
   *
   * @param proof that it is there
   */
  record OrderedTransaction(ExistenceProof proof) implements TransactionProofResponse {}

  /**
   * It was executed, with or without success.
   *
   * @param proof of the transaction and its receipt
   */
  record ExecutedTransaction(AcceptanceProof proof) implements TransactionProofResponse {}
}
