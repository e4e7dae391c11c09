package org.medchain.contract.engine;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * A legitimate member of the chain: a key that the regulatory center has registered (paper §4 (1)).
 *
 * @param key the name
 * @param role what it is; not the regulatory center, which registers itself nowhere
 */
public record Participant(PublicKey key, Role role) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = PublicKey.SIZE + 1;

  /** Refuses a second center. */
  public Participant {
    if (role == Role.REGULATORY_CENTER) {
      throw new IllegalArgumentException("the regulatory center is set by the genesis state alone");
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static Participant decode(Decoder in) {
    return new Participant(PublicKey.decode(in), Role.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(key).uint8(role.code());
  }
}
