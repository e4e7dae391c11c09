package org.medchain.contract.registration;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * That a certificate was revoked, for good (CON-22).
 *
 * @param key that it was issued to
 * @param reason that was given last
 * @param keyRevoked whether the key was revoked with it
 * @param height of the block that revoked it first
 * @param number of the list that named it first
 */
public record Revocation(
    PublicKey key, RevocationReason reason, boolean keyRevoked, long height, long number)
    implements Encodable {
  /** Reads what {@link #encode} wrote. */
  public static Revocation decode(Decoder in) {
    return new Revocation(
        PublicKey.decode(in), RevocationReason.decode(in), in.flag(), in.int64(), in.int64());
  }

  /** The same, when the key goes as well that was spared before. */
  Revocation withKey(RevocationReason worse) {
    return new Revocation(key, worse, true, height, number);
  }

  @Override
  public void encode(Encoder out) {
    out.value(key).uint8(reason.code()).uint8(keyRevoked ? 1 : 0).int64(height).int64(number);
  }
}
