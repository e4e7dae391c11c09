package org.medchain.contract.storageproof;

import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * The last audit: one challenge to every file that was held before it (GAME-4; decision 0130). Only
 * the last is kept, because the next begins when its deadline is over.
 *
 * @param number from 1 on
 * @param until height of the last block in which an answer may come
 * @param seed hash of the block that began it
 */
public record AuditRound(long number, long until, Hash seed) implements Encodable {
  /** Before the first. */
  public static final AuditRound NONE = new AuditRound(0, 0, Hash.ZERO);

  /** Number of the last audit that is over at this height. */
  long lastOver(long height) {
    return height > until ? number : number - 1;
  }
}
