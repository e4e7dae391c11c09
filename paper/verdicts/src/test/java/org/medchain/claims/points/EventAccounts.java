package org.medchain.claims.points;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.Genesis;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Supply;

/**
 * All accounts once more, from the events of receipts alone, as a participant could keep them: with
 * the chain's ledger it has nothing in common but how a price is divided (INC-6). For one thread.
 */
final class EventAccounts {
  private final PointRules rules;
  private final Map<PublicKey, Long> balances = new TreeMap<>();
  private final Map<PublicKey, Long> bonds = new TreeMap<>();
  private final Map<Hash, PublicKey> owners = new LinkedHashMap<>();
  private final Map<Hash, TradeEvents.AgreementConcluded> waiting = new LinkedHashMap<>();
  private long issued;
  private long burnt;
  private long redeemed;

  /** The accounts of a chain's beginning. */
  EventAccounts(Genesis genesis) {
    this.rules = genesis.terms().rules().points();
    long bond = genesis.terms().rules().identity().bond();
    for (Participant each : genesis.participants()) {
      issue(each.key(), rules.initialPoints());
      post(each.key(), bond);
    }
  }

  /** Takes in what happened. */
  void apply(Event event) {
    switch (event) {
      case RegistrationEvents.Registered joined -> issue(joined.key(), joined.points());
      case RegistrationEvents.BondPosted posted -> post(posted.participant(), posted.points());
      case RecordEvents.RecordStored stored -> {
        owners.put(stored.record(), stored.owner());
        issue(stored.owner(), stored.reward());
      }
      case RecordEvents.RecordAccepted accepted -> issue(accepted.owner(), accepted.reward());
      case RecordEvents.RecordFoundFalse found -> take(owners.get(found.record()), found.taken());
      case ConsentEvents.ReadAnswered read -> {
        pay(read.line().reader(), -read.line().price());
        share(read.owner(), read.line().price());
      }
      case EconomyEvents.Rewarded rewarded -> issue(rewarded.participant(), rewarded.points());
      case EconomyEvents.Penalised penalised -> take(penalised.participant(), penalised.taken());
      case EconomyEvents.LevelBought bought -> take(bought.participant(), bought.price());
      case EconomyEvents.Redeemed out -> leave(out.holder(), out.paidOut(), out.burnt());
      case ExitEvents.Settled settled -> {
        PublicKey left = settled.participant();
        pay(left, bonds.getOrDefault(left, 0L));
        bonds.put(left, 0L);
        leave(left, settled.paidOut(), settled.burnt());
      }
      default -> trade(event);
    }
  }

  private void trade(Event event) {
    switch (event) {
      case TradeEvents.AgreementConcluded concluded -> {
        waiting.put(concluded.agreement(), concluded);
        pay(concluded.demander(), -concluded.locked());
      }
      case TradeEvents.AgreementTriggered triggered ->
          ended(triggered.agreement()).ifPresent(each -> settle(each, triggered.records()));
      case TradeEvents.AgreementDissolved dissolved ->
          ended(dissolved.agreement()).ifPresent(each -> pay(each.demander(), each.locked()));
      default -> {} // moves no point
    }
  }

  /** An agreement that waits no longer; none if it ended before, which would be a difference. */
  private Optional<TradeEvents.AgreementConcluded> ended(Hash agreement) {
    return Optional.ofNullable(waiting.remove(agreement));
  }

  private void settle(TradeEvents.AgreementConcluded concluded, List<Hash> records) {
    PointRules.PriceShare share = rules.shareOf(concluded.locked() / concluded.count());
    for (Hash record : records) {
      pay(owners.get(record), share.owner());
      pay(concluded.provider(), share.rest());
    }
  }

  private void issue(PublicKey to, long points) {
    issued += points;
    pay(to, points);
  }

  private void post(PublicKey whose, long points) {
    issued += points;
    bonds.merge(whose, points, Long::sum);
  }

  private void pay(PublicKey to, long points) {
    balances.merge(to, points, Long::sum);
  }

  /** The owner's share is paid out, the rest is burnt. */
  private void share(PublicKey owner, long price) {
    PointRules.PriceShare share = rules.shareOf(price);
    pay(owner, share.owner());
    burnt += share.rest();
  }

  /** From the balance, then from the bond. */
  private void take(PublicKey from, long points) {
    long ofBalance = Math.min(points, balances.getOrDefault(from, 0L));
    pay(from, -ofBalance);
    bonds.merge(from, ofBalance - points, Long::sum);
    burnt += points;
  }

  private void leave(PublicKey holder, long paidOut, long fee) {
    pay(holder, -paidOut - fee);
    redeemed += paidOut;
    burnt += fee;
  }

  /** Where all points should be. */
  Supply supply() {
    long locked = waiting.values().stream().mapToLong(TradeEvents.AgreementConcluded::locked).sum();
    long held = balances.values().stream().mapToLong(Long::longValue).sum();
    long posted = bonds.values().stream().mapToLong(Long::longValue).sum();
    return new Supply(issued, held + posted + locked, burnt, redeemed);
  }

  /** The participants whose balance or bond is another on the chain. */
  Set<PublicKey> differing(WorldState state) {
    Set<PublicKey> differing = new TreeSet<>();
    for (Map.Entry<PublicKey, Long> each : balances.entrySet()) {
      PublicKey whose = each.getKey();
      if (state.balance(whose) != each.getValue()
          || state.points().ledger().balanceOf(Account.bondOf(whose))
              != bonds.getOrDefault(whose, 0L)) {
        differing.add(whose);
      }
    }
    return differing;
  }
}
