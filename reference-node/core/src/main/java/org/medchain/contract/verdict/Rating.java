package org.medchain.contract.verdict;

import org.medchain.data.Encodable;

/**
 * The judgement on a participant's records by those who paid for them (paper §4: clients evaluate;
 * GAME-3).
 *
 * @param held evaluations that found a record of it true
 * @param denied evaluations that did not
 */
public record Rating(long held, long denied) implements Encodable {
  /** Of whose records nobody evaluated. */
  public static final Rating NONE = new Rating(0, 0);

  Rating with(boolean holds) {
    return holds ? new Rating(held + 1, denied) : new Rating(held, denied + 1);
  }
}
