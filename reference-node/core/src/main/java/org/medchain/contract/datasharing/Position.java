package org.medchain.contract.datasharing;

import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;

/**
 * An open offer that a participant is a party to, as provider or with an agreement that waits; an
 * exit uses these to find what it has to close (GAME-7).
 *
 * @param provider whose offer it is
 * @param type of the offer
 */
public record Position(PublicKey provider, String type) implements Encodable {
  /** The most that one participant may have open: an exit closes all of them at once. */
  public static final int MAX_OPEN = 128;
}
