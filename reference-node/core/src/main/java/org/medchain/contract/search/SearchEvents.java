package org.medchain.contract.search;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to owners' indexes. */
public final class SearchEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          IndexUpdated.TYPE,
          SearchDelegated.TYPE,
          SearchDelegationEnded.TYPE,
          SearchBilled.TYPE,
          IndexCleared.TYPE);

  private SearchEvents() {}

  /**
   * An owner's index got entries.
   *
   * @param owner whose index
   * @param number of the update
   * @param epoch of its keys
   * @param entries how many
   */
  public record IndexUpdated(PublicKey owner, long number, int epoch, int entries)
      implements Event {
    static final EventType<IndexUpdated> TYPE =
        new EventType<>(60, IndexUpdated.class, IndexUpdated::decode);

    private static IndexUpdated decode(Decoder in) {
      return new IndexUpdated(PublicKey.decode(in), in.int64(), in.int32(), in.int32());
    }

    @Override
    public EventType<IndexUpdated> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).int64(number).int32(epoch).int32(entries);
    }
  }

  /**
   * A delegate may search an owner's index from now on.
   *
   * @param owner whose index
   * @param delegate who
   * @param untilMs block time from which on it may not
   * @param epoch of the key that it got
   */
  public record SearchDelegated(PublicKey owner, PublicKey delegate, long untilMs, int epoch)
      implements Event {
    /** Its kind. */
    public static final EventType<SearchDelegated> TYPE =
        new EventType<>(61, SearchDelegated.class, SearchDelegated::decode);

    private static SearchDelegated decode(Decoder in) {
      return new SearchDelegated(
          PublicKey.decode(in), PublicKey.decode(in), in.int64(), in.int32());
    }

    @Override
    public EventType<SearchDelegated> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(delegate).int64(untilMs).int32(epoch);
    }
  }

  /**
   * A delegate may search no more.
   *
   * @param owner whose index
   * @param delegate who searched it
   * @param epoch of the owner's next updates
   */
  public record SearchDelegationEnded(PublicKey owner, PublicKey delegate, int epoch)
      implements Event {
    static final EventType<SearchDelegationEnded> TYPE =
        new EventType<>(62, SearchDelegationEnded.class, SearchDelegationEnded::decode);

    private static SearchDelegationEnded decode(Decoder in) {
      return new SearchDelegationEnded(PublicKey.decode(in), PublicKey.decode(in), in.int32());
    }

    @Override
    public EventType<SearchDelegationEnded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(delegate).int32(epoch);
    }
  }

  /**
   * A search was billed.
   *
   * @param owner whose index; it got its share of the price (INC-6)
   * @param searcher who paid
   * @param commitment hash of a salt and the trapdoor
   * @param price in points
   */
  public record SearchBilled(PublicKey owner, PublicKey searcher, Hash commitment, long price)
      implements Event {
    static final EventType<SearchBilled> TYPE =
        new EventType<>(63, SearchBilled.class, SearchBilled::decode);

    private static SearchBilled decode(Decoder in) {
      return new SearchBilled(PublicKey.decode(in), PublicKey.decode(in), in.hash(), in.int64());
    }

    @Override
    public EventType<SearchBilled> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).value(searcher).hash(commitment).int64(price);
    }
  }

  /**
   * Updates were taken out of an owner's index.
   *
   * @param owner whose index
   * @param updates that are left
   * @param epoch of the next one: the first of another generation after the last update
   * @param entries that were taken out
   */
  public record IndexCleared(PublicKey owner, long updates, int epoch, int entries)
      implements Event {
    static final EventType<IndexCleared> TYPE =
        new EventType<>(66, IndexCleared.class, IndexCleared::decode);

    private static IndexCleared decode(Decoder in) {
      return new IndexCleared(PublicKey.decode(in), in.int64(), in.int32(), in.int32());
    }

    @Override
    public EventType<IndexCleared> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(owner).int64(updates).int32(epoch).int32(entries);
    }
  }
}
