package org.medchain.application;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The location of a transaction in the chain.
 *
 * @param height of the block
 * @param index in the block, from 0
 */
public record Location(long height, int index) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = 8 + 4;

  /** Reads what {@link #encode} wrote. */
  public static Location decode(Decoder in) {
    return new Location(in.int64(), in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).int32(index);
  }
}
