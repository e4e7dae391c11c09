package org.medchain.contract.attestation;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What doctors say of records. */
public final class AttestationEvents {
  static final List<EventType<?>> TYPES = List.of(RecordAttested.TYPE);

  private AttestationEvents() {}

  /**
   * A doctor counter-signed a record.
   *
   * @param record its id
   * @param owner the patient, who is told
   * @param doctor whom the record names
   */
  public record RecordAttested(Hash record, PublicKey owner, PublicKey doctor) implements Event {
    /** Its kind. */
    public static final EventType<RecordAttested> TYPE =
        new EventType<>(38, RecordAttested.class, RecordAttested::decode);

    private static RecordAttested decode(Decoder in) {
      return new RecordAttested(in.hash(), PublicKey.decode(in), PublicKey.decode(in));
    }

    @Override
    public EventType<RecordAttested> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(owner).value(doctor);
    }
  }
}
