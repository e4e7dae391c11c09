package org.medchain.contract.trade;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to offers and agreements. */
public final class TradeEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          OfferOpened.TYPE,
          OfferClosed.TYPE,
          AgreementConcluded.TYPE,
          AgreementTriggered.TYPE,
          AgreementDissolved.TYPE);

  private TradeEvents() {}

  /**
   * A provider offers records.
   *
   * @param provider who offers
   * @param dataType of the records
   * @param price for each record, in points
   * @param records under the offer from the start
   */
  public record OfferOpened(PublicKey provider, String dataType, long price, List<Hash> records)
      implements Event {
    static final EventType<OfferOpened> TYPE =
        new EventType<>(
            7,
            OfferOpened.class,
            in ->
                new OfferOpened(
                    PublicKey.decode(in),
                    in.text(),
                    in.int64(),
                    in.list(Hash.SIZE, Decoder::hash)));

    /** Copies the list. */
    public OfferOpened {
      records = List.copyOf(records);
    }

    @Override
    public EventType<OfferOpened> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(provider).text(dataType).int64(price).count(records.size());
      records.forEach(out::hash);
    }
  }

  /**
   * A provider closed its offer.
   *
   * @param provider whose it was
   * @param dataType of the records
   */
  public record OfferClosed(PublicKey provider, String dataType) implements Event {
    static final EventType<OfferClosed> TYPE =
        new EventType<>(
            8, OfferClosed.class, in -> new OfferClosed(PublicKey.decode(in), in.text()));

    @Override
    public EventType<OfferClosed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(provider).text(dataType);
    }
  }

  /**
   * A demander accepted an offer.
   *
   * @param agreement its id
   * @param provider who delivers
   * @param demander who pays
   * @param count of records
   * @param locked for them, in points
   */
  public record AgreementConcluded(
      Hash agreement, PublicKey provider, PublicKey demander, int count, long locked)
      implements Event {
    static final EventType<AgreementConcluded> TYPE =
        new EventType<>(
            9,
            AgreementConcluded.class,
            in ->
                new AgreementConcluded(
                    in.hash(), PublicKey.decode(in), PublicKey.decode(in), in.int32(), in.int64()));

    @Override
    public EventType<AgreementConcluded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(agreement).value(provider).value(demander).int32(count).int64(locked);
    }
  }

  /**
   * An agreement's condition was met: it paid, and gave access.
   *
   * @param agreement its id
   * @param demander the new reader
   * @param paid in all, in points
   * @param records that were delivered
   */
  public record AgreementTriggered(
      Hash agreement, PublicKey demander, long paid, List<Hash> records) implements Event {
    static final EventType<AgreementTriggered> TYPE =
        new EventType<>(
            10,
            AgreementTriggered.class,
            in ->
                new AgreementTriggered(
                    in.hash(),
                    PublicKey.decode(in),
                    in.int64(),
                    in.list(Hash.SIZE, Decoder::hash)));

    /** Copies the list. */
    public AgreementTriggered {
      records = List.copyOf(records);
    }

    @Override
    public EventType<AgreementTriggered> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(agreement).value(demander).int64(paid).count(records.size());
      records.forEach(out::hash);
    }
  }

  /**
   * An agreement ended before its condition was met; locked points went back.
   *
   * @param agreement its id
   * @param demander who got the points back
   */
  public record AgreementDissolved(Hash agreement, PublicKey demander) implements Event {
    static final EventType<AgreementDissolved> TYPE =
        new EventType<>(
            11,
            AgreementDissolved.class,
            in -> new AgreementDissolved(in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<AgreementDissolved> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(agreement).value(demander);
    }
  }
}
