package org.medchain.application;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * An order about a record, refused ones too; or an offer or data request; or an order about an
 * owner's delegates.
 *
 * @param place where it was executed
 * @param record that it names; or, if it names none, the id of the thing that it makes; or the
 *     list's subject
 * @param kind of operation, by its number
 * @param request its sender, and which of the sender's requests it was
 */
public record HistoryEntry(Location place, Hash record, int kind, RequestId request)
    implements Encodable {
  static HistoryEntry of(Location place, Hash record, Transaction order) {
    return new HistoryEntry(place, record, order.kind(), order.request());
  }

  /** Reads {@link #content}. */
  public static HistoryEntry of(Location place, Bytes content) {
    return Decoder.decode(
        content, in -> new HistoryEntry(place, in.hash(), in.int32(), RequestId.CODEC.decode(in)));
  }

  /** All but the place, which is in the key of a sorted list. */
  public Bytes content() {
    return new Encoder().hash(record).int32(kind).value(request).toBytes();
  }
}
