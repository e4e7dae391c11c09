package org.medchain.contract;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** The membership levels of {@link PlainGame}. */
final class PlainLevels {
  private final Map<PublicKey, long[]> levels = new TreeMap<>();

  long priceOf(PublicKey who, long height, IncentiveRules rules) {
    long price = rules.points().queryPrice();
    long[] level = levels.get(who);
    return level == null || height > level[1]
        ? price
        : rules.membership().priceFor((int) level[0], price);
  }

  Outcome buy(
      PublicKey who,
      BuyLevel op,
      long height,
      IncentiveRules rules,
      PlainPurses purses,
      boolean frozen) {
    if (op.level() > rules.membership().levels().size()) {
      return Outcome.NO_LEVEL;
    }
    if (frozen) {
      return Outcome.ACCOUNT_FROZEN;
    }
    var level = rules.membership().levels().get(op.level() - 1);
    if (purses.balance.get(who) < level.price()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    purses.spend(who, level.price());
    purses.burnt += level.price();
    long[] had = levels.get(who);
    long from = had != null && had[0] == op.level() ? Math.max(had[1], height) : height;
    levels.put(who, new long[] {op.level(), from + level.blocks()});
    return Outcome.OK;
  }
}
