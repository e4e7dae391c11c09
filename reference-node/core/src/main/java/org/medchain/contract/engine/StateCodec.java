package org.medchain.contract.engine;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * How a key or a value of a {@link Table} is written and read: one codec of the canonical encoding.
 *
 * @param <T> what is written
 * @param text the fields, for the format's documentation
 * @param room bytes to make room for
 * @param writer appends a value
 * @param reader reads what the writer wrote
 */
public record StateCodec<T>(
    String text, int room, BiConsumer<Encoder, T> writer, Function<Decoder, T> reader) {
  /** Room for most values, in bytes. */
  private static final int USUAL = 128;

  /** A participant's or node's key. */
  public static final StateCodec<PublicKey> KEY =
      new StateCodec<>("key", PublicKey.SIZE, Encoder::value, PublicKey::decode);

  /** A hash, which names a record, an agreement, a voucher or a commitment. */
  public static final StateCodec<Hash> HASH =
      new StateCodec<>("hash", Hash.SIZE, Encoder::hash, Decoder::hash);

  /** A number of 8 bytes. */
  public static final StateCodec<Long> INT64 =
      new StateCodec<>("int64", 8, Encoder::int64, Decoder::int64);

  /** A record, and who reads or holds it. */
  public static final StateCodec<RecordParty> RECORD_PARTY = of(RecordParty.class);

  /** Nothing: the key of a table with one entry. */
  public static final StateCodec<Sole> SOLE =
      new StateCodec<>("", 0, (out, each) -> {}, in -> Sole.ENTRY);

  /** The presence of the entry is its only content. */
  public static final StateCodec<Mark> MARK =
      new StateCodec<>("1", 1, (out, each) -> out.uint8(1), StateCodec::mark);

  /** The only key of a table with one entry. */
  public enum Sole {
    /** It. */
    ENTRY
  }

  /** The only value of an entry that is there or not. */
  public enum Mark {
    /** It is there. */
    SET
  }

  /**
   * Names what stands between a record and a participant.
   *
   * @param record its id
   * @param party who reads, holds or evaluates it
   */
  public record RecordParty(Hash record, PublicKey party) {}

  /** The codec of a type that has one of its own. */
  public static <T extends Encodable> StateCodec<T> of(String text, Function<Decoder, T> reader) {
    return new StateCodec<>(text, USUAL, Encoder::value, reader);
  }

  /** The codec that follows from a type's declaration. */
  public static <T> StateCodec<T> of(Class<T> type) {
    return RecordCodec.of(type);
  }

  /** The codec of a list of those. */
  public static <T> StateCodec<List<T>> listOf(Class<T> type) {
    return RecordCodec.ofList(RecordCodec.of(type));
  }

  @SuppressWarnings("unchecked")
  static <T> StateCodec<T> ofValue(T value) {
    return of((Class<T>) value.getClass());
  }

  private static Mark mark(Decoder in) {
    int value = in.uint8();
    if (value != 1) {
      throw new MalformedInput("a mark is 1, not " + value);
    }
    return Mark.SET;
  }

  /** Reads one value of more. */
  public T decode(Decoder in) {
    return reader.apply(in);
  }

  Bytes encoded(T value) {
    if (value instanceof Encodable whole) {
      return whole.encoded();
    }
    Encoder out = new Encoder(room);
    writer.accept(out, value);
    return out.toBytes();
  }
}
