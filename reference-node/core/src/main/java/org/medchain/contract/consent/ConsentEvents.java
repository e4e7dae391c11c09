package org.medchain.contract.consent;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events for owners on permissions, delegates and reads. */
public sealed interface ConsentEvents extends Event {
  /**
   * A directive was given, or its time replaced.
   *
   * @param directive its id
   * @param terms what it says
   * @param untilMs block time from which on it allows nothing
   * @param givenBy the owner, or its delegate
   */
  @Code(39)
  record DirectiveIssued(Hash directive, DirectiveTerms terms, long untilMs, PublicKey givenBy)
      implements ConsentEvents {}

  /**
   * A directive was taken back.
   *
   * @param directive its id
   * @param owner whose records it was about
   * @param takenBy the owner, or its delegate
   */
  @Code(40)
  record DirectiveRevoked(Hash directive, PublicKey owner, PublicKey takenBy)
      implements ConsentEvents {}

  /**
   * A delegate acts for an owner from now on.
   *
   * @param owner for whom
   * @param delegate who
   * @param byCenter whether the center ordered it
   * @param untilMs block time from which on it counts no longer
   */
  @Code(41)
  record DelegateAppointed(PublicKey owner, PublicKey delegate, boolean byCenter, long untilMs)
      implements ConsentEvents {}

  /**
   * A delegation ended before its time.
   *
   * @param owner for whom it was
   * @param delegate who acted
   */
  @Code(42)
  record DelegationEnded(PublicKey owner, PublicKey delegate) implements ConsentEvents {}

  /**
   * A read was granted or refused.
   *
   * @param owner of the record
   * @param line of its audit trail
   */
  @Code(43)
  record ReadAnswered(PublicKey owner, AccessEntry line) implements ConsentEvents {}

  /**
   * A doctor read in an emergency, without consent: the owner and the center check it.
   *
   * @param record its id
   * @param owner of the record
   * @param doctor who read
   * @param number of the line in the owner's audit trail
   */
  @Code(44)
  record GlassBroken(Hash record, PublicKey owner, PublicKey doctor, long number)
      implements ConsentEvents {}

  /**
   * A participant was told what a read with a price costs it.
   *
   * @param record its id
   * @param reader of the record
   * @param price in points; 0 to owner, author and buyer
   */
  @Code(14)
  record QueryQuoted(Hash record, PublicKey reader, long price) implements ConsentEvents {}
}
