package org.medchain.node.center;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A secret with which its bearer enrols a key of its own, once (CA-3).
 *
 * @param secret 32 random bytes
 */
public record Invitation(Bytes secret) implements Encodable {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** Checks the length. */
  public Invitation {
    if (secret.size() != SIZE) {
      throw new IllegalArgumentException("an invitation has 32 bytes, not " + secret.size());
    }
  }

  static Invitation decode(Decoder in) {
    return new Invitation(in.raw(SIZE));
  }

  /** The part that the center keeps. */
  Hash hash() {
    return Hash.of(secret);
  }

  @Override
  public void encode(Encoder out) {
    out.raw(secret);
  }

  @Override
  public String toString() {
    return "Invitation[hidden]";
  }
}
