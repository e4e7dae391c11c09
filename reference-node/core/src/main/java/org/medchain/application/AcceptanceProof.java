package org.medchain.application;

import org.medchain.data.Codec;
import org.medchain.data.Encodable;
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
  public static final Codec<AcceptanceProof> CODEC =
      Codec.of(AcceptanceProof.class, ExistenceProof.CODEC, InclusionProof.CODEC, Receipt.CODEC);
}
