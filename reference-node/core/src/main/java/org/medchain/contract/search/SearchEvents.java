package org.medchain.contract.search;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of owners' indexes. */
public sealed interface SearchEvents extends Event {
  /**
   * An owner's index got entries.
   *
   * @param owner whose index
   * @param number of the update
   * @param epoch of its keys
   * @param entries how many
   */
  @Code(60)
  record IndexUpdated(PublicKey owner, long number, int epoch, int entries)
      implements SearchEvents {}

  /**
   * A delegate may search an owner's index from now on.
   *
   * @param owner whose index
   * @param delegate who
   * @param untilMs block time from which on it may not
   * @param epoch of the key that it got
   */
  @Code(61)
  record SearchDelegated(PublicKey owner, PublicKey delegate, long untilMs, int epoch)
      implements SearchEvents {}

  /**
   * A delegate may search no more.
   *
   * @param owner whose index
   * @param delegate who searched it
   * @param epoch of the owner's next updates
   */
  @Code(62)
  record SearchDelegationEnded(PublicKey owner, PublicKey delegate, int epoch)
      implements SearchEvents {}

  /**
   * A search was billed.
   *
   * @param owner whose index; it got its share of the price (INC-6)
   * @param searcher who paid
   * @param commitment hash of a salt and the trapdoor
   * @param price in points
   */
  @Code(63)
  record SearchBilled(PublicKey owner, PublicKey searcher, Hash commitment, long price)
      implements SearchEvents {}

  /**
   * Updates were taken out of an owner's index.
   *
   * @param owner whose index
   * @param updates that are left
   * @param epoch of the next one: the first of another generation after the last update
   * @param entries that were taken out
   */
  @Code(66)
  record IndexCleared(PublicKey owner, long updates, int epoch, int entries)
      implements SearchEvents {}
}
