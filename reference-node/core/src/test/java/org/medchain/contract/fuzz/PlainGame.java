package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointLedger;

/** The game in the plainest way: every outcome and payment; draws and balances are the chain's. */
final class PlainGame {
  private IncentiveRules rules;
  private IncentiveRules coming;
  private long comingFrom = Long.MAX_VALUE;
  private final TreeSet<PublicKey> frozen = new TreeSet<>();
  private final Map<PublicKey, Long> left = new TreeMap<>();
  private final TreeSet<PublicKey> settled = new TreeSet<>();
  private final Map<PublicKey, long[]> levels = new TreeMap<>();
  private final Map<Hash, Boolean> vouchers = new TreeMap<>();
  private final PlainStorage storage = new PlainStorage(this);
  private final PlainVerdicts verdicts;

  /** What the order in hand pays, and what it takes as a penalty. */
  private final Map<PublicKey, Long> rewards = new TreeMap<>();

  private final Map<PublicKey, Long> penalties = new TreeMap<>();

  PlainGame(IncentiveRules rules, PlainKeys keys) {
    this.rules = rules;
    this.verdicts = new PlainVerdicts(this, keys);
  }

  IncentiveRules rules() {
    return rules;
  }

  PlainVerdicts verdicts() {
    return verdicts;
  }

  boolean hasLeft(PublicKey who) {
    return left.containsKey(who);
  }

  boolean isSettled(PublicKey who) {
    return settled.contains(who);
  }

  static boolean isCenter(WorldState state, PublicKey who) {
    return Registration.role(state, who).equals(Optional.of(Role.REGULATORY_CENTER));
  }

  void beginBlock(long height) {
    if (comingFrom <= height) {
      rules = coming;
      comingFrom = Long.MAX_VALUE;
    }
  }

  void endBlock(long height) {
    storage.endBlock(height);
  }

  /** A settled account earns nothing. */
  void pay(PublicKey who, long points) {
    if (points > 0 && !settled.contains(who)) {
      rewards.merge(who, points, Long::sum);
    }
  }

  void punish(PublicKey who, long points) {
    if (points > 0) {
      penalties.merge(who, points, Long::sum);
    }
  }

  /** The outcome of an order, which this follows if the chain did; nothing of other operations. */
  Optional<Outcome> ordered(
      WorldState before,
      PublicKey signer,
      PublicKey who,
      Operation operation,
      long height,
      PlainConsent.Result result) {
    assertThat(before.rules()).isEqualTo(rules);
    rewards.clear();
    penalties.clear();
    Optional<Outcome> foretold =
        verdicts
            .ordered(before, signer, who, operation, height, result.events())
            .or(() -> storage.ordered(before, who, operation, height))
            .or(() -> points(before, who, operation, height, result.events()));
    foretold.filter(Outcome.OK::equals).ifPresent(ok -> requirePaid(result.events()));
    result.events().forEach(this::learn);
    return foretold;
  }

  private void requirePaid(List<Event> events) {
    Map<PublicKey, Long> paid = new TreeMap<>();
    Map<PublicKey, Long> taken = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof EconomyEvents.Rewarded e && e.points() > 0) {
        paid.merge(e.participant(), e.points(), Long::sum);
      } else if (event instanceof EconomyEvents.Penalised e) {
        taken.merge(e.participant(), e.taken() + e.shortfall(), Long::sum);
      }
    }
    assertThat(paid).isEqualTo(rewards);
    assertThat(taken).isEqualTo(penalties);
  }

  private void learn(Event event) {
    if (event instanceof EconomyEvents.Redeemed redeemed) {
      vouchers.put(redeemed.voucher(), false);
    } else if (event instanceof ExitEvents.Settled exit && exit.paidOut() > 0) {
      vouchers.put(exit.voucher(), false);
    }
  }

  private Optional<Outcome> points(
      WorldState before, PublicKey who, Operation operation, long height, List<Event> events) {
    boolean center = isCenter(before, who);
    return Optional.ofNullable(
        switch (operation) {
          case BuyLevel op -> buy(before, who, op, height);
          case RedeemPoints op -> redeem(before, who, op, events);
          case PayVoucher op -> center ? pay(op) : Outcome.NOT_ALLOWED;
          case LeaveChain op -> center ? Outcome.NOT_ALLOWED : leave(who, height);
          case SettleExit op -> settle(before, op.participant(), height, events);
          case FreezeAccount op -> freeze(before, who, op.participant());
          case ThawAccount op ->
              !center
                  ? Outcome.NOT_ALLOWED
                  : frozen.remove(op.participant()) ? Outcome.OK : Outcome.NOT_FROZEN;
          case ChangeRules op -> center ? change(op, height) : Outcome.NOT_ALLOWED;
          default -> null;
        });
  }

  private Outcome buy(WorldState before, PublicKey who, BuyLevel op, long height) {
    List<MembershipRules.MembershipLevel> offered = rules.membership().levels();
    if (op.level() > offered.size()) {
      return Outcome.NO_LEVEL;
    }
    if (frozen.contains(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    var asked = rules.audit().score();
    long score = Scores.of(before, who).value();
    if (asked.isOn() && score < asked.floor() + op.level() * asked.levelStep()) {
      return Outcome.LOW_SCORE;
    }
    var level = offered.get(op.level() - 1);
    if (before.balance(who) < level.price()) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    long[] had = levels.get(who);
    long from = had != null && had[0] == op.level() ? Math.max(had[1], height) : height;
    levels.put(who, new long[] {op.level(), from + level.blocks()});
    return Outcome.OK;
  }

  private static long redeemable(WorldState before, PublicKey who) {
    return Math.max(0, before.balance(who) - PointLedger.over(before.tree()).grantOf(who));
  }

  private Outcome redeem(WorldState before, PublicKey who, RedeemPoints op, List<Event> events) {
    if (frozen.contains(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    long fee = fee(op.points());
    if (op.points() > redeemable(before, who) || op.points() == fee) {
      return Outcome.INSUFFICIENT_POINTS;
    }
    EconomyEvents.Redeemed told = (EconomyEvents.Redeemed) events.getFirst();
    assertThat(List.of(told.paidOut(), told.burnt())).containsExactly(op.points() - fee, fee);
    return Outcome.OK;
  }

  private long fee(long points) {
    return Math.ceilDiv(points * rules.redemption().feeBp(), 10_000L);
  }

  private Outcome pay(PayVoucher op) {
    if (!vouchers.containsKey(op.voucher())) {
      return Outcome.UNKNOWN_VOUCHER;
    }
    return vouchers.put(op.voucher(), true) ? Outcome.VOUCHER_PAID : Outcome.OK;
  }

  private Outcome leave(PublicKey who, long height) {
    left.put(who, height + rules.redemption().exitLockBlocks());
    storage.leave(who, height);
    return Outcome.OK;
  }

  private Outcome settle(WorldState before, PublicKey who, long height, List<Event> events) {
    if (!left.containsKey(who)) {
      return Outcome.NOT_LEFT;
    }
    if (settled.contains(who)) {
      return Outcome.SETTLED;
    }
    if (height <= left.get(who)) {
      return Outcome.LOCKED;
    }
    if (frozen.contains(who)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    settled.add(who);
    long bond = before.points().ledger().balanceOf(Account.bondOf(who));
    long cash = redeemable(before, who);
    ExitEvents.Settled told = (ExitEvents.Settled) events.getFirst();
    assertThat(told.paidOut()).isEqualTo(cash - fee(cash) + bond);
    assertThat(told.burnt()).isEqualTo(before.balance(who) - cash + fee(cash));
    return Outcome.OK;
  }

  private Outcome freeze(WorldState before, PublicKey who, PublicKey whose) {
    if (!isCenter(before, who) || whose.equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (Registration.role(before, whose).isEmpty()) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    return frozen.add(whose) ? Outcome.OK : Outcome.ACCOUNT_FROZEN;
  }

  private Outcome change(ChangeRules op, long height) {
    if (op.fromHeight() <= height) {
      return Outcome.TOO_LATE;
    }
    coming = op.rules();
    comingFrom = op.fromHeight();
    return Outcome.OK;
  }

  /** Requires the same on the chain in the end. */
  void requireSame(WorldState after) {
    List<PublicKey> all = new ArrayList<>(frozen);
    assertThat(all).allMatch(who -> Freezing.isFrozen(after, who));
    assertThat(left.keySet()).allMatch(who -> Registration.hasLeft(after, who));
    levels.forEach(
        (who, level) ->
            assertThat(Levels.entry(who).in(after))
                .contains(new HeldLevel((int) level[0], level[1])));
    verdicts.requireSame(after);
    storage.requireSame(after);
  }
}
