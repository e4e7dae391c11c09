package org.medchain.contract.datasharing;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.incentive.Account;

/**
 * An offer that a demander accepted, and whose condition is not met yet (paper §3.2.5): it waits
 * until the offer holds {@code count} records to which the demander has no permanent access yet.
 * The price is locked.
 *
 * @param id names the agreement permanently
 * @param demander who pays and gets access
 * @param count how many records, 1 to {@link OfferRecords#MAX_RECORDS}
 */
public record Agreement(Hash id, PublicKey demander, int count) implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = Hash.SIZE + PublicKey.SIZE + 4;

  /** The agreement that a demand concludes; requests are executed once, so the id is unique. */
  static Agreement of(RequestId demand, PublicKey demander, int count) {
    return new Agreement(Hash.of(demand.encoded()), demander, count);
  }

  /** Where the price is locked. */
  Account escrow() {
    return Account.escrow(id);
  }
}
