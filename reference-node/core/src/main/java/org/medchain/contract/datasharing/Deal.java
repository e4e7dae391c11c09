package org.medchain.contract.datasharing;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The new contract that a demander draws from a provider's open offer, as long as the provider has
 * not signed it (paper §4 (3); CON-38). The points for all its records are locked.
 *
 * @param request on which it was drawn
 * @param demander who pays
 * @param provider who may sign it
 * @param dataType of the offer
 * @param count how many records
 * @param price for each record, in points: the offer's
 */
public record Deal(
    Hash request, PublicKey demander, PublicKey provider, String dataType, int count, long price)
    implements Encodable {
  /** The points locked for it. */
  public long locked() {
    return price * count;
  }
}
