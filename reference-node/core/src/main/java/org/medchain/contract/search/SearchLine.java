package org.medchain.contract.search;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * A line of an owner's search log (CON-36): the searcher, not the keyword.
 *
 * @param number from 0, over all searches of the owner's index
 * @param searcher its name
 * @param price paid, in points
 * @param height of the block
 * @param timeMs of the block
 */
public record SearchLine(long number, PublicKey searcher, long price, long height, long timeMs)
    implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = PublicKey.SIZE + 32;
}
