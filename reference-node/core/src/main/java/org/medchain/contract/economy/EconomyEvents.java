package org.medchain.contract.economy;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What points were moved for, besides records. */
public final class EconomyEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          Rewarded.TYPE,
          Penalised.TYPE,
          LevelBought.TYPE,
          Redeemed.TYPE,
          VoucherPaid.TYPE,
          QuotaBought.TYPE);

  private EconomyEvents() {}

  /**
   * Points were issued for a service.
   *
   * @param participant who got them
   * @param service what for
   * @param record that it was about
   * @param points issued, 1 or more; 0 for a record whose content was rewarded before
   */
  public record Rewarded(PublicKey participant, Service service, Hash record, long points)
      implements Event {
    static final EventType<Rewarded> TYPE =
        new EventType<>(
            21,
            Rewarded.class,
            in -> new Rewarded(PublicKey.decode(in), Service.decode(in), in.hash(), in.int64()));

    @Override
    public EventType<Rewarded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).uint8(service.code()).hash(record).int64(points);
    }
  }

  /**
   * Points were taken, from the account and then from the bond, and burnt.
   *
   * @param participant whose they were
   * @param service that was not rendered well
   * @param record that it was about
   * @param taken in points
   * @param shortfall what neither covered, in points
   */
  public record Penalised(
      PublicKey participant, Service service, Hash record, long taken, long shortfall)
      implements Event {
    static final EventType<Penalised> TYPE =
        new EventType<>(
            22,
            Penalised.class,
            in ->
                new Penalised(
                    PublicKey.decode(in), Service.decode(in), in.hash(), in.int64(), in.int64()));

    @Override
    public EventType<Penalised> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).uint8(service.code()).hash(record).int64(taken).int64(shortfall);
    }
  }

  /**
   * A participant bought a membership level.
   *
   * @param participant who
   * @param level which
   * @param price burnt, in points
   * @param until height of the last block in which it holds
   */
  public record LevelBought(PublicKey participant, int level, long price, long until)
      implements Event {
    static final EventType<LevelBought> TYPE =
        new EventType<>(
            29,
            LevelBought.class,
            in -> new LevelBought(PublicKey.decode(in), in.int32(), in.int64(), in.int64()));

    @Override
    public EventType<LevelBought> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).int32(level).int64(price).int64(until);
    }
  }

  /**
   * Points became a voucher.
   *
   * @param voucher its id
   * @param holder its owner
   * @param paidOut its value, in points
   * @param burnt the fee, in points
   */
  public record Redeemed(Hash voucher, PublicKey holder, long paidOut, long burnt)
      implements Event {
    static final EventType<Redeemed> TYPE =
        new EventType<>(
            30,
            Redeemed.class,
            in -> new Redeemed(in.hash(), PublicKey.decode(in), in.int64(), in.int64()));

    @Override
    public EventType<Redeemed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(voucher).value(holder).int64(paidOut).int64(burnt);
    }
  }

  /**
   * The center paid a voucher.
   *
   * @param voucher its id
   */
  public record VoucherPaid(Hash voucher) implements Event {
    static final EventType<VoucherPaid> TYPE =
        new EventType<>(31, VoucherPaid.class, in -> new VoucherPaid(in.hash()));

    @Override
    public EventType<VoucherPaid> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(voucher);
    }
  }

  /**
   * A participant paid for lasting state (CON-44).
   *
   * @param participant who
   * @param points burnt
   */
  public record QuotaBought(PublicKey participant, long points) implements Event {
    static final EventType<QuotaBought> TYPE =
        new EventType<>(
            81, QuotaBought.class, in -> new QuotaBought(PublicKey.decode(in), in.int64()));

    @Override
    public EventType<QuotaBought> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).int64(points);
    }
  }
}
