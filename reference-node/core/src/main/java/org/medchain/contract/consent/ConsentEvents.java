package org.medchain.contract.consent;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What owners are told: who may read, who acts for them, who read. */
public final class ConsentEvents {
  private ConsentEvents() {}

  /**
   * A directive was given, or its time replaced.
   *
   * @param directive its id
   * @param terms what it says
   * @param untilMs block time from which on it allows nothing
   * @param givenBy the owner, or who acts for it
   */
  @Code(39)
  public record DirectiveIssued(
      Hash directive, DirectiveTerms terms, long untilMs, PublicKey givenBy) implements Event {}

  /**
   * A directive was taken back.
   *
   * @param directive its id
   * @param owner whose records it was about
   * @param takenBy the owner, or who acts for it
   */
  @Code(40)
  public record DirectiveRevoked(Hash directive, PublicKey owner, PublicKey takenBy)
      implements Event {}

  /**
   * A delegate acts for an owner from now on.
   *
   * @param owner for whom
   * @param delegate who
   * @param byCenter whether the center ordered it
   * @param untilMs block time from which on it counts no longer
   */
  @Code(41)
  public record DelegateAppointed(
      PublicKey owner, PublicKey delegate, boolean byCenter, long untilMs) implements Event {}

  /**
   * A delegation ended before its time.
   *
   * @param owner for whom it was
   * @param delegate who acted
   */
  @Code(42)
  public record DelegationEnded(PublicKey owner, PublicKey delegate) implements Event {}

  /**
   * A read was granted or refused.
   *
   * @param owner of the record
   * @param line of its audit trail
   */
  @Code(43)
  public record ReadAnswered(PublicKey owner, AccessEntry line) implements Event {}

  /**
   * A doctor read in an emergency, without consent: the owner and the center look at it.
   *
   * @param record its id
   * @param owner of the record
   * @param doctor who read
   * @param number of the line in the owner's audit trail
   */
  @Code(44)
  public record GlassBroken(Hash record, PublicKey owner, PublicKey doctor, long number)
      implements Event {}

  /**
   * A participant was told what a read with a price costs it.
   *
   * @param record its id
   * @param reader of the record
   * @param price in points; 0 to owner, author and who bought it
   */
  @Code(14)
  public record QueryQuoted(Hash record, PublicKey reader, long price) implements Event {}
}
