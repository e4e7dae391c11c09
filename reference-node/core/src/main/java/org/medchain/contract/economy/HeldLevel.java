package org.medchain.contract.economy;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A membership level that a participant bought (GAME-5).
 *
 * @param level which, from 1 on
 * @param until height of the last block in which it holds
 */
public record HeldLevel(int level, long until) implements Encodable {
  /** Reads what {@link #encode} wrote. */
  public static HeldLevel decode(Decoder in) {
    return new HeldLevel(in.int32(), in.int64());
  }

  @Override
  public void encode(Encoder out) {
    out.int32(level).int64(until);
  }
}
