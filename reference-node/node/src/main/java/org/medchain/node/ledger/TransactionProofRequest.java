package org.medchain.node.ledger;

import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** The question for a transaction: by the request's name, or by the transaction's id. */
public sealed interface TransactionProofRequest extends Encodable {
  /**
   * The client and its sequence number.
   *
   * @param request the name
   */
  @Code(0)
  record ByRequestId(RequestId request) implements TransactionProofRequest {}

  /**
   * The hash of its content.
   *
   * @param id the hash
   */
  @Code(1)
  record ByTransactionId(Hash id) implements TransactionProofRequest {}
}
