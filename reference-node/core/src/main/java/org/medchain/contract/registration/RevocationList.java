package org.medchain.contract.registration;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The last revocation list that the center had ordered (CON-22).
 *
 * @param number of it
 * @param hash of the X.509 list in DER
 * @param height of the block that holds it
 */
public record RevocationList(long number, Hash hash, long height) implements Encodable {
  /** Reads what {@link #encode} wrote. */
  public static RevocationList decode(Decoder in) {
    return new RevocationList(in.int64(), in.hash(), in.int64());
  }

  @Override
  public void encode(Encoder out) {
    out.int64(number).hash(hash).int64(height);
  }
}
