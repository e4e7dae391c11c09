package org.medchain.contract.records;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to a record as a whole. */
public final class RecordEvents {
  static final List<EventType<?>> TYPES =
      List.of(RecordStored.TYPE, RecordFoundFalse.TYPE, RecordAccepted.TYPE);

  private RecordEvents() {}

  /**
   * A record was uploaded: it is accepted, or an event with the deadline of its verdict follows.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points; 0 as long as a verdict is to earn it
   */
  public record RecordStored(Hash record, PublicKey owner, long reward) implements Event {
    /** Its kind. */
    public static final EventType<RecordStored> TYPE =
        new EventType<>(
            2,
            RecordStored.class,
            in -> new RecordStored(in.hash(), PublicKey.decode(in), in.int64()));

    @Override
    public EventType<RecordStored> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(owner).int64(reward);
    }
  }

  /**
   * The center, its verifiers or its users found a record false.
   *
   * @param record its id
   * @param taken from the owner's account, then its bond, and burnt, in points
   * @param shortfall of the penalty, in points
   */
  public record RecordFoundFalse(Hash record, long taken, long shortfall) implements Event {
    /** Its kind. */
    public static final EventType<RecordFoundFalse> TYPE =
        new EventType<>(
            6,
            RecordFoundFalse.class,
            in -> new RecordFoundFalse(in.hash(), in.int64(), in.int64()));

    @Override
    public EventType<RecordFoundFalse> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).int64(taken).int64(shortfall);
    }
  }

  /**
   * Verifiers found a record valid.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points
   */
  public record RecordAccepted(Hash record, PublicKey owner, long reward) implements Event {
    /** Its kind. */
    public static final EventType<RecordAccepted> TYPE =
        new EventType<>(
            17,
            RecordAccepted.class,
            in -> new RecordAccepted(in.hash(), PublicKey.decode(in), in.int64()));

    @Override
    public EventType<RecordAccepted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(owner).int64(reward);
    }
  }
}
