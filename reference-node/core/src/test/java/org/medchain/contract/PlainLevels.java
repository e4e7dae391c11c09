package org.medchain.contract;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;

/** Levels of membership in {@link PlainGame} (GAME-5, GAME-30). */
final class PlainLevels {
  private final PlainGame game;
  private final Map<PublicKey, long[]> levels = new TreeMap<>();

  PlainLevels(PlainGame game) {
    this.game = game;
  }

  long priceOf(PublicKey who, long height) {
    long price = game.rules.points().queryPrice();
    long[] level = levels.get(who);
    return level == null || height > level[1]
        ? price
        : game.rules.membership().priceFor((int) level[0], price);
  }

  Outcome buy(PublicKey who, BuyLevel op, long height) {
    if (op.level() > game.rules.membership().levels().size()) {
      return Outcome.NO_LEVEL;
    }
    if (game.frozen.contains(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    var asked = game.rules.audit().score();
    if (asked.isOn() && game.storage.score(who) < asked.floor() + op.level() * asked.levelStep()) {
      return Outcome.LOW_SCORE;
    }
    var level = game.rules.membership().levels().get(op.level() - 1);
    if (game.purses.balance.get(who) < level.price()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    game.purses.spend(who, level.price());
    game.purses.burnt += level.price();
    long[] had = levels.get(who);
    long from = had != null && had[0] == op.level() ? Math.max(had[1], height) : height;
    levels.put(who, new long[] {op.level(), from + level.blocks()});
    return Outcome.OK;
  }
}
