package org.medchain.contract.datasharing;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** The values of open offers that tests of the contracts see. */
public final class TradeValues {
  private TradeValues() {}

  public static Optional<OpenOffer> offer(WorldState state, PublicKey provider, String type) {
    return Trade.OFFERS.get(state, new Position(provider, type));
  }

  /** The open offers to which a participant is a party. */
  public static List<Position> positions(WorldState state, PublicKey party) {
    return Trade.positions(state, party);
  }

  public static WorldState bought(WorldState state, Hash record, PublicKey reader, Hash agreement) {
    return Purchases.add(state, record, reader, agreement);
  }
}
