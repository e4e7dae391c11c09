package org.medchain.application;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.InclusionProof;
import org.medchain.data.Transaction;

/**
 * Proves to a light client that a transaction is in the chain (paper §3.2.6; APP-4). For a proof of
 * its effect see {@link AcceptanceProof}.
 *
 * @param height of the block
 * @param inclusion of the transaction under the block's Merkle root
 * @param transaction itself
 */
public record ExistenceProof(long height, InclusionProof inclusion, Transaction transaction)
    implements Encodable {
  /** Reads what {@link #encode} wrote. */
  public static ExistenceProof decode(Decoder in) {
    return new ExistenceProof(in.int64(), InclusionProof.CODEC.decode(in), Transaction.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).value(inclusion).value(transaction);
  }
}
