package org.medchain.contract.economy;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Claims for cash (paper §3.2.4; GAME-6; decision 0124). */
public final class Vouchers {
  static final Table<Hash, Voucher> VOUCHERS =
      new Table<>(0x31, "vouchers", Codec.HASH, Codec.of(Voucher.class));

  private Vouchers() {}

  /** The state with an unpaid voucher of {@code holder}. */
  public static WorldState issue(WorldState state, Hash id, PublicKey holder, long points) {
    return VOUCHERS.put(state, id, new Voucher(holder, points, false));
  }

  /** Its entry in the state. */
  public static StateEntry<Voucher> entry(Hash id) {
    return VOUCHERS.entry(id);
  }
}
