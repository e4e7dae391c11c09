package org.medchain.contract.access;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The events for readers. */
public final class AccessEvents {
  static final List<EventType<?>> TYPES = List.of(QueryServed.TYPE, QueryQuoted.TYPE);

  private AccessEvents() {}

  /**
   * A reader was allowed to read a record.
   *
   * @param record its id
   * @param reader of the record
   * @param price paid, in points
   * @param height of the block that holds the record's upload
   * @param index of the upload in that block
   */
  public record QueryServed(Hash record, PublicKey reader, long price, long height, int index)
      implements Event {
    static final EventType<QueryServed> TYPE =
        new EventType<>(
            3,
            QueryServed.class,
            in ->
                new QueryServed(
                    in.hash(), PublicKey.decode(in), in.int64(), in.int64(), in.int32()));

    @Override
    public EventType<QueryServed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(reader).int64(price).int64(height).int32(index);
    }
  }

  /**
   * A participant read its price for a record.
   *
   * @param record its id
   * @param reader of the record
   * @param price of each query, in points
   */
  public record QueryQuoted(Hash record, PublicKey reader, long price) implements Event {
    static final EventType<QueryQuoted> TYPE =
        new EventType<>(
            14,
            QueryQuoted.class,
            in -> new QueryQuoted(in.hash(), PublicKey.decode(in), in.int64()));

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
