package org.medchain.contract.search;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * A line of an owner's search log (CON-36): who searched, not what for.
 *
 * @param number from 0, over all searches of the owner's index
 * @param searcher its name
 * @param entries that the trapdoor covered
 * @param price paid, in points
 * @param height of the block
 * @param timeMs of the block
 */
public record SearchLine(
    long number, PublicKey searcher, int entries, long price, long height, long timeMs)
    implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = PublicKey.SIZE + 36;

  static SearchLine decode(Decoder in) {
    return new SearchLine(
        in.int64(), PublicKey.decode(in), in.int32(), in.int64(), in.int64(), in.int64());
  }

  @Override
  public void encode(Encoder out) {
    out.int64(number).value(searcher).int32(entries).int64(price).int64(height).int64(timeMs);
  }
}
