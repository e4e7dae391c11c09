package org.medchain.client.consent;

import org.medchain.data.Hash;

/**
 * The position of an order on the ledger.
 *
 * @param height of its block
 * @param index in the block, from 0
 * @param transaction its id
 * @param timeMs of the block, milliseconds of Unix time
 */
public record LedgerPlace(long height, int index, Hash transaction, long timeMs) {
  boolean isAt(long otherHeight, int otherIndex) {
    return height == otherHeight && index == otherIndex;
  }
}
