package org.medchain.consensus.pbft.message;

import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** Who leads a view (Castro and Liskov 1999, §4: p = v mod n), v counted within the epoch. */
public final class Primary {
  private Primary() {}

  /** Key of the primary of {@code view}. */
  public static PublicKey of(Membership members, long view) {
    return members.key((int) (ViewNumbers.number(view) % members.size()));
  }
}
