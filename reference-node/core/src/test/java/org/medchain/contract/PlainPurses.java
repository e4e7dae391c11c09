package org.medchain.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.PublicKey;

/** The points of each account in {@link PlainGame}, and the rest's destination. */
final class PlainPurses {
  final Map<PublicKey, Long> balance = new TreeMap<>();
  final Map<PublicKey, Long> bond = new TreeMap<>();
  final Map<PublicKey, Long> grant = new TreeMap<>();
  final TreeSet<PublicKey> settled = new TreeSet<>();
  long issued;
  long burnt;
  long redeemed;

  void open(PublicKey who, long points, long posted, boolean spendOnly) {
    balance.put(who, points);
    bond.put(who, posted);
    grant.put(who, spendOnly ? points : 0);
    issued += points + posted;
  }

  void give(PublicKey who, long points) {
    if (!settled.contains(who)) {
      balance.merge(who, points, Long::sum);
      issued += points;
    }
  }

  long redeemable(PublicKey who) {
    return Math.max(0, balance.get(who) - grant.get(who));
  }

  void punish(PublicKey who, long due) {
    for (long i = 0; i < due; i++) {
      // Point by point: first the redeemable ones, then the grant, then the bond.
      if (redeemable(who) > 0) {
        balance.merge(who, -1L, Long::sum);
      } else if (balance.get(who) > 0) {
        balance.merge(who, -1L, Long::sum);
        grant.merge(who, -1L, Long::sum);
      } else if (bond.get(who) > 0) {
        bond.merge(who, -1L, Long::sum);
      } else {
        return;
      }
      burnt++;
    }
  }

  void spend(PublicKey who, long points) {
    balance.merge(who, -points, Long::sum);
    grant.put(who, Math.max(0, grant.get(who) - points));
  }

  void cash(PublicKey who, long points, long fee) {
    balance.merge(who, -points, Long::sum);
    burnt += fee;
    redeemed += points - fee;
  }

  void settle(PublicKey who, int feeBp) {
    settled.add(who);
    long cash = redeemable(who);
    long fee = Math.ceilDiv(cash * feeBp, 10_000L);
    redeemed += cash - fee + bond.get(who);
    burnt += balance.get(who) - cash + fee;
    balance.put(who, 0L);
    bond.put(who, 0L);
    grant.put(who, 0L);
  }

  /** Levels of membership in {@link PlainGame} (GAME-5, GAME-30). */
  static final class Levels {
    private final PlainGame game;
    private final Map<PublicKey, long[]> levels = new TreeMap<>();

    Levels(PlainGame game) {
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
      if (asked.isOn()
          && game.storage.score(who) < asked.floor() + op.level() * asked.levelStep()) {
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
}
