package org.medchain.contract.registration;

import org.medchain.data.Encodable;

/**
 * That a key has left, for good (GAME-7; decision 0124).
 *
 * @param lockedUntil height of the last block in which its account is open to penalties
 * @param lastAudit the last audit that was over then: later ones it did not miss
 * @param settled whether its account was emptied
 */
public record Departure(long lockedUntil, long lastAudit, boolean settled) implements Encodable {
  /** The same after its account was emptied. */
  public Departure asSettled() {
    return new Departure(lockedUntil, lastAudit, true);
  }
}
