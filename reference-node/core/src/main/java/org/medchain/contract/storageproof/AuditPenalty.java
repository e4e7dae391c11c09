package org.medchain.contract.storageproof;

import org.medchain.data.Encodable;

/**
 * The price of missing an audit, from one audit on (GAME-4; decision 0130).
 *
 * @param first number of the first audit with this price
 * @param points for each, until the next of these begins
 */
public record AuditPenalty(long first, long points) implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = 16;
}
