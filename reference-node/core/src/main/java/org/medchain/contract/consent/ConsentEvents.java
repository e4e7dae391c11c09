package org.medchain.contract.consent;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What owners of records decide. */
public final class ConsentEvents {
  static final List<EventType<?>> TYPES = List.of(AccessGranted.TYPE, AccessRevoked.TYPE);

  private ConsentEvents() {}

  /**
   * An owner authorised a reader.
   *
   * @param record its id
   * @param reader the reader
   * @param right of the reader
   */
  public record AccessGranted(Hash record, PublicKey reader, Right right) implements Event {
    /** Its kind. */
    public static final EventType<AccessGranted> TYPE =
        new EventType<>(
            4,
            AccessGranted.class,
            in -> new AccessGranted(in.hash(), PublicKey.decode(in), Right.decode(in)));

    @Override
    public EventType<AccessGranted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(reader).uint8(right.code());
    }
  }

  /**
   * An owner took an authorisation back.
   *
   * @param record its id
   * @param reader the reader that lost its right
   */
  public record AccessRevoked(Hash record, PublicKey reader) implements Event {
    static final EventType<AccessRevoked> TYPE =
        new EventType<>(
            5, AccessRevoked.class, in -> new AccessRevoked(in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<AccessRevoked> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(reader);
    }
  }
}
