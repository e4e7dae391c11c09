package org.medchain.application;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.InclusionProof;
import org.medchain.data.Receipt;

/**
 * Proves to a light client that a transaction in the chain had its effect (APP-5): a refused upload
 * is in a block as well, and only the receipt tells it from an accepted one.
 *
 * @param existence of the transaction
 * @param inclusion of the receipt under the receipts root of its block
 * @param receipt of the transaction
 */
public record AcceptanceProof(ExistenceProof existence, InclusionProof inclusion, Receipt receipt)
    implements Encodable {
  /** Reads what {@link #encode} wrote. */
  public static AcceptanceProof decode(Decoder in) {
    return new AcceptanceProof(
        ExistenceProof.decode(in), InclusionProof.CODEC.decode(in), Receipt.CODEC.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(existence).value(inclusion).value(receipt);
  }
}
