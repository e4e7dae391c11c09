package org.medchain.node.ledger;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** The question for a transaction: by the request's name, or by the transaction's id. */
public sealed interface TransactionProofRequest extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static TransactionProofRequest decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 0 -> new ByRequestId(RequestId.CODEC.decode(in));
      case 1 -> new ByTransactionId(in.hash());
      default -> throw in.malformed("no question for a transaction has the code " + kind);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case ByRequestId(RequestId request) -> out.uint8(0).value(request);
      case ByTransactionId(Hash id) -> out.uint8(1).hash(id);
    }
  }

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
