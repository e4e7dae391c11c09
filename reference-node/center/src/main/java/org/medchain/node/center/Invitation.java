package org.medchain.node.center;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * A secret with which its bearer enrols its own key, once (CA-3).
 *
 * @param secret 32 random bytes
 */
public record Invitation(Bytes secret) implements Encodable {
  public static final Codec<Invitation> CODEC =
      Codec.of(Invitation.class, Codec.raw(Invitation.SIZE));

  /** Length in bytes. */
  public static final int SIZE = 32;

  public Invitation {
    Argument.refuseIf(secret.size() != SIZE, "an invitation has 32 bytes, not %s", secret.size());
  }

  /** The part that the center keeps. */
  Hash hash() {
    return Hash.of(secret);
  }

  @Override
  public String toString() {
    return "Invitation[hidden]";
  }
}
