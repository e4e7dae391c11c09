package org.medchain.node.ledger;

import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * Where a transaction stands (APP-4), and what became of it as soon as that can be shown (APP-5).
 */
public sealed interface TransactionProofResponse extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static TransactionProofResponse decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 0 -> new UnknownTransaction();
      case 1 -> new OrderedTransaction(ExistenceProof.CODEC.decode(in));
      case 2 -> new ExecutedTransaction(AcceptanceProof.CODEC.decode(in));
      default -> throw in.malformed("no reply about a transaction has the code " + kind);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case UnknownTransaction() -> out.uint8(0);
      case OrderedTransaction(ExistenceProof proof) -> out.uint8(1).value(proof);
      case ExecutedTransaction(AcceptanceProof proof) -> out.uint8(2).value(proof);
    }
  }

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
