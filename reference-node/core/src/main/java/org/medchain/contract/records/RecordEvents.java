package org.medchain.contract.records;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of a record as a whole. */
public sealed interface RecordEvents extends Event {
  /**
   * A record was uploaded: it is accepted, or an event with the deadline of its verdict follows.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points; 0 as long as a verdict is to earn it
   */
  @Code(2)
  record RecordStored(Hash record, PublicKey owner, long reward) implements RecordEvents {}

  /**
   * The center, its verifiers or its users found a record false.
   *
   * @param record its id
   * @param taken from the owner's account, then its bond, and burnt, in points
   * @param shortfall of the penalty, in points
   */
  @Code(6)
  record RecordFoundFalse(Hash record, long taken, long shortfall) implements RecordEvents {}

  /**
   * Verifiers found a record valid.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points
   */
  @Code(17)
  record RecordAccepted(Hash record, PublicKey owner, long reward) implements RecordEvents {}
}
