package org.medchain.contract.economy;

import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** Membership services (paper §3.2.4; GAME-5; decision 0124). */
public final class Levels {
  static final Table<PublicKey, HeldLevel> LEVELS =
      new Table<>(0x30, "membership levels", PublicKey.CODEC, Codec.of(HeldLevel.class));

  private Levels() {}

  /** The price of a query of another owner's record, by reader and time. */
  public static long queryPrice(WorldState state, PublicKey reader, long height) {
    IncentiveRules rules = state.rules();
    long price = rules.points().queryPrice();
    if (rules.membership().levels().isEmpty()) {
      return price;
    }
    return LEVELS
        .get(state, reader)
        .filter(held -> height <= held.until())
        .map(held -> rules.membership().priceFor(held.level(), price))
        .orElse(price);
  }

  /** Its entry in the state. */
  public static StateEntry<HeldLevel> entry(PublicKey participant) {
    return LEVELS.entry(participant);
  }
}
