package org.medchain.incentive;

import org.medchain.data.Encodable;

/**
 * Where all points ever issued are (INC-3).
 *
 * @param issued by the treasury since the genesis block
 * @param held in all accounts together, escrows included
 * @param burnt taken out of existence by the treasury
 * @param redeemed paid out against vouchers (GAME-6)
 */
public record Supply(long issued, long held, long burnt, long redeemed) implements Encodable {
  /** Before the first point. */
  public static final Supply NONE = new Supply(0, 0, 0, 0);

  /** Whether no point was lost or came from nowhere: issued = held + burnt + redeemed. */
  public boolean isConserved() {
    // A sum that overflows cannot equal a long; taking the parts off one by one avoids it.
    return issued >= 0
        && held >= 0
        && burnt >= 0
        && redeemed >= 0
        && issued - held >= 0
        && issued - held - burnt == redeemed;
  }

  Supply withIssued(long more) {
    return new Supply(Math.addExact(issued, more), held, burnt, redeemed);
  }

  Supply withBurnt(long more) {
    return new Supply(issued, held, Math.addExact(burnt, more), redeemed);
  }

  Supply withRedeemed(long more) {
    return new Supply(issued, held, burnt, Math.addExact(redeemed, more));
  }

  Supply withHeld(long change) {
    return new Supply(issued, Math.addExact(held, change), burnt, redeemed);
  }
}
