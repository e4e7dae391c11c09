package org.medchain.contract.registration;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of a key's departure: in this module, because other modules then end what is open. */
public sealed interface ExitEvents extends Event {
  /**
   * A key left for good.
   *
   * @param participant the key
   * @param lockedUntil height of the last block in which its account is open to penalties
   */
  @Code(32)
  record Left(PublicKey participant, long lockedUntil) implements ExitEvents {}

  /**
   * The account of a key that left was emptied.
   *
   * @param participant the key
   * @param voucher id of its voucher, if anything was paid out
   * @param paidOut account less fee, and bond, in points
   * @param burnt the fee and the part that cannot be redeemed, in points
   */
  @Code(33)
  record Settled(PublicKey participant, Hash voucher, long paidOut, long burnt)
      implements ExitEvents {}
}
