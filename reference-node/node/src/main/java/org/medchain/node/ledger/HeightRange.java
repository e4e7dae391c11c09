package org.medchain.node.ledger;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The question for a run of heights. The reply may hold fewer of them, from the first on.
 *
 * @param first height, 1 or more: every node has the genesis block
 * @param count how many at most, 1 or more
 */
public record HeightRange(long first, int count) implements Encodable {
  /** Checks the ranges. */
  public HeightRange {
    if (first < 1 || count < 1) {
      throw new IllegalArgumentException(
          "a range begins at 1 or above and has 1 height or more: " + first + ", " + count);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static HeightRange decode(Decoder in) {
    return new HeightRange(in.int64(), in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.int64(first).int32(count);
  }
}
