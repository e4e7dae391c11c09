package org.medchain.contract.audit;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to files that are stored. */
public final class AuditEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          Entrusted.TYPE,
          HoldingAccepted.TYPE,
          HoldingEnded.TYPE,
          AuditAnswered.TYPE,
          AuditMissed.TYPE);

  private AuditEvents() {}

  /**
   * A patient entrusted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param root Merkle root over the chunks
   * @param chunks their number
   */
  public record Entrusted(Hash record, PublicKey holder, Hash root, int chunks) implements Event {
    static final EventType<Entrusted> TYPE =
        new EventType<>(
            24,
            Entrusted.class,
            in -> new Entrusted(in.hash(), PublicKey.decode(in), in.hash(), in.int32()));

    @Override
    public EventType<Entrusted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(holder).hash(root).int32(chunks);
    }
  }

  /**
   * A holder accepted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  public record HoldingAccepted(Hash record, PublicKey holder) implements Event {
    static final EventType<HoldingAccepted> TYPE =
        new EventType<>(
            25, HoldingAccepted.class, in -> new HoldingAccepted(in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<HoldingAccepted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(holder);
    }
  }

  /**
   * A file is no longer entrusted.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  public record HoldingEnded(Hash record, PublicKey holder) implements Event {
    static final EventType<HoldingEnded> TYPE =
        new EventType<>(
            26, HoldingEnded.class, in -> new HoldingEnded(in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<HoldingEnded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(holder);
    }
  }

  /**
   * A holder proved that it has a chunk.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param round of the audit
   */
  public record AuditAnswered(Hash record, PublicKey holder, long round) implements Event {
    static final EventType<AuditAnswered> TYPE =
        new EventType<>(
            27,
            AuditAnswered.class,
            in -> new AuditAnswered(in.hash(), PublicKey.decode(in), in.int64()));

    @Override
    public EventType<AuditAnswered> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(holder).int64(round);
    }
  }

  /**
   * A holder did not answer.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param rounds how many
   */
  public record AuditMissed(Hash record, PublicKey holder, long rounds) implements Event {
    static final EventType<AuditMissed> TYPE =
        new EventType<>(
            28,
            AuditMissed.class,
            in -> new AuditMissed(in.hash(), PublicKey.decode(in), in.int64()));

    @Override
    public EventType<AuditMissed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(holder).int64(rounds);
    }
  }
}
