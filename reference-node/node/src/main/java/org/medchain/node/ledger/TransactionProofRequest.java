package org.medchain.node.ledger;

import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** The question for a transaction: by the request's name, or by the transaction's id. */
public sealed interface TransactionProofRequest extends Encodable {
  Codec<TransactionProofRequest> CODEC =
      Codec.union(
          "question for a transaction",
          Codec.variant(0, ByRequestId.class, Codec.of(ByRequestId.class, RequestId.CODEC)),
          Codec.variant(1, ByTransactionId.class, Codec.of(ByTransactionId.class, Codec.HASH)));

  /**
   * The client and its sequence number.
   *
   * @param request the name
   */
  record ByRequestId(RequestId request) implements TransactionProofRequest {}

  /**
   * The hash of its content.
   *
   * @param id the hash
   */
  record ByTransactionId(Hash id) implements TransactionProofRequest {}
}
