package org.medchain.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.data.PublicKey;

/** What each account holds in {@link PlainGame}, and what became of the rest. */
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
      // Point by point: what can be redeemed, then the grant, then the bond.
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
}
