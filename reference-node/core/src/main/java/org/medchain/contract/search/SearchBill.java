package org.medchain.contract.search;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The query bill of a participant's last search (paper §4 (3); CON-36): nodes match the trapdoor
 * that it commits to for it, and no other, as long as it counts.
 *
 * @param owner whose index
 * @param commitment hash of a salt and the trapdoor, neither of which is on a ledger
 * @param price that was paid to the owner, in points
 * @param height of the block with the bill
 * @param timeMs of that block
 */
public record SearchBill(PublicKey owner, Hash commitment, long price, long height, long timeMs)
    implements Encodable {
  /** Blocks after its own for which the bill counts. */
  public static final long COUNTS_FOR_BLOCKS = 64;

  /** Encoded length in bytes. */
  static final int SIZE = PublicKey.SIZE + Hash.SIZE + 24;

  /** Whether it counts when the last block has this height (AGENCY-10). */
  public boolean countsAt(long lastHeight) {
    return lastHeight - height <= COUNTS_FOR_BLOCKS;
  }
}
