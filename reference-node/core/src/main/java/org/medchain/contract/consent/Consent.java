package org.medchain.contract.consent;

import java.util.Optional;
import org.medchain.contract.engine.StateCodec;
import org.medchain.contract.engine.StateCodec.RecordParty;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What patients allow others to do with their records (paper §3.1; CON-8). */
public final class Consent {
  static final Table<RecordParty, Right> RIGHTS =
      new Table<>(
          0x24,
          "rights",
          StateCodec.RECORD_PARTY,
          new StateCodec<>("right", 1, (out, right) -> out.uint8(right.code()), Right::decode));

  private Consent() {}

  /** The right that the owner granted {@code reader} on the record with this id. */
  public static Optional<Right> right(WorldState state, Hash record, PublicKey reader) {
    return RIGHTS.get(state, new RecordParty(record, reader));
  }

  /** Where it stands. */
  public static StateEntry<Right> entry(Hash record, PublicKey reader) {
    return RIGHTS.entry(new RecordParty(record, reader));
  }

  /** GAME-7: an owner's grants end when it leaves; bought access does not. */
  public static Optional<Right> granted(
      WorldState state, Hash id, StoredRecord record, PublicKey reader) {
    return right(state, id, reader).filter(right -> !Registration.hasLeft(state, record.owner()));
  }

  /**
   * Whether {@code provider} may offer the record: its owner, and with whom the owner shared it.
   */
  public static boolean mayOffer(
      WorldState state, Hash id, StoredRecord record, PublicKey provider) {
    return record.owner().equals(provider)
        || granted(state, id, record, provider).equals(Optional.of(Right.SHARE));
  }
}
