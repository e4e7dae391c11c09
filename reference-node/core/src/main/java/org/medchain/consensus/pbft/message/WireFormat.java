package org.medchain.consensus.pbft.message;

import org.medchain.data.Decoder;

/** Views and heights on the wire. */
public final class WireFormat {
  private WireFormat() {}

  /** Reads a view or a height, which is not negative. */
  public static long decode(Decoder in) {
    long number = in.int64();
    if (number < 0) {
      throw new IllegalArgumentException("a view or height is not negative: " + number);
    }
    return number;
  }
}
