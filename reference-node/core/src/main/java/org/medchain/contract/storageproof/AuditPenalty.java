package org.medchain.contract.storageproof;

import org.medchain.data.Encodable;

/**
 * What it costs to miss an audit, from one on (GAME-4; decision 0130).
 *
 * @param first number of the first audit that it is for
 * @param points for each, until the next of these begins
 */
public record AuditPenalty(long first, long points) implements Encodable {
  /** Encoded length in bytes. */
  static final int SIZE = 16;
}
