package org.medchain.contract.search;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The query bill of a participant's last search (paper §4 (3); CON-36): nodes match the trapdoor
 * with this hash for it, and no other.
 *
 * @param owner whose index
 * @param trapdoor hash of the trapdoor, which itself is on no ledger
 * @param entries that the trapdoor covers
 * @param price that was paid to the owner, in points
 * @param height of the block that the bill stands in
 * @param timeMs of that block
 */
public record SearchBill(
    PublicKey owner, Hash trapdoor, int entries, long price, long height, long timeMs)
    implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = PublicKey.SIZE + Hash.SIZE + 28;

  static SearchBill decode(Decoder in) {
    return new SearchBill(
        PublicKey.decode(in), in.hash(), in.int32(), in.int64(), in.int64(), in.int64());
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner).hash(trapdoor).int32(entries).int64(price).int64(height).int64(timeMs);
  }
}
