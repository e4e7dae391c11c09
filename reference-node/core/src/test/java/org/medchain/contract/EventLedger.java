package org.medchain.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.search.SearchEvents;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.Supply;

/** All balances again, from the events alone; only the rules' divisions are shared. */
public final class EventLedger {
  private PointRules rules;
  final Map<PublicKey, Long> balances = new TreeMap<>();
  private final Map<Hash, PublicKey> owners = new TreeMap<>();
  private final Map<Hash, TradeEvents.AgreementConcluded> waiting = new TreeMap<>();
  private final Map<Hash, Deal> drawn = new TreeMap<>();
  private long issued;
  private long burnt;
  private long redeemed;

  /** Taken from only when the balance is used up. */
  final Map<PublicKey, Long> bonds = new TreeMap<>();

  public EventLedger(Genesis genesis) {
    this.rules = genesis.terms().rules().points();
    for (Participant participant : genesis.participants()) {
      issue(participant.key(), rules.initialPoints());
      post(participant.key(), genesis.terms().rules().identity().bond());
    }
  }

  void apply(List<Event> events) {
    events.forEach(this::apply);
  }

  public void apply(List<Event> events, PointRules inForce) {
    rules = inForce;
    apply(events);
  }

  /** The points of each account. */
  public Map<PublicKey, Long> balances() {
    return balances;
  }

  private void apply(Event event) {
    switch (event) {
      case RegistrationEvents.Registered registered -> issue(registered.key(), registered.points());
      case RecordEvents.RecordStored stored -> {
        owners.put(stored.record(), stored.owner());
        issue(stored.owner(), stored.reward());
      }
      case ConsentEvents.ReadAnswered read -> paid(read);
      case SearchEvents.SearchBilled billed ->
          payQuery(billed.searcher(), billed.owner(), billed.price());
      case RecordEvents.RecordFoundFalse judged -> {
        take(owners.get(judged.record()), judged.taken());
        if (judged.taken() + judged.shortfall() != rules.falsePenalty()) {
          throw new AssertionError("not the penalty: " + judged);
        }
      }
      case TradeEvents.AgreementConcluded concluded -> {
        waiting.put(concluded.agreement(), concluded);
        move(concluded.demander(), -concluded.locked());
      }
      case TradeEvents.AgreementTriggered triggered -> settle(triggered);
      case TradeEvents.AgreementDissolved dissolved -> {
        TradeEvents.AgreementConcluded concluded = waiting.remove(dissolved.agreement());
        move(concluded.demander(), concluded.locked());
      }
      case TradeEvents.OfferOpened opened -> {}
      case TradeEvents.OfferClosed closed -> {}
      case CenterEvents.MembersChanged changed -> {}
      case ConsentEvents.QueryQuoted quoted -> {}
      case RegistrationEvents.CertificatesRevoked revoked -> {}
      case RegistrationEvents.BalanceTold told -> {
        if (balances.getOrDefault(told.key(), 0L) != told.points()) {
          throw new AssertionError("not the balance: " + told);
        }
      }
      default -> applyGame(event);
    }
  }

  /** Refused reads cost nothing, and of the granted ones only some by a directive (CON-7). */
  private void paid(ConsentEvents.ReadAnswered read) {
    AccessEntry line = read.line();
    if (line.price() != 0 && line.answer() != ReadAnswer.DIRECTIVE) {
      throw new AssertionError("a price: " + line);
    }
    payQuery(line.reader(), owners.get(line.record()), line.price());
  }

  private void payQuery(PublicKey payer, PublicKey owner, long price) {
    PointRules.PriceShare share = rules.shareOf(price);
    move(payer, -price);
    move(owner, share.owner());
    burnt += share.rest();
  }

  private void applyGame(Event event) {
    switch (event) {
      case RecordEvents.RecordAccepted e -> issue(e.owner(), e.reward());
      case EconomyEvents.Rewarded e -> issue(e.participant(), e.points());
      case EconomyEvents.Penalised e -> take(e.participant(), e.taken());
      case RegistrationEvents.BondPosted e -> post(e.participant(), e.points());
      case EconomyEvents.LevelBought e -> take(e.participant(), e.price());
      case EconomyEvents.QuotaBought e -> take(e.participant(), e.points());
      case EconomyEvents.Redeemed e -> {
        move(e.holder(), -e.paidOut() - e.burnt());
        redeemed += e.paidOut();
        burnt += e.burnt();
      }
      case ExitEvents.Settled e -> {
        long had = balances.remove(e.participant()) + bonds.getOrDefault(e.participant(), 0L);
        bonds.remove(e.participant());
        if (had != e.paidOut() + e.burnt()) {
          throw new AssertionError("not all of " + had + ": " + e);
        }
        redeemed += e.paidOut();
        burnt += e.burnt();
      }
      case DealEvents.DealDrafted e -> {
        drawn.put(e.deal(), e.terms());
        move(e.terms().demander(), -e.terms().locked());
      }
      case DealEvents.DealSigned e -> unlock(e.deal());
      case DealEvents.DealEnded e -> unlock(e.deal());
      default -> {}
    }
  }

  /** Back to the demander; the agreement that a signed deal becomes locks them again. */
  private void unlock(Hash deal) {
    Deal terms = drawn.remove(deal);
    move(terms.demander(), terms.locked());
  }

  private void post(PublicKey key, long points) {
    issued += points;
    bonds.merge(key, points, Long::sum);
  }

  /** From the balance, then from the bond, and burnt. */
  private void take(PublicKey from, long points) {
    long ofBalance = Math.min(points, balances.getOrDefault(from, 0L));
    move(from, -ofBalance);
    if (bonds.merge(from, ofBalance - points, Long::sum) < 0) {
      throw new AssertionError("a bond under 0: " + from.brief());
    }
    burnt += points;
  }

  private void settle(TradeEvents.AgreementTriggered triggered) {
    // Null, and so an error, if it triggers twice or after it was dissolved.
    TradeEvents.AgreementConcluded concluded = waiting.remove(triggered.agreement());
    if (triggered.paid() != concluded.locked() || triggered.records().size() != concluded.count()) {
      throw new AssertionError(concluded + " became " + triggered);
    }
    for (Hash record : triggered.records()) {
      PointRules.PriceShare share = rules.shareOf(concluded.locked() / concluded.count());
      move(owners.get(record), share.owner());
      move(concluded.provider(), share.rest());
    }
  }

  private void issue(PublicKey to, long points) {
    issued += points;
    move(to, points);
  }

  private void move(PublicKey account, long points) {
    long after = balances.merge(account, points, Long::sum);
    if (after < 0) {
      throw new AssertionError("a balance under 0: " + account.brief());
    }
  }

  /** Where all points are. */
  public Supply supply() {
    long locked =
        waiting.values().stream().mapToLong(TradeEvents.AgreementConcluded::locked).sum()
            + drawn.values().stream().mapToLong(Deal::locked).sum();
    long held = balances.values().stream().mapToLong(Long::longValue).sum();
    long posted = bonds.values().stream().mapToLong(Long::longValue).sum();
    return new Supply(issued, held + posted + locked, burnt, redeemed);
  }
}
