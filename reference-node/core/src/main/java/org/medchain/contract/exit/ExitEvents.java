package org.medchain.contract.exit;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens when a key leaves. */
public final class ExitEvents {
  static final List<EventType<?>> TYPES = List.of(Left.TYPE, Settled.TYPE);

  private ExitEvents() {}

  /**
   * A key left for good.
   *
   * @param participant the key
   * @param lockedUntil height of the last block in which its account is open to penalties
   */
  public record Left(PublicKey participant, long lockedUntil) implements Event {
    /** Known to modules that react to it. */
    public static final EventType<Left> TYPE =
        new EventType<>(32, Left.class, in -> new Left(PublicKey.decode(in), in.int64()));

    @Override
    public EventType<Left> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).int64(lockedUntil);
    }
  }

  /**
   * The account of a key that left was emptied.
   *
   * @param participant the key
   * @param voucher id of its voucher, if anything was paid out
   * @param paidOut account less fee, and bond, in points
   * @param burnt the fee and what cannot be redeemed, in points
   */
  public record Settled(PublicKey participant, Hash voucher, long paidOut, long burnt)
      implements Event {
    static final EventType<Settled> TYPE =
        new EventType<>(
            33,
            Settled.class,
            in -> new Settled(PublicKey.decode(in), in.hash(), in.int64(), in.int64()));

    @Override
    public EventType<Settled> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).hash(voucher).int64(paidOut).int64(burnt);
    }
  }
}
