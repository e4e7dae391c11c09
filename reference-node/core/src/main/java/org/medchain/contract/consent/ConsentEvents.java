package org.medchain.contract.consent;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What owners are told: who may read, who acts for them, who read. */
public final class ConsentEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          DirectiveIssued.TYPE,
          DirectiveRevoked.TYPE,
          DelegateAppointed.TYPE,
          DelegationEnded.TYPE,
          ReadAnswered.TYPE,
          GlassBroken.TYPE,
          QueryQuoted.TYPE);

  private ConsentEvents() {}

  /**
   * A directive was given, or its time replaced.
   *
   * @param directive its id
   * @param terms what it says
   * @param untilMs block time from which on it allows nothing
   * @param givenBy the owner, or who acts for it
   */
  public record DirectiveIssued(
      Hash directive, DirectiveTerms terms, long untilMs, PublicKey givenBy) implements Event {
    /** Its kind. */
    public static final EventType<DirectiveIssued> TYPE =
        new EventType<>(39, DirectiveIssued.class, DirectiveIssued::decode);

    private static DirectiveIssued decode(Decoder in) {
      return new DirectiveIssued(
          in.hash(), DirectiveTerms.decode(in), in.int64(), PublicKey.decode(in));
    }

    @Override
    public EventType<DirectiveIssued> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(directive).value(terms).int64(untilMs).value(givenBy);
    }
  }

  /**
   * A directive was taken back.
   *
   * @param directive its id
   * @param owner whose records it was about
   * @param takenBy the owner, or who acts for it
   */
  public record DirectiveRevoked(Hash directive, PublicKey owner, PublicKey takenBy)
      implements Event {
    /** Its kind. */
    public static final EventType<DirectiveRevoked> TYPE =
        new EventType<>(40, DirectiveRevoked.class, DirectiveRevoked::decode);

    private static DirectiveRevoked decode(Decoder in) {
      return new DirectiveRevoked(in.hash(), PublicKey.decode(in), PublicKey.decode(in));
    }

    @Override
    public EventType<DirectiveRevoked> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(directive).value(owner).value(takenBy);
    }
  }

  /**
   * A delegate acts for an owner from now on.
   *
   * @param owner for whom
   * @param delegate who
   * @param byCenter whether the center ordered it
   * @param untilMs block time from which on it counts no longer
   */
  public record DelegateAppointed(
      PublicKey owner, PublicKey delegate, boolean byCenter, long untilMs) implements Event {
    /** Its kind. */
    public static final EventType<DelegateAppointed> TYPE =
        new EventType<>(41, DelegateAppointed.class, DelegateAppointed::decode);

    private static DelegateAppointed decode(Decoder in) {
      return new DelegateAppointed(
          PublicKey.decode(in), PublicKey.decode(in), in.flag(), in.int64());
    }

    @Override
    public EventType<DelegateAppointed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(delegate).uint8(byCenter ? 1 : 0).int64(untilMs);
    }
  }

  /**
   * A delegation ended before its time.
   *
   * @param owner for whom it was
   * @param delegate who acted
   */
  public record DelegationEnded(PublicKey owner, PublicKey delegate) implements Event {
    /** Its kind. */
    public static final EventType<DelegationEnded> TYPE =
        new EventType<>(42, DelegationEnded.class, DelegationEnded::decode);

    private static DelegationEnded decode(Decoder in) {
      return new DelegationEnded(PublicKey.decode(in), PublicKey.decode(in));
    }

    @Override
    public EventType<DelegationEnded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(delegate);
    }
  }

  /**
   * A read was granted or refused.
   *
   * @param owner of the record
   * @param line of its audit trail
   */
  public record ReadAnswered(PublicKey owner, AccessEntry line) implements Event {
    /** Its kind. */
    public static final EventType<ReadAnswered> TYPE =
        new EventType<>(43, ReadAnswered.class, ReadAnswered::decode);

    private static ReadAnswered decode(Decoder in) {
      return new ReadAnswered(PublicKey.decode(in), AccessEntry.decode(in));
    }

    @Override
    public EventType<ReadAnswered> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(line);
    }
  }

  /**
   * A doctor read in an emergency, without consent: the owner and the center look at it.
   *
   * @param record its id
   * @param owner of the record
   * @param doctor who read
   * @param number of the line in the owner's audit trail
   */
  public record GlassBroken(Hash record, PublicKey owner, PublicKey doctor, long number)
      implements Event {
    /** Its kind. */
    public static final EventType<GlassBroken> TYPE =
        new EventType<>(44, GlassBroken.class, GlassBroken::decode);

    private static GlassBroken decode(Decoder in) {
      return new GlassBroken(in.hash(), PublicKey.decode(in), PublicKey.decode(in), in.int64());
    }

    @Override
    public EventType<GlassBroken> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(owner).value(doctor).int64(number);
    }
  }

  /**
   * A participant was told what a read with a price costs it.
   *
   * @param record its id
   * @param reader of the record
   * @param price in points; 0 to owner, author and who bought it
   */
  public record QueryQuoted(Hash record, PublicKey reader, long price) implements Event {
    /** Its kind. */
    public static final EventType<QueryQuoted> TYPE =
        new EventType<>(14, QueryQuoted.class, QueryQuoted::decode);

    private static QueryQuoted decode(Decoder in) {
      return new QueryQuoted(in.hash(), PublicKey.decode(in), in.int64());
    }

    @Override
    public EventType<QueryQuoted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(reader).int64(price);
    }
  }
}
