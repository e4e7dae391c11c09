package org.medchain.contract.economy;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events that move points, besides those of records. */
public sealed interface EconomyEvents extends Event {
  /**
   * Points were issued for a service.
   *
   * @param participant who got them
   * @param service that was rendered
   * @param record that it was about
   * @param points issued, 1 or more; 0 for a record whose content was rewarded before
   */
  @Code(21)
  record Rewarded(PublicKey participant, Service service, Hash record, long points)
      implements EconomyEvents {}

  /**
   * Points were taken, from the account and then from the bond, and burnt.
   *
   * @param participant whose they were
   * @param service that was not rendered well
   * @param record that it was about
   * @param taken in points
   * @param shortfall the part that neither covered, in points
   */
  @Code(22)
  record Penalised(PublicKey participant, Service service, Hash record, long taken, long shortfall)
      implements EconomyEvents {}

  /**
   * A participant bought a membership level.
   *
   * @param participant who
   * @param level which
   * @param price burnt, in points
   * @param until height of the last block in which it holds
   */
  @Code(29)
  record LevelBought(PublicKey participant, int level, long price, long until)
      implements EconomyEvents {}

  /**
   * Points became a voucher.
   *
   * @param voucher its id
   * @param holder its owner
   * @param paidOut its value, in points
   * @param burnt the fee, in points
   */
  @Code(30)
  record Redeemed(Hash voucher, PublicKey holder, long paidOut, long burnt)
      implements EconomyEvents {}

  /**
   * The center paid a voucher.
   *
   * @param voucher its id
   */
  @Code(31)
  record VoucherPaid(Hash voucher) implements EconomyEvents {}

  /**
   * A participant paid for lasting state (CON-44).
   *
   * @param participant who
   * @param points burnt
   */
  @Code(81)
  record QuotaBought(PublicKey participant, long points) implements EconomyEvents {}
}
