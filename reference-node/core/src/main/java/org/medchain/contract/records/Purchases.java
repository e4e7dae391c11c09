package org.medchain.contract.records;

import java.util.Optional;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.RecordParty;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The readers that bought access to a record by an agreement (CON-12): nobody takes it back
 * (CON-8).
 */
public final class Purchases {
  static final Table<RecordParty, Hash> PURCHASES =
      new Table<>(0x25, "purchases", Table.RECORD_PARTY, Codec.HASH);

  private Purchases() {}

  /** The agreement by which {@code reader} bought access to the record with this id. */
  public static Optional<Hash> of(WorldState state, Hash record, PublicKey reader) {
    return PURCHASES.get(state, new RecordParty(record, reader));
  }

  /** The entry of a purchase. */
  public static StateEntry<Hash> entry(Hash record, PublicKey reader) {
    return PURCHASES.entry(new RecordParty(record, reader));
  }

  /** Whether the reader's access is permanent: such a reader need not buy it. */
  public static boolean isForEver(
      WorldState state, Hash id, StoredRecord record, PublicKey reader) {
    return reader.equals(record.owner())
        || reader.equals(record.doctor())
        || of(state, id, reader).isPresent();
  }

  /** The reader bought it by this agreement. */
  public static WorldState add(WorldState state, Hash record, PublicKey reader, Hash agreement) {
    return PURCHASES.put(state, new RecordParty(record, reader), agreement);
  }
}
